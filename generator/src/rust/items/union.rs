//! Enums whose variants have different types.

use crate::rust::tokens::literal;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::model::{Guard, Integer, Kind, Presence, Scalar, Shape, Type, TypeDef, Variant};
use crate::rust::name::TypeName;

use super::text_method::derives;
use super::ty::Scope;
use super::{conversion, docs};
use crate::rust::tokens::ident;

/// An item of the table `union!`.
pub(in crate::rust) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    variants: &[Variant],
) -> TokenStream {
    let about = docs::attributes(&docs::lines(scope.cx(), &def.docs, &docs::described(def)));
    let item = ident(&name.ident);
    let derives = derives(def);
    let sources = conversion::of(scope, def, variants);
    let lists = conversion::takes_lists(scope, variants);
    let built = if lists {
        quote!(: Built + OfLists)
    } else {
        quote!(: Built)
    };
    let built = conversion::takes_json(scope, def, variants).then_some(built);
    let variants = variants.iter().zip(&name.members).zip(sources);
    let variants = variants.map(|((variant, member), from)| {
        let about = docs::attributes(&about_variant(scope, variant));
        let member = ident(member);
        let ty = scope.ty(&variant.ty);
        let guard = guard(variant);
        let written = written(variant);
        let statuses = statuses(variant);
        quote!(#about #member(#ty) #from: #guard #written #statuses,)
    });
    quote! {
        #about
        #derives
        pub enum #item #built { #(#variants)* }
    }
}

/// The status codes that determine a variant.
fn statuses(variant: &Variant) -> Option<TokenStream> {
    let ranges = variant.statuses.iter().map(|(first, last)| {
        let number = Literal::u16_unsuffixed;
        let end = (first < last)
            .then(|| number(*last))
            .map(|last| quote!(to #last));
        let first = number(*first);
        quote!(#first #end)
    });
    (!variant.statuses.is_empty()).then(|| quote!(for #(#ranges)|*))
}

/// The names of events that decide the variants of the union.
pub(in crate::rust) fn events(name: &TypeName, variants: &[Variant]) -> Option<TokenStream> {
    let item = ident(&name.ident);
    let named = variants.iter().zip(&name.members);
    let named = named.filter(|(variant, _)| !variant.events.is_empty());
    let named: Vec<TokenStream> = named
        .map(|(variant, member)| {
            let member = ident(member);
            let events = &variant.events;
            let text = variant.is_text.then(|| quote!(text));
            quote!(#member = #text #(#events)|*)
        })
        .collect();
    let other = (named.len() == variants.len()).then(|| quote!(other));
    (!named.is_empty())
        .then(|| quote!(crate::runtime::named_events! { #item { #(#named),* } #other }))
}

/// The method that returns the ID of a union of an ID and the objects that have it.
pub(in crate::rust) fn id(
    scope: &Scope<'_>,
    name: &TypeName,
    variants: &[Variant],
) -> Option<TokenStream> {
    let [option, some] = ["Option", "Some"].map(|one| scope.prelude(one));
    let (mut arms, mut is_string, mut is_object) = (Vec::new(), false, false);
    for (variant, member) in variants.iter().zip(&name.members) {
        let member = ident(member);
        arms.push(if variant.ty == Type::String {
            is_string = true;
            quote!(Self::#member(id) => #some(id))
        } else {
            is_object = true;
            let field = id_of(scope, &variant.ty)?;
            quote!(Self::#member(object) => #some(&object.#field))
        });
    }
    let item = ident(&name.ident);
    (is_string && is_object).then(|| {
        quote! {
            impl #item {
                /// Returns the ID: the value itself if it is a string, or the `id` of the object. Returns `None` if the value
                /// is unknown to this version of the crate and has no ID.
                #[must_use]
                pub fn id(&self) -> #option<&str> {
                    match self {
                        #(#arms,)*
                        Self::Unknown(value) => value.get("id")?.as_str(),
                    }
                }
            }
        }
    })
}

/// The field with the ID of an object, if it is a required string.
fn id_of(scope: &Scope<'_>, ty: &Type) -> Option<Ident> {
    let id = match scope.resolved(ty) {
        Type::Named(id) => *id,
        Type::Boxed(inner) => return id_of(scope, inner),
        _ => return None,
    };
    let def = scope.cx().api.types.get(id.0)?;
    let Shape::Struct(object) = &def.shape else {
        return None;
    };
    let mut fields = object.fields.iter();
    let index = fields.position(|field| {
        field.wire == "id" && field.ty == Type::String && field.presence == Presence::Required
    })?;
    let field = scope.cx().names.ty(id)?.members.get(index)?;
    Some(ident(field))
}

fn about_variant(scope: &Scope<'_>, variant: &Variant) -> Vec<String> {
    let mut lines = docs::first_paragraph(scope.cx(), &variant.docs, "");
    if !variant.statuses.is_empty() {
        let codes = variant.statuses.iter().map(|(first, last)| match last {
            last if last > first => format!("{first} to {last}"),
            _ => first.to_string(),
        });
        let mut codes: Vec<String> = codes.collect();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let last = codes.pop().unwrap_or_default();
        let of = match codes.as_slice() {
            [] if last.contains(' ') => format!("a status code from {last}"),
            [] => format!("status code {last}"),
            [..] => format!("one of the status codes {} and {last}", codes.join(", ")),
        };
        lines.push(format!("The body of a response with {of}."));
    }
    if let (Guard::Tag(property, _), true) = (&variant.guard, variant.is_default) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!(
            "The default: an object without a known `{property}` is read as this variant."
        ));
    }
    lines
}

fn guard(variant: &Variant) -> TokenStream {
    match &variant.guard {
        Guard::Tag(property, values) => {
            let text = |value: &Scalar| match value {
                Scalar::Text(text) => Some(text.clone()),
                Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => None,
            };
            let texts: Option<Vec<String>> = values.iter().map(text).collect();
            if let Some(texts) = texts {
                let kind = ident(match (variant.is_default, variant.may_lack_tag) {
                    (true, _) => "default",
                    (false, true) => "optional",
                    (false, false) => "tag",
                });
                return quote!(#kind #property = #(#texts)|*);
            }
            // Quotes distinguish strings from other scalars.
            let values = values.iter().map(|value| value.to_json().to_string());
            let kind = ident(match (variant.is_default, variant.may_lack_tag) {
                (true, _) => "default_scalar",
                (false, true) => "optional_scalar",
                (false, false) => "scalar",
            });
            quote!(#kind #property = #(#values)|*)
        }
        Guard::Object(required, known) => quote!(object [#(#required),*] of [#(#known),*]),
        Guard::Kind(kind) => {
            let kind = word(*kind);
            quote!(#kind)
        }
        Guard::List(item) => {
            let item = word(*item);
            quote!(array of #item)
        }
        Guard::Any => quote!(any),
    }
}

/// The tag that the union adds when it serializes the variant.
fn written(variant: &Variant) -> Option<TokenStream> {
    let (Guard::Tag(property, values), true) = (&variant.guard, variant.writes_tag) else {
        return None;
    };
    let value = values.first()?;
    let value = literal(value, &Type::Integer(Integer::I64))?;
    Some(quote!(+ #property = #value))
}

fn word(kind: Kind) -> Ident {
    ident(match kind {
        Kind::Boolean => "boolean",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    })
}
