//! The arguments of methods: their types, and the code that adds them to the request.

use crate::rust::tokens::literal;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Argument, BodyKind, FormStyle, Integer, Location, PartStyle, PathStyle, QueryStyle, Scalar,
    Type,
};

use super::ty::Scope;
use crate::rust::tokens::ident;

/// The parameter of a function. Strings and API types are taken as `impl Into`, arrays as iterators
/// and scalars by value.
pub(in crate::rust) fn parameter(
    scope: &Scope<'_>,
    argument: &Argument,
    name: &str,
) -> TokenStream {
    let name = ident(name);
    let ty = taken(scope, argument);
    quote!(#name: #ty)
}

/// The parameter type of a required argument.
pub(in crate::rust) fn taken(scope: &Scope<'_>, argument: &Argument) -> TokenStream {
    let (into, items) = (scope.prelude("Into"), scope.prelude("IntoIterator"));
    if sends_null(argument) {
        let option = scope.option(scope.ty(&argument.ty));
        return quote!(impl #into<#option>);
    }
    match scope.resolved(&argument.ty) {
        Type::String if matches!(argument.location, Location::Path(PathStyle::Simple)) => {
            let text = scope.prelude("AsRef");
            quote!(impl #text<str>)
        }
        Type::Bool | Type::Integer(Integer::I32 | Integer::U32 | Integer::U64) => {
            scope.ty(&argument.ty)
        }
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(impl #items<Item = impl #into<#item>>)
        }
        Type::Map(value) => {
            let (string, value) = (scope.prelude("String"), scope.ty(value));
            quote!(impl #items<Item = (impl #into<#string>, impl #into<#value>)>)
        }
        Type::File(true) => {
            let file = scope.ty(&Type::File(false));
            quote!(impl #items<Item = impl #into<#file>>)
        }
        _ => {
            let ty = scope.ty(&argument.ty);
            quote!(impl #into<#ty>)
        }
    }
}

/// Whether `null` is allowed and differs from an absent value.
pub(in crate::rust) fn sends_null(argument: &Argument) -> bool {
    argument.nullable
        && matches!(
            argument.location,
            Location::Field | Location::Body(BodyKind::Json)
        )
}

/// Converts the argument to the value that the runtime expects.
fn value(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let (name, into) = (ident(name), scope.prelude("Into"));
    match scope.resolved(&argument.ty) {
        Type::Bool | Type::Integer(Integer::I32 | Integer::U32 | Integer::U64) => quote!(#name),
        Type::Integer(Integer::I64) | Type::Number => {
            let ty = scope.ty(scope.resolved(&argument.ty));
            quote!(#into::<#ty>::into(#name))
        }
        Type::List(item) => {
            let vec = scope.prelude("Vec");
            let item = scope.ty(item);
            quote!(#name.into_iter().map(#into::into).collect::<#vec<#item>>())
        }
        Type::Map(value) => {
            let (string, value) = (scope.prelude("String"), scope.ty(value));
            let map = quote!(std::collections::BTreeMap<#string, #value>);
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect::<#map>())
        }
        _ => quote!(#name.into()),
    }
}

/// The call that adds an argument to a request: `.query("limit", &limit)`.
pub(in crate::rust) fn put(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    if let Some(constant) = &argument.constant {
        return constant_call(argument, constant);
    }
    let bare = ident(name);
    if let (Type::String, Location::Path(PathStyle::Simple)) =
        (scope.resolved(&argument.ty), &argument.location)
    {
        let wire = &argument.wire;
        return quote!(.path(#wire, #bare.as_ref()));
    }
    let into = scope.prelude("Into");
    let value = if sends_null(argument) {
        let option = scope.option(scope.ty(&argument.ty));
        quote!(#into::<#option>::into(#bare))
    } else if argument.ty == Type::File(true) {
        let file = scope.ty(&Type::File(false));
        quote!(#bare.into_iter().map(#into::into).collect::<Vec<#file>>())
    } else if matches!(
        argument.location,
        Location::Body(BodyKind::Text | BodyKind::Binary)
    ) {
        let ty = scope.ty(&argument.ty);
        quote!(#into::<#ty>::into(#bare))
    } else {
        value(scope, argument, name)
    };
    let (method, place) = call(argument);
    let place = place.iter();
    quote!(.#method(#(#place,)* &#value))
}

/// The entry in the table of a request's options: `limit: i64 = query("limit")`.
pub(in crate::rust) fn option(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    let kind = Taken::of(scope, &argument.ty).in_table();
    let null = sends_null(argument).then(|| quote!(?null));
    let place = place(argument);
    quote!(#name: #kind #null = #place)
}

/// How an argument is put into a request: `field("stream")`.
pub(in crate::rust) fn place(argument: &Argument) -> TokenStream {
    let (method, place) = call(argument);
    quote!(#method(#(#place),*))
}

/// The way in which a function takes a value.
pub(in crate::rust) enum Taken {
    /// Anything that converts into the type.
    Into(TokenStream),
    /// An iterator over items of the type.
    Items(TokenStream),
    /// An iterator over strings.
    Texts,
    /// Any JSON value.
    Json,
    /// An iterator over pairs of a string and a value of the type.
    Pairs(TokenStream),
    /// The type itself.
    Plain(TokenStream),
}

impl Taken {
    /// The way in which a value of the type is taken.
    pub(in crate::rust) fn of(scope: &Scope<'_>, ty: &Type) -> Self {
        match scope.resolved(ty) {
            Type::Bool | Type::Integer(_) | Type::Number => {
                Self::Plain(scope.ty(scope.resolved(ty)))
            }
            Type::List(item) if *scope.resolved(item) == Type::String => Self::Texts,
            Type::List(item) => Self::Items(scope.ty(item)),
            Type::File(true) => Self::Items(scope.ty(&Type::File(false))),
            Type::Map(value) => Self::Pairs(scope.ty(value)),
            Type::Any => Self::Json,
            _ => Self::Into(scope.ty(ty)),
        }
    }

    /// The notation of the runtime's tables.
    pub(in crate::rust) fn in_table(&self) -> TokenStream {
        match self {
            Self::Into(ty) => quote!((#ty)),
            Self::Items(item) => quote!([#item]),
            Self::Texts => quote!([str]),
            Self::Json => quote!(json),
            Self::Pairs(value) => quote!({#value}),
            Self::Plain(ty) => quote!(#ty),
        }
    }

    /// The type to which the runtime's `argument!` expands the notation.
    pub(in crate::rust) fn as_type(&self) -> TokenStream {
        match self {
            Self::Into(ty) => quote!(impl Into<#ty>),
            Self::Items(item) => quote!(impl IntoIterator<Item = impl Into<#item>>),
            Self::Texts => quote!(impl IntoIterator<Item = impl Into<String>>),
            Self::Json => quote!(impl Into<serde_json::Value>),
            Self::Pairs(value) => {
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)>)
            }
            Self::Plain(ty) => match ty.to_string().as_str() {
                "i64" | "f64" => quote!(impl Into<#ty>),
                _ => quote!(#ty),
            },
        }
    }

    /// The type to which the runtime's `optional!` expands the notation, without the parameter that
    /// only tells implementations apart.
    pub(in crate::rust) fn as_optional(&self) -> TokenStream {
        match self {
            Self::Into(ty) => quote!(impl IntoOption<#ty>),
            Self::Items(item) => quote!(impl IntoItems<#item>),
            Self::Texts => quote!(impl IntoTexts),
            Self::Json => quote!(impl IntoJson),
            Self::Pairs(value) => quote!(impl IntoPairs<#value>),
            Self::Plain(ty) => match ty.to_string().as_str() {
                "u32" | "u64" => quote!(impl IntoExact<#ty>),
                _ => quote!(impl IntoOption<#ty>),
            },
        }
    }
}

/// The method of the runtime's request that takes an argument, and its parameters before the value.
fn call(argument: &Argument) -> (Ident, Vec<TokenStream>) {
    let wire = &argument.wire;
    let wire = quote!(#wire);
    let (method, more) = match &argument.location {
        Location::Path(PathStyle::Simple) => ("path_value", None),
        Location::Path(PathStyle::Json) => ("path_json", None),
        Location::Path(PathStyle::Exploded) => ("path_exploded", None),
        Location::Path(PathStyle::Label(explode)) => ("path_label", Some(quote!(#explode))),
        Location::Path(PathStyle::Matrix(explode)) => ("path_matrix", Some(quote!(#explode))),
        Location::Query(QueryStyle::Form) => ("query", None),
        Location::Query(QueryStyle::Reserved(explode)) => {
            ("query_reserved", Some(quote!(#explode)))
        }
        Location::Query(QueryStyle::Joined(separator)) => {
            ("query_joined", Some(quote!(#separator)))
        }
        Location::Query(QueryStyle::Deep) => ("query_deep", None),
        Location::Query(QueryStyle::Json) => ("query_json", None),
        Location::Header { explode } => ("header_value", Some(quote!(#explode))),
        Location::JsonHeader => ("header_json", None),
        Location::JsonCookie => ("cookie_json", None),
        Location::Cookie { explode } => ("cookie", Some(quote!(#explode))),
        Location::Field => ("field", None),
        Location::FormField(FormStyle::Repeated) => ("form_field", None),
        Location::FormField(FormStyle::Indexed) => ("form_indexed", None),
        Location::FormField(FormStyle::Joined(separator)) => {
            ("form_joined", Some(quote!(#separator)))
        }
        Location::FormField(FormStyle::Json) => ("form_json", None),
        Location::Part(PartStyle::Plain) => ("part", None),
        Location::Part(PartStyle::Nested) => ("part_nested", None),
        Location::Part(PartStyle::Typed(media)) => ("part_typed", Some(quote!(#media))),
        Location::FilePart(media) => {
            let several = argument.ty == Type::File(true);
            match (media, several) {
                (None, false) => ("part_file", None),
                (None, true) => ("part_files", None),
                (Some(media), false) => ("part_file_typed", Some(quote!(#media))),
                (Some(media), true) => ("part_files_typed", Some(quote!(#media))),
            }
        }
        Location::Body(BodyKind::Lines(sequence)) => {
            return (ident("lines"), vec![quote!(#sequence)]);
        }
        Location::Body(kind) => return (ident(body_call(*kind)), Vec::new()),
    };
    (ident(method), std::iter::once(wire).chain(more).collect())
}

fn body_call(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Json => "json",
        BodyKind::Form => "form",
        BodyKind::Text => "text",
        BodyKind::Binary => "binary",
        BodyKind::Lines(_) => "lines",
    }
}

/// The call for a value that is constant.
fn constant_call(argument: &Argument, constant: &Scalar) -> TokenStream {
    let wire = &argument.wire;
    let value = literal(constant, &argument.ty);
    let value = match constant {
        Scalar::Text(_) => quote!(#value.to_owned()),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => quote!(#value),
    };
    match argument.location {
        Location::FormField(_) => quote!(.form_field(#wire, &#value)),
        Location::Part(_) => quote!(.part(#wire, &#value)),
        _ => quote!(.field(#wire, &#value)),
    }
}
