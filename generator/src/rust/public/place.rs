//! Describes where and in which style an argument is sent.

use crate::model::{
    Argument, BodyKind, CookieEncoding, Delimiter, FormStyle, Location, PartStyle, PathStyle,
    QueryString, QueryStyle,
};

/// The place of an argument in words. In the path, and as the whole body, it has no name.
pub(super) fn of(argument: &Argument) -> String {
    let wire = &argument.wire;
    match &argument.location {
        Location::Path(style) => format!("the path{}", in_path(style)),
        Location::Query(style) => format!("`{wire}` in the query{}", in_query(style)),
        Location::QueryString(kind) => format!("the query string, as {}", query_string(kind)),
        Location::Header { explode } => format!("the header `{wire}`{}", exploded(*explode)),
        Location::DelimitedHeader(list) => {
            format!("the header `{wire}`, {}", delimited(false, list))
        }
        Location::JsonHeader => format!("the header `{wire}`, as JSON"),
        Location::JsonCookie => format!("the cookie `{wire}`, as JSON"),
        Location::Cookie { explode, encoding } => {
            let encoding = match encoding {
                CookieEncoding::Percent => "",
                CookieEncoding::Reserved => ", with reserved characters unencoded",
                CookieEncoding::Raw => ", as it is",
            };
            format!("the cookie `{wire}`{encoding}{}", exploded(*explode))
        }
        Location::Field => format!("the member `{wire}` of the body"),
        Location::FormField(style) => {
            format!("the field `{wire}` of the form{}", in_form(style))
        }
        Location::Part(style) => format!("the part `{wire}` of the body{}", in_parts(style)),
        Location::FilePart(None) => format!("the file `{wire}` in the body"),
        Location::FilePart(Some(media)) => {
            format!("the file `{wire}` in the body, as `{media}`")
        }
        Location::ExplodedFiles(None) => format!("the files `{wire}` in the body, by their keys"),
        Location::ExplodedFiles(Some(media)) => {
            format!("the files `{wire}` in the body, by their keys, as `{media}`")
        }
        Location::OrderedPart { media_type, each } => {
            let from = if *each {
                "the parts from"
            } else {
                "the part at"
            };
            format!("{from} position `{wire}` of the body, as `{media_type}`")
        }
        Location::PartHeader { part, explode } => {
            format!(
                "the header `{wire}` of the part `{part}`{}",
                exploded(*explode)
            )
        }
        Location::Body(kind) => format!("the body, as {}", body(*kind)),
    }
}

fn in_path(style: &PathStyle) -> String {
    match style {
        PathStyle::Simple => String::new(),
        PathStyle::Exploded => exploded(true).to_owned(),
        PathStyle::Label(explode) => format!(", as a label{}", exploded(*explode)),
        PathStyle::Json => ", as JSON".to_owned(),
        PathStyle::Matrix(explode) => format!(", as a matrix{}", exploded(*explode)),
        PathStyle::Reserved(explode) => {
            format!(", with reserved characters unencoded{}", exploded(*explode))
        }
        PathStyle::ReservedLabel(explode) => format!(
            ", as a label, with reserved characters unencoded{}",
            exploded(*explode)
        ),
        PathStyle::ReservedMatrix(explode) => format!(
            ", as a matrix, with reserved characters unencoded{}",
            exploded(*explode)
        ),
        PathStyle::Delimited(list) => format!(", {}", delimited(false, list)),
    }
}

fn in_query(style: &QueryStyle) -> String {
    match style {
        QueryStyle::Form => String::new(),
        QueryStyle::Reserved(explode) => {
            format!(", with reserved characters unencoded{}", exploded(*explode))
        }
        QueryStyle::Delimited(explode, list) => format!(", {}", delimited(*explode, list)),
        QueryStyle::Joined(separator) => format!(", joined by `{separator}`"),
        QueryStyle::ReservedJoined(separator) => {
            format!(", with reserved characters unencoded, joined by `{separator}`")
        }
        QueryStyle::ReservedDeep => {
            ", with reserved characters unencoded, with keys in brackets".to_owned()
        }
        QueryStyle::Deep => ", with keys in brackets".to_owned(),
        QueryStyle::Json => ", as JSON".to_owned(),
    }
}

fn query_string(kind: &QueryString) -> String {
    match kind {
        QueryString::Json => "JSON".to_owned(),
        QueryString::Text => "text".to_owned(),
        QueryString::Form(members) => {
            let members = members
                .iter()
                .map(|(wire, style)| format!("; `{wire}`{}", in_form(style)));
            std::iter::once("a form".to_owned())
                .chain(members)
                .collect()
        }
    }
}

fn in_form(style: &FormStyle) -> String {
    match style {
        FormStyle::Repeated => String::new(),
        FormStyle::Indexed => ", with indices in brackets".to_owned(),
        FormStyle::Exploded => exploded(true).to_owned(),
        FormStyle::Joined(separator) => format!(", joined by `{separator}`"),
        FormStyle::Delimited(explode, list) => format!(", {}", delimited(*explode, list)),
        FormStyle::Json => ", as JSON".to_owned(),
        FormStyle::Reserved(style) => {
            format!(", with reserved characters unencoded{}", in_form(style))
        }
    }
}

fn in_parts(style: &PartStyle) -> String {
    match style {
        PartStyle::Plain => String::new(),
        PartStyle::Nested => ", with keys in brackets".to_owned(),
        PartStyle::Exploded => exploded(true).to_owned(),
        PartStyle::Joined(separator) => format!(", joined by `{separator}`"),
        PartStyle::Delimited(explode, list) => format!(", {}", delimited(*explode, list)),
        PartStyle::Json(media) => format!(", as JSON in `{media}`"),
        PartStyle::Typed(media) => format!(", as `{media}`"),
    }
}

/// The delimiters of arrays: ``joined by `%7C` and `,` ``.
fn delimited(explode: bool, list: &[Delimiter]) -> String {
    let list = list.iter().map(|one| format!("`{}`", one.encoded()));
    let list = list.collect::<Vec<_>>().join(" and ");
    format!("joined by {list}{}", exploded(explode))
}

fn exploded(explode: bool) -> &'static str {
    if explode { ", exploded" } else { "" }
}

fn body(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Json => "JSON",
        BodyKind::Form => "a form",
        BodyKind::Text => "text",
        BodyKind::Binary => "bytes",
        BodyKind::Lines(false) => "lines of JSON",
        BodyKind::Lines(true) => "a sequence of JSON texts",
    }
}
