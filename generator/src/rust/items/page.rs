//! Paginated operations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, More, Operation, Pager, Presence, Shape, Type};

use super::ty::Scope;
use crate::rust::context::Emit;
use crate::rust::tokens::ident;

/// The code for the pages of an operation.
pub(in crate::rust) struct Page {
    /// The type of the response.
    pub(in crate::rust) output: TokenStream,
    /// The clause in the table `operation!`.
    pub(in crate::rust) clause: TokenStream,
}

/// The code for the pages of an operation, if it is paginated.
pub(in crate::rust) fn of(cx: Emit<'_>, scope: &Scope<'_>, operation: &Operation) -> Option<Page> {
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

/// The path of fields from a response to its items, and the type of the last field. `Option`s are
/// marked.
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
        let absent = absent(field, def.usage.tells_null());
        tokens.extend(quote!(.#name #(#absent)*));
        ty = plain(scope, &field.ty);
    }
    Some((tokens, ty))
}

/// Resolves aliases and boxes.
fn plain<'t>(scope: &'t Scope<'_>, ty: &'t Type) -> &'t Type {
    let mut ty = scope.resolved(ty);
    while let Type::Boxed(inner) = ty {
        ty = scope.resolved(inner);
    }
    ty
}

/// One mark for each `Option` around a field.
fn absent(field: &Field, sent: bool) -> Vec<TokenStream> {
    let options = match field.presence {
        Presence::Required => 0,
        Presence::OptionalNullable if sent => 2,
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => 1,
    };
    vec![quote!([?]); options]
}

/// The macro of a pager, and its arguments.
fn pager(pager: &Pager) -> (&'static str, TokenStream) {
    match pager {
        Pager::Cursor {
            parameter,
            from,
            header,
        } => {
            let from = places(from);
            let header = header.iter();
            ("cursor", quote!(#parameter #from #(header #header)*))
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
            current,
            pages,
            total,
        } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            let (current, pages, total) = (current.iter(), pages.iter(), total.iter());
            let rule = quote!(#parameter first #first #(after #current)* #(pages #pages)* #(total #total)*);
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
