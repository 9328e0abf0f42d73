//! How values that are sent are made: `new` with what must be there, a method for each other member.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, Struct, Type};
use crate::name::TypeName;

use super::ident;
use super::ty::Scope;

/// The `constructor!` table of a struct.
pub(super) fn emit(scope: &Scope<'_>, name: &TypeName, object: &Struct) -> TokenStream {
    let fields: Vec<(&Field, &String)> = object.fields.iter().zip(&name.members).collect();
    let required = fields
        .iter()
        .filter(|(field, _)| is_asked(field))
        .map(|(field, member)| {
            let member = ident(member);
            let nullable = field.presence == Presence::RequiredNullable;
            let kind = if nullable {
                let option = scope.option(scope.ty(&field.ty));
                quote!((#option))
            } else {
                kind(scope, &field.ty)
            };
            quote!(#member: #kind)
        });
    let constants = fields.iter().filter_map(|(field, member)| {
        let text = field.constant.as_ref()?;
        let member = ident(member);
        Some(quote!(#member = #text))
    });
    let optional = |wanted: Presence| {
        fields
            .iter()
            .filter(move |(field, _)| field.presence == wanted)
    };
    let set = optional(Presence::Optional).filter(|(field, _)| field.constant.is_none());
    let set = set.map(|(field, member)| {
        let member = ident(member);
        let kind = kind(scope, &field.ty);
        quote!(#member: #kind)
    });
    let null = optional(Presence::OptionalNullable).map(|(field, member)| {
        let member = ident(member);
        let ty = scope.ty(&field.ty);
        quote!(#member: (#ty))
    });
    let rest = object
        .extra
        .as_ref()
        .zip(name.members.last())
        .map(|(ty, member)| {
            let member = ident(member);
            let ty = scope.ty(ty);
            quote!(rest(#member: (#ty)))
        });
    let line = |word: &str, entries: Vec<TokenStream>| {
        let word = ident_or_keyword(word);
        (!entries.is_empty()).then(|| quote!(#word(#(#entries),*)))
    };
    let lines = [
        line("new", required.collect()),
        line("const", constants.collect()),
        line("set", set.collect()),
        line("null", null.collect()),
        rest,
    ];
    let lines = lines.into_iter().flatten();
    let item = ident(&name.ident);
    quote!(constructor!(#item { #(#lines),* });)
}

fn ident_or_keyword(word: &str) -> TokenStream {
    if word == "const" {
        return quote!(const);
    }
    let word = ident(word);
    quote!(#word)
}

fn is_asked(field: &Field) -> bool {
    field.constant.is_none()
        && matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        )
}

/// How a type is taken: `(T)` in whatever turns into it, `[T]` as a list's items, `{T}` as a map's
/// pairs, a scalar as it is.
fn kind(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.resolved(ty) {
        Type::Bool | Type::Integer(_) | Type::Number => {
            let ty = scope.ty(scope.resolved(ty));
            quote!(#ty)
        }
        Type::List(item) => {
            let item = scope.ty(item);
            quote!([#item])
        }
        Type::Map(value) => {
            let value = scope.ty(value);
            quote!({#value})
        }
        _ => {
            let ty = scope.ty(ty);
            quote!((#ty))
        }
    }
}
