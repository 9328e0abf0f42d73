//! How a call takes its values, and how it puts them into the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Argument, BodyKind, Location, PathStyle, QueryStyle, Type};

use super::ident;
use super::ty::Scope;

/// The parameter of a function: text and types of the API in whatever turns into them, lists as
/// what can be iterated, scalars as they are.
pub(super) fn parameter(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    let ty = taken(scope, argument);
    quote!(#name: #ty)
}

fn taken(scope: &Scope<'_>, argument: &Argument) -> TokenStream {
    let into = scope.prelude("Into");
    if sends_null(argument) {
        let option = scope.option(scope.ty(&argument.ty));
        return quote!(impl #into<#option>);
    }
    match scope.resolved(&argument.ty) {
        Type::String if matches!(argument.location, Location::Path(PathStyle::Simple)) => {
            quote!(impl AsRef<str>)
        }
        Type::Bool | Type::Integer(_) | Type::Number => scope.ty(&argument.ty),
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(impl IntoIterator<Item = impl #into<#item>>)
        }
        Type::File(true) => {
            let file = scope.ty(&Type::File(false));
            quote!(impl IntoIterator<Item = #file>)
        }
        _ => {
            let ty = scope.ty(&argument.ty);
            quote!(impl #into<#ty>)
        }
    }
}

/// Null can be said where it is allowed and differs from saying nothing.
pub(super) fn sends_null(argument: &Argument) -> bool {
    argument.nullable
        && matches!(
            argument.location,
            Location::Field | Location::Body(BodyKind::Json)
        )
}

/// The value as the runtime takes it.
fn value(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    if sends_null(argument) {
        return quote!(#name.into());
    }
    match scope.resolved(&argument.ty) {
        Type::Bool | Type::Integer(_) | Type::Number => quote!(#name),
        Type::List(item) => {
            let vec = scope.prelude("Vec");
            let item = scope.ty(item);
            quote!(#name.into_iter().map(Into::into).collect::<#vec<#item>>())
        }
        _ => quote!(#name.into()),
    }
}

/// The call that puts an argument into a request: `.query("limit", &limit)`.
pub(super) fn put(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let wire = &argument.wire;
    if let Some(constant) = &argument.constant {
        return constant_call(argument, constant);
    }
    if let (Type::String, Location::Path(PathStyle::Simple)) =
        (scope.resolved(&argument.ty), &argument.location)
    {
        let name = ident(name);
        return quote!(.path(#wire, #name.as_ref()));
    }
    let value = value(scope, argument, name);
    let bare = ident(name);
    match &argument.location {
        Location::Path(PathStyle::Simple) => quote!(.path_value(#wire, &#value)),
        Location::Path(PathStyle::Exploded) => quote!(.path_exploded(#wire, &#value)),
        Location::Path(PathStyle::Label(explode)) => quote!(.path_label(#wire, #explode, &#value)),
        Location::Path(PathStyle::Matrix(explode)) => {
            quote!(.path_matrix(#wire, #explode, &#value))
        }
        Location::Query(QueryStyle::Form) => quote!(.query(#wire, &#value)),
        Location::Query(QueryStyle::Reserved(explode)) => {
            quote!(.query_reserved(#wire, #explode, &#value))
        }
        Location::Query(QueryStyle::Joined(separator)) => {
            quote!(.query_joined(#wire, #separator, &#value))
        }
        Location::Query(QueryStyle::Deep) => quote!(.query_deep(#wire, &#value)),
        Location::Query(QueryStyle::Json) => quote!(.query_json(#wire, &#value)),
        Location::Header { explode } => quote!(.header_value(#wire, #explode, &#value)),
        Location::Cookie { explode } => quote!(.cookie(#wire, #explode, &#value)),
        Location::Field if sends_null(argument) => {
            let option = scope.option(scope.ty(&argument.ty));
            quote!(.field(#wire, &Into::<#option>::into(#bare)))
        }
        Location::Field => quote!(.field(#wire, &#value)),
        Location::FormField => quote!(.form_field(#wire, &#value)),
        Location::Part => quote!(.part(#wire, &#value)),
        Location::FilePart if argument.ty == Type::File(true) => {
            quote!(.part_files(#wire, &#bare.into_iter().collect::<Vec<_>>()))
        }
        Location::FilePart => quote!(.part_file(#wire, &#bare.into())),
        Location::Body(BodyKind::Json) if sends_null(argument) => {
            let option = scope.option(scope.ty(&argument.ty));
            quote!(.json(&Into::<#option>::into(#bare)))
        }
        Location::Body(BodyKind::Json) => quote!(.json(&#value)),
        Location::Body(BodyKind::Form) => quote!(.form(&#value)),
        Location::Body(BodyKind::Text) => quote!(.text(#value)),
        Location::Body(BodyKind::Binary) => quote!(.binary(#value)),
    }
}

/// The call for a value that is always the same.
fn constant_call(argument: &Argument, constant: &str) -> TokenStream {
    let wire = &argument.wire;
    match argument.location {
        Location::FormField => quote!(.form_field(#wire, &#constant.to_owned())),
        Location::Part => quote!(.part(#wire, &#constant.to_owned())),
        _ => quote!(.field(#wire, &#constant.to_owned())),
    }
}
