//! Decides which method of the runtime's request takes an argument.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Argument, BodyKind, Delimiter, FormStyle, Location, PartStyle, PathStyle, QueryStyle, Scalar,
    Type,
};
use crate::rust::tokens::{ident, literal};

/// The method of the runtime's request that takes an argument, and its parameters before the value.
pub(super) fn call(argument: &Argument) -> (Ident, Vec<TokenStream>) {
    let wire = &argument.wire;
    let wire = quote!(#wire);
    let (method, more) = match &argument.location {
        Location::Path(PathStyle::Simple) => ("path_value", None),
        Location::Path(PathStyle::Json) => ("path_json", None),
        Location::Path(PathStyle::Exploded) => ("path_exploded", None),
        Location::Path(PathStyle::Label(explode)) => ("path_label", Some(quote!(#explode))),
        Location::Path(PathStyle::Matrix(explode)) => ("path_matrix", Some(quote!(#explode))),
        Location::Path(PathStyle::Reserved(explode)) => ("path_reserved", Some(quote!(#explode))),
        Location::Path(PathStyle::Delimited(list)) => ("path_delimited", Some(encoded(list))),
        Location::Query(QueryStyle::Form) => ("query", None),
        Location::Query(QueryStyle::Reserved(explode)) => {
            ("query_reserved", Some(quote!(#explode)))
        }
        Location::Query(QueryStyle::Joined(separator)) => {
            ("query_joined", Some(quote!(#separator)))
        }
        Location::Query(QueryStyle::Delimited(explode, list)) => {
            ("query_delimited", Some(nested(*explode, encoded(list))))
        }
        Location::Query(QueryStyle::Deep) => ("query_deep", None),
        Location::Query(QueryStyle::Json) => ("query_json", None),
        Location::Header { explode } => ("header_value", Some(quote!(#explode))),
        Location::DelimitedHeader(list) => ("header_delimited", Some(delimiters(list))),
        Location::JsonHeader => ("header_json", None),
        Location::JsonCookie => ("cookie_json", None),
        Location::Cookie { explode } => ("cookie", Some(quote!(#explode))),
        Location::Field => ("field", None),
        Location::FormField(FormStyle::Repeated) => ("form_field", None),
        Location::FormField(FormStyle::Indexed) => ("form_indexed", None),
        Location::FormField(FormStyle::Exploded) => ("form_exploded", None),
        Location::FormField(FormStyle::Joined(separator)) => {
            ("form_joined", Some(quote!(#separator)))
        }
        Location::FormField(FormStyle::Delimited(explode, list)) => {
            ("form_delimited", Some(nested(*explode, encoded(list))))
        }
        Location::FormField(FormStyle::Json) => ("form_json", None),
        Location::Part(PartStyle::Plain) => ("part", None),
        Location::Part(PartStyle::Nested) => ("part_nested", None),
        Location::Part(PartStyle::Exploded) => ("part_exploded", None),
        Location::Part(PartStyle::Joined(separator)) => ("part_joined", Some(quote!(#separator))),
        Location::Part(PartStyle::Delimited(explode, list)) => {
            ("part_delimited", Some(nested(*explode, delimiters(list))))
        }
        Location::Part(PartStyle::Json(media)) => ("part_json", Some(quote!(#media))),
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
