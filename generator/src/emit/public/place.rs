//! Where an argument goes and how it is written there, for people.

use crate::ir::{BodyKind, Location, PathStyle, QueryStyle};

/// A place in words.
pub(super) fn of(location: &Location) -> String {
    match location {
        Location::Path(style) => format!("path{}", in_path(*style)),
        Location::Query(style) => format!("query{}", in_query(*style)),
        Location::Header { explode } => format!("header{}", exploded(*explode)),
        Location::Cookie { explode } => format!("cookie{}", exploded(*explode)),
        Location::Field => "member of the body".to_owned(),
        Location::FormField => "field of the form".to_owned(),
        Location::Part => "part of the body".to_owned(),
        Location::FilePart => "file in the body".to_owned(),
        Location::Body(kind) => format!("body, as {}", body(*kind)),
    }
}

fn in_path(style: PathStyle) -> String {
    match style {
        PathStyle::Simple => String::new(),
        PathStyle::Exploded => exploded(true).to_owned(),
        PathStyle::Label(explode) => format!(", as a label{}", exploded(explode)),
        PathStyle::Matrix(explode) => format!(", as a matrix{}", exploded(explode)),
    }
}

fn in_query(style: QueryStyle) -> String {
    match style {
        QueryStyle::Form => String::new(),
        QueryStyle::Reserved(explode) => {
            format!(", reserved characters as they are{}", exploded(explode))
        }
        QueryStyle::Joined(separator) => format!(", joined by `{separator}`"),
        QueryStyle::Deep => ", with keys in brackets".to_owned(),
        QueryStyle::Json => ", as JSON".to_owned(),
    }
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
    }
}
