//! Methods of types that return text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Presence, Shape, TextAccess, TextMethod, Type, TypeDef, TypeId};
use crate::rust::name::TypeName;
use crate::rust::tokens::ident;

use super::docs;
use super::ty::Scope;

/// The block of the methods of a type, if it has any.
pub(super) fn emit(scope: &Scope<'_>, def: &TypeDef, name: &TypeName) -> Option<TokenStream> {
    let item = ident(&name.ident);
    let api = scope.cx().api;
    let is_own = |method: &&TextMethod| {
        let of = api.types.get(method.of.0);
        of.is_some_and(|of| std::ptr::eq(of, def))
    };
    let own = api.text_methods.iter().filter(is_own);
    let methods: Vec<TokenStream> = own.map(|method| one(scope, method)).collect();
    (!methods.is_empty()).then(|| quote!(impl #item { #(#methods)* }))
}

fn one(scope: &Scope<'_>, method: &TextMethod) -> TokenStream {
    let path = docs::code(&method.path);
    let said = match method.separator.as_str() {
        "" => String::new(),
        separator => format!(", separated by {}", docs::code(&format!("{separator:?}"))),
    };
    let all = format!(
        "Returns the strings at {path} as one string{said}. The result is empty if there are none."
    );
    let about = match &method.description {
        Some(text) => [text.trim(), "", &all].join("\n"),
        None => all,
    };
    let about = docs::attributes(&docs::markdown_lines(&about));
    let name = ident(&method.name);
    let string = scope.prelude("String");
    let separator = &method.separator;
    let joined = if separator.is_empty() {
        quote!(concat())
    } else {
        quote!(join(#separator))
    };
    let ty = scope.ty(scope.resolved(&method.ty));
    let mut steps = Vec::new();
    let mut rest = method.steps.as_slice();
    while let Some((step, behind)) = rest.split_first() {
        rest = behind;
        // Clippy prefers one adapter.
        if let (TextAccess::Field(id, index), Some(TextAccess::Items)) = (step, rest.first())
            && depth(scope, *id, *index) == 0
        {
            let field = field(scope, *id, *index);
            steps.push(quote!(.flat_map(|value| &value.#field)));
            rest = rest.get(1..).unwrap_or_default();
        } else {
            steps.push(access(scope, step));
        }
    }
    let vec = scope.prelude("Vec");
    quote! {
        #about
        #[must_use]
        pub fn #name(&self) -> #string {
            let texts = std::iter::once(self) #(#steps)*;
            texts.map(#ty::as_str).collect::<#vec<_>>().#joined
        }
    }
}

/// The adapter of an iterator that performs a step.
fn access(scope: &Scope<'_>, step: &TextAccess) -> TokenStream {
    match step {
        TextAccess::Items => quote!(.flatten()),
        TextAccess::Unboxed => quote!(.map(|value| &**value)),
        TextAccess::Field(id, index) => {
            let field = field(scope, *id, *index);
            match depth(scope, *id, *index) {
                0 => quote!(.map(|value| &value.#field)),
                1 => quote!(.filter_map(|value| value.#field.as_ref())),
                _ => quote!(.filter_map(|value| value.#field.as_ref()?.as_ref())),
            }
        }
        TextAccess::Variants(id, variants) => {
            let some = scope.prelude("Some");
            let arms = variants.iter().map(|index| {
                let variant = variant(scope, *id, *index);
                quote!(#variant(value) => #some(value))
            });
            chosen(scope, *id, arms.collect())
        }
        TextAccess::FieldOfVariants(id, places) => {
            let some = scope.prelude("Some");
            let arms = places.iter().map(|(index, of, at)| {
                let variant = variant(scope, *id, *index);
                let field = field(scope, *of, *at);
                let value = match depth(scope, *of, *at) {
                    0 => quote!(#some(&value.#field)),
                    1 => quote!(value.#field.as_ref()),
                    _ => quote!(value.#field.as_ref()?.as_ref()),
                };
                quote!(#variant(value) => #value)
            });
            chosen(scope, *id, arms.collect())
        }
    }
}

/// The adapter that keeps the variants of these arms.
fn chosen(scope: &Scope<'_>, id: TypeId, arms: Vec<TokenStream>) -> TokenStream {
    let def = scope.cx().api.types.get(id.0);
    let all = def.map_or(0, |def| def.shape.members());
    let union = scope.ty(&Type::Named(id));
    let rest = if arms.len() == all {
        quote!(#union::Unknown(_))
    } else {
        quote!(_)
    };
    quote!(.filter_map(|value| match value { #(#arms,)* #rest => None }))
}

fn variant(scope: &Scope<'_>, id: TypeId, index: usize) -> TokenStream {
    let union = scope.ty(&Type::Named(id));
    let names = scope.cx().names.ty(id);
    let member = names
        .and_then(|name| name.members.get(index))
        .map(|name| ident(name));
    quote!(#union::#member)
}

fn field(scope: &Scope<'_>, id: TypeId, index: usize) -> TokenStream {
    let names = scope.cx().names.ty(id);
    let member = names
        .and_then(|name| name.members.get(index))
        .map(|name| ident(name));
    quote!(#member)
}

/// The number of options around the value of a field.
fn depth(scope: &Scope<'_>, id: TypeId, index: usize) -> usize {
    let def = scope.cx().api.types.get(id.0);
    let Some((def, Shape::Struct(object))) = def.map(|def| (def, &def.shape)) else {
        return 0;
    };
    match object.fields.get(index).map(|field| field.presence) {
        Some(Presence::Required) | None => 0,
        Some(Presence::OptionalNullable) if def.usage.tells_null() => 2,
        Some(Presence::OptionalNullable | Presence::Optional | Presence::RequiredNullable) => 1,
    }
}

/// The attribute with the further derives of a type.
pub(super) fn derives(def: &TypeDef) -> Option<TokenStream> {
    let paths = def.derives.iter().map(|path| {
        let words = path.split("::").map(ident);
        quote!(#(#words)::*)
    });
    let is_hash = |path: &String| path.rsplit("::").next() == Some("Hash");
    let allowed = def.derives.iter().any(is_hash).then(|| {
        let reason = "values are equal if their fields are";
        quote!(#[allow(clippy::derived_hash_with_manual_eq, reason = #reason)])
    });
    (!def.derives.is_empty()).then(|| quote!(#allowed #[derive(#(#paths),*)]))
}
