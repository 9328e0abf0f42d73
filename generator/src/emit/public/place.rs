//! Where an argument goes and how it is written there, for people.

use crate::ir::{Argument, BodyKind, Location, PathStyle, QueryStyle};

/// The place of an argument in words. The path and the body do not say what it is called.
pub(super) fn of(argument: &Argument) -> String {
    let wire = &argument.wire;
    match &argument.location {
        Location::Path(style) => format!("the path{}", in_path(*style)),
        Location::Query(style) => format!("`{wire}` in the query{}", in_query(*style)),
        Location::Header { explode } => format!("the header `{wire}`{}", exploded(*explode)),
        Location::Cookie { explode } => format!("the cookie `{wire}`{}", exploded(*explode)),
        Location::Field => format!("the member `{wire}` of the body"),
        Location::FormField => format!("the field `{wire}` of the form"),
        Location::Part => format!("the part `{wire}` of the body"),
        Location::FilePart => format!("the file `{wire}` in the body"),
        Location::Body(kind) => format!("the body, as {}", body(*kind)),
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
