//! Operations whose answers are pages.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, More, Operation, Pager, Presence, Shape, Type};

use super::ty::Scope;
use super::{Emit, ident};

/// What is emitted of the pages of an operation.
pub(super) struct Page {
    /// What comes back.
    pub(super) output: TokenStream,
    /// The clause in the table of operations.
    pub(super) clause: TokenStream,
}

/// The page that an operation answers with, if it does.
pub(super) fn of(cx: Emit<'_>, scope: &Scope<'_>, operation: &Operation) -> Option<Page> {
    let pages = operation.pages.as_ref()?;
    let data = operation.reply.ty()?;
    let (members, list) = members(cx, scope, data, &pages.items)?;
    let Type::List(item) = list else {
        return None;
    };
    let (data, item) = (scope.ty(data), scope.ty(item));
    let (pager, rule) = pager(&pages.pager);
    let more = pages.more.as_ref().map(more);
    let pager = ident(pager);
    Some(Page {
        output: quote!(Page<#data, #item>),
        clause: quote!(pages [#members as #item] #pager(#rule #more),),
    })
}

/// Whether an operation answers with a page.
pub(super) fn is_paged(cx: Emit<'_>, operation: &Operation) -> bool {
    of(cx, &Scope::outside(cx), operation).is_some()
}

/// The fields that lead from an answer to its items, and what the last of them is; one that may be
/// absent is marked.
fn members<'t>(
    cx: Emit<'t>,
    scope: &'t Scope<'_>,
    data: &'t Type,
    path: &[String],
) -> Option<(TokenStream, &'t Type)> {
    let mut tokens = TokenStream::new();
    let mut ty = plain(scope, data);
    for step in path {
        let id = ty.named()?;
        let def = cx.api.types.get(id.0)?;
        let Shape::Struct(object) = &def.shape else {
            return None;
        };
        let index = object.fields.iter().position(|field| field.wire == *step)?;
        let field = object.fields.get(index)?;
        let name = ident(cx.names.ty(id)?.members.get(index)?);
        let absent = absent(field, def.usage.request);
        tokens.extend(quote!(.#name #(#absent)*));
        ty = plain(scope, &field.ty);
    }
    Some((tokens, ty))
}

/// A type, seen through boxes and other names for it.
fn plain<'t>(scope: &'t Scope<'_>, ty: &'t Type) -> &'t Type {
    let mut ty = scope.resolved(ty);
    while let Type::Boxed(inner) = ty {
        ty = scope.resolved(inner);
    }
    ty
}

/// A mark for each `Option` around a field.
fn absent(field: &Field, sent: bool) -> Vec<TokenStream> {
    let options = match field.presence {
        Presence::Required => 0,
        Presence::OptionalNullable if sent => 2,
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => 1,
    };
    vec![quote!([?]); options]
}

/// The macro of a pager, and what it is given.
fn pager(pager: &Pager) -> (&'static str, TokenStream) {
    match pager {
        Pager::Cursor { parameter, from } => {
            let from = places(from);
            ("cursor", quote!(#parameter #from))
        }
        Pager::Offset {
            parameter,
            first,
            limit,
            total,
        } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            let limit = limit.iter().map(|(name, most)| {
                let most = proc_macro2::Literal::u64_unsuffixed(*most);
                quote!(limit #name #most)
            });
            let total = total.iter();
            let rule = quote!(#parameter first #first #(#limit)* #(total #total)*);
            ("offset", rule)
        }
        Pager::Number {
            parameter,
            first,
            pages,
            total,
        } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            let (pages, total) = (pages.iter(), total.iter());
            let rule = quote!(#parameter first #first #(pages #pages)* #(total #total)*);
            ("numbers", rule)
        }
        Pager::Url { from } => ("next_url", places(from)),
        Pager::Link => ("next_link", TokenStream::new()),
    }
}

fn places(places: &[String]) -> TokenStream {
    let Some((first, rest)) = places.split_first() else {
        return TokenStream::new();
    };
    quote!(from #first #(or #rest)*)
}

fn more(more: &More) -> TokenStream {
    let at = &more.at;
    if more.is {
        quote!(while #at)
    } else {
        quote!(until #at)
    }
}
