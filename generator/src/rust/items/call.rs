//! Decides which method of the runtime's request takes an argument.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Argument, BodyKind, CookieEncoding, Delimiter, FormStyle, Location, PartStyle, PathStyle,
    QueryString, QueryStyle, Scalar, Type,
};
use crate::rust::tokens::{ident, literal};

/// The name of a method, and the parameter before the value that tells how the value is written.
type Method = (&'static str, Option<TokenStream>);

/// The method of the runtime's request that takes an argument, and its parameters before the value.
pub(super) fn call(argument: &Argument) -> (Ident, Vec<TokenStream>) {
    let wire = &argument.wire;
    let wire = quote!(#wire);
    let (method, more) = match &argument.location {
        Location::Path(style) => of_path(style),
        Location::Query(style) => of_query(style),
        Location::QueryString(QueryString::Json) => ("query_string_json", None),
        Location::QueryString(QueryString::Text) => ("query_string", None),
        Location::QueryString(QueryString::Form(members)) => {
            ("query_string_form", Some(self::members(members)))
        }
        Location::Header { explode } => ("header_value", Some(quote!(#explode))),
        Location::DelimitedHeader(list) => ("header_delimited", Some(delimiters(list))),
        Location::JsonHeader => ("header_json", None),
        Location::JsonCookie => ("cookie_json", None),
        Location::Cookie { explode, encoding } => {
            let method = match encoding {
                CookieEncoding::Percent => "cookie",
                CookieEncoding::Reserved => "cookie_reserved",
                CookieEncoding::Raw => "cookie_raw",
            };
            (method, Some(quote!(#explode)))
        }
        Location::Field => ("field", None),
        Location::FormField(style) => of_form(style),
        Location::Part(style) => of_part(style),
        Location::FilePart(media) => of_files(media.as_deref(), &argument.ty),
        Location::ExplodedFiles(media) => {
            let media = media.as_deref().unwrap_or_default();
            ("part_files_exploded", Some(quote!(#media)))
        }
        Location::OrderedPart { media_type, each } => {
            let is_file = matches!(argument.ty, Type::File(_));
            let method = match (is_file, each) {
                (false, false) => "part_at",
                (false, true) => "parts_from",
                (true, false) => "file_at",
                (true, true) => "files_from",
            };
            (method, Some(quote!(#media_type)))
        }
        Location::PartHeader { part, explode } => {
            let place = vec![quote!(#part), wire, quote!(#explode)];
            return (ident("part_header"), place);
        }
        Location::Body(BodyKind::Lines(sequence)) => {
            return (ident("lines"), vec![quote!(#sequence)]);
        }
        Location::Body(kind) => return (ident(body_call(*kind)), Vec::new()),
    };
    (ident(method), std::iter::once(wire).chain(more).collect())
}

fn of_path(style: &PathStyle) -> Method {
    match style {
        PathStyle::Simple => ("path_value", None),
        PathStyle::Json => ("path_json", None),
        PathStyle::Exploded => ("path_exploded", None),
        PathStyle::Label(explode) => ("path_label", Some(quote!(#explode))),
        PathStyle::Matrix(explode) => ("path_matrix", Some(quote!(#explode))),
        PathStyle::Reserved(explode) => ("path_reserved", Some(quote!(#explode))),
        PathStyle::ReservedLabel(explode) => ("path_reserved_label", Some(quote!(#explode))),
        PathStyle::ReservedMatrix(explode) => ("path_reserved_matrix", Some(quote!(#explode))),
        PathStyle::Delimited(list) => ("path_delimited", Some(encoded(list))),
    }
}

fn of_query(style: &QueryStyle) -> Method {
    match style {
        QueryStyle::Form => ("query", None),
        QueryStyle::Reserved(explode) => ("query_reserved", Some(quote!(#explode))),
        QueryStyle::Joined(separator) => ("query_joined", Some(quote!(#separator))),
        QueryStyle::ReservedJoined(separator) => {
            ("query_reserved_joined", Some(quote!(#separator)))
        }
        QueryStyle::ReservedDeep => ("query_reserved_deep", None),
        QueryStyle::Delimited(explode, list) => {
            ("query_delimited", Some(nested(*explode, encoded(list))))
        }
        QueryStyle::Deep => ("query_deep", None),
        QueryStyle::Json => ("query_json", None),
    }
}

fn of_form(style: &FormStyle) -> Method {
    match style {
        FormStyle::Repeated => ("form_field", None),
        FormStyle::Indexed => ("form_indexed", None),
        FormStyle::Exploded => ("form_exploded", None),
        FormStyle::Joined(separator) => ("form_joined", Some(quote!(#separator))),
        FormStyle::Delimited(explode, list) => {
            ("form_delimited", Some(nested(*explode, encoded(list))))
        }
        FormStyle::Json => ("form_json", None),
        FormStyle::Reserved(_) => {
            let style = member(style);
            ("form_styled", Some(quote!(crate::runtime::Member::#style)))
        }
    }
}

fn of_part(style: &PartStyle) -> Method {
    match style {
        PartStyle::Plain => ("part", None),
        PartStyle::Nested => ("part_nested", None),
        PartStyle::Exploded => ("part_exploded", None),
        PartStyle::Joined(separator) => ("part_joined", Some(quote!(#separator))),
        PartStyle::Delimited(explode, list) => {
            ("part_delimited", Some(nested(*explode, delimiters(list))))
        }
        PartStyle::Json(media) => ("part_json", Some(quote!(#media))),
        PartStyle::Typed(media) => ("part_typed", Some(quote!(#media))),
    }
}

/// A part with a file, or with several of them.
fn of_files(media: Option<&str>, ty: &Type) -> Method {
    if matches!(ty, Type::Map(_)) {
        let media = media.unwrap_or_default();
        return ("part_file_map", Some(quote!(#media)));
    }
    match (media, *ty == Type::File(true)) {
        (None, false) => ("part_file", None),
        (None, true) => ("part_files", None),
        (Some(media), false) => ("part_file_typed", Some(quote!(#media))),
        (Some(media), true) => ("part_files_typed", Some(quote!(#media))),
    }
}

/// The members of a query string that are not written in the usual style.
fn members(members: &[(String, FormStyle)]) -> TokenStream {
    let members = members.iter().map(|(wire, style)| {
        let style = member(style);
        quote!((#wire, crate::runtime::Member::#style))
    });
    quote!(&[#(#members),*])
}

/// The variant of `Member` for a style.
fn member(style: &FormStyle) -> TokenStream {
    match style {
        FormStyle::Repeated => quote!(Repeated),
        FormStyle::Indexed => quote!(Indexed),
        FormStyle::Exploded => quote!(Exploded),
        FormStyle::Joined(separator) => quote!(Joined(#separator)),
        FormStyle::Delimited(explode, list) => {
            let list = nested(*explode, encoded(list));
            quote!(Delimited(#list))
        }
        FormStyle::Json => quote!(Json),
        FormStyle::Reserved(style) => {
            let style = member(style);
            quote!(Reserved(&crate::runtime::Member::#style))
        }
    }
}

/// The delimiters in a URL or a form.
fn encoded(list: &[Delimiter]) -> TokenStream {
    let list = list.iter().map(|one| one.encoded());
    quote!(&[#(#list),*])
}

/// The delimiters in a text.
fn delimiters(list: &[Delimiter]) -> TokenStream {
    let list = list.iter().map(|one| one.text());
    quote!(&[#(#list),*])
}

/// The parameters of a call for an array of arrays.
fn nested(explode: bool, delimiters: TokenStream) -> TokenStream {
    quote!(#explode, #delimiters)
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
pub(in crate::rust) fn constant_call(argument: &Argument, constant: &Scalar) -> TokenStream {
    let value = literal(constant, &argument.ty);
    let value = match constant {
        Scalar::Text(_) => quote!(#value.to_owned()),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => quote!(#value),
    };
    let (method, place) = call(argument);
    quote!(.#method(#(#place,)* &#value))
}
