//! The methods of a union that return what all its variants have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Integer, Presence, Shape, Type, TypeDef, TypeId, Variant};
use crate::rust::name::TypeName;
use crate::rust::tokens::ident;

use super::docs;
use super::facts;
use super::ty::Scope;

/// A required field that all variants have.
struct Shared<'a> {
    field: &'a Field,
    name: &'a str,
}

/// A method for each required field that all variants have, if an operation returns the union: others are matched
/// anyway, and each method costs the compiler time.
pub(in crate::rust) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    variants: &[Variant],
) -> Option<TokenStream> {
    let fields = of(scope, def, variants);
    let methods: Vec<TokenStream> = fields.iter().map(|one| method(scope, name, one)).collect();
    let item = ident(&name.ident);
    (!methods.is_empty()).then(|| quote!(impl #item { #(#methods)* }))
}

/// The names of these methods, and the types that they return.
pub(in crate::rust) fn signatures(
    scope: &Scope<'_>,
    def: &TypeDef,
    variants: &[Variant],
) -> Vec<(String, TokenStream)> {
    let signature = |shared: &Shared<'_>| {
        let (ty, ..) = access(scope, shared);
        (shared.name.to_owned(), scope.option(ty))
    };
    of(scope, def, variants).iter().map(signature).collect()
}

fn of<'a>(scope: &Scope<'a>, def: &TypeDef, variants: &[Variant]) -> Vec<Shared<'a>> {
    let mut fields: Option<Vec<Shared<'_>>> = None;
    for (index, variant) in variants.iter().enumerate() {
        // Clippy asks to merge the arms of such variants.
        let earlier = variants.iter().take(index);
        let own = fields_of(scope, &variant.ty).filter(|_| is_first(variant, earlier));
        let Some(own) = own else {
            return Vec::new();
        };
        fields = Some(match fields {
            None => own,
            Some(mut fields) => {
                fields.retain(|one| own.iter().any(|other| is_same(scope, one, other)));
                fields
            }
        });
    }
    let mut fields = fields.unwrap_or_default();
    if fields.is_empty() || !is_returned(scope, def) {
        return Vec::new();
    }
    let methods = scope.cx().api.text_methods.iter();
    let taken: Vec<&str> = methods.map(|method| method.name.as_str()).collect();
    fields.retain(|one| !taken.contains(&one.name));
    fields
}

/// The required fields of a variant that is an object. Constants only tell variants apart.
fn fields_of<'a>(scope: &Scope<'a>, ty: &Type) -> Option<Vec<Shared<'a>>> {
    let id = match scope.resolved(ty) {
        Type::Named(id) => *id,
        Type::Boxed(inner) => return fields_of(scope, inner),
        _ => return None,
    };
    let (api, names) = (scope.cx().api, scope.cx().names);
    let Shape::Struct(object) = &api.types.get(id.0)?.shape else {
        return None;
    };
    let fields = object.fields.iter().zip(&names.ty(id)?.members);
    let fields = fields
        .filter(|(field, _)| field.presence == Presence::Required && field.constant.is_none())
        .filter(|(field, _)| !matches!(field.ty, Type::Boxed(_)));
    let fields = fields.map(|(field, name)| Shared { field, name });
    Some(fields.collect())
}

/// Whether no earlier variant has the type.
fn is_first<'v>(variant: &Variant, mut earlier: impl Iterator<Item = &'v Variant>) -> bool {
    !earlier.any(|one| one.ty == variant.ty)
}

fn is_same(scope: &Scope<'_>, one: &Shared<'_>, other: &Shared<'_>) -> bool {
    one.name == other.name
        && one.field.wire == other.field.wire
        && scope.resolved(&one.field.ty) == scope.resolved(&other.field.ty)
}

/// Whether an operation returns the union.
fn is_returned(scope: &Scope<'_>, def: &TypeDef) -> bool {
    let api = scope.cx().api;
    let is = |id: TypeId| {
        api.types
            .get(id.0)
            .is_some_and(|one| std::ptr::eq(one, def))
    };
    let replies = api.operations.iter().filter_map(|one| one.reply.ty());
    let mut ids = replies.filter_map(|ty| api.resolved(ty).named());
    def.usage.response && ids.any(is)
}

/// The type that a method returns, without `Option`, the value of a known variant, and that of an unknown one.
fn access(scope: &Scope<'_>, shared: &Shared<'_>) -> (TokenStream, TokenStream, TokenStream) {
    let (field, name) = (shared.field, ident(shared.name));
    let wire = &field.wire;
    match scope.resolved(&field.ty) {
        Type::String => {
            let unknown = quote!(value.get(#wire)?.as_str());
            (quote!(&str), quote!(&one.#name), unknown)
        }
        ty @ (Type::Bool | Type::Number | Type::Integer(Integer::I64 | Integer::U64)) => {
            let read = ident(match ty {
                Type::Bool => "as_bool",
                Type::Number => "as_f64",
                Type::Integer(Integer::U64) => "as_u64",
                _ => "as_i64",
            });
            let unknown = quote!(value.get(#wire)?.#read());
            (scope.ty(ty), quote!(one.#name), unknown)
        }
        _ => {
            let (ty, none) = (scope.ty(&field.ty), scope.prelude("None"));
            (quote!(&#ty), quote!(&one.#name), quote!(#none))
        }
    }
}

fn method(scope: &Scope<'_>, union: &TypeName, shared: &Shared<'_>) -> TokenStream {
    let [option, some] = ["Option", "Some"].map(|one| scope.prelude(one));
    let (field, name) = (shared.field, ident(shared.name));
    let (ty, known, unknown) = access(scope, shared);
    let is_read = unknown.to_string().contains("value");
    let value = ident(if is_read { "value" } else { "_" });
    let variants = union.members.iter().map(|member| ident(member));
    let mut lines = facts::of_field(scope.cx(), field);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let missing = if is_read {
        " and has no such field"
    } else {
        ""
    };
    lines.extend(docs::markdown_lines(&format!(
        "Returns the field {} of the variant, or `None` if the value is unknown to this version of the crate{missing}.",
        docs::code(&field.wire)
    )));
    let about = docs::attributes(&lines);
    quote! {
        #about
        #[must_use]
        pub fn #name(&self) -> #option<#ty> {
            match self {
                #(Self::#variants(one) => #some(#known),)*
                Self::Unknown(#value) => #unknown,
            }
        }
    }
}
