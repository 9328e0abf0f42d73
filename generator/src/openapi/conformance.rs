//! Reports violations of the specification that change how a document is read.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Map, Node, Site};

use super::Context;
use super::keyword::Kind;

/// The minor version in a document's `openapi`. A version that is not a string is read from its
/// JSON text.
pub(super) fn minor(document: &Node) -> u8 {
    let version = match document.get("openapi") {
        Some(Node::String(text)) => text.clone(),
        Some(other) => other.to_json().to_string(),
        None => String::new(),
    };
    let minor = version.split('.').nth(1);
    minor.and_then(|minor| minor.parse().ok()).unwrap_or(1)
}

/// Reports the members that OpenAPI 3 requires in the document's minor version and the object
/// lacks.
pub(super) fn judge(cx: Context<'_>, minor: u8, kind: Kind, site: &Site<'_>, map: &Map) {
    let tell = |code: Code, message: &str| cx.diagnostics.tell(code, &site.at, message);
    match kind {
        Kind::Document => document(cx, site, map),
        Kind::Operation if minor == 0 && map.get("responses").is_none() => tell(
            Code::NoResponses,
            "OpenAPI 3.0 requires `responses` in an operation; without it, the response body is not decoded",
        ),
        Kind::Parameter => {
            let in_path = map.get("in").and_then(Node::as_str) == Some("path");
            if in_path && map.get("required") != Some(&Node::Bool(true)) {
                tell(
                    Code::OptionalPathParameter,
                    "a path parameter must have `required: true`; it is read as required",
                );
            }
            let has_type = ["schema", "content"]
                .iter()
                .any(|key| map.get(key).is_some());
            if !has_type && is_parameter(map) {
                tell(
                    Code::UntypedParameter,
                    "a parameter must have `schema` or `content`; the value is read as a string",
                );
            }
        }
        Kind::Response if minor < 2 && map.get("description").is_none() => tell(
            Code::NoDescription,
            "OpenAPI 3.0 and 3.1 require `description` in a response; the missing description is read as empty",
        ),
        Kind::Schema if minor == 0 && is_array_of_unknown(map) => tell(
            Code::ArrayWithoutItems,
            "OpenAPI 3.0 requires `items` in an array; without it, an item is any JSON value",
        ),
        _ => {}
    }
}

/// Returns whether this is a parameter of OpenAPI 3. Parameters of Swagger 2 have other locations
/// or a `type` beside their name; these are reported elsewhere.
fn is_parameter(map: &Map) -> bool {
    let location = map.get("in").and_then(Node::as_str);
    let known = ["path", "query", "header", "cookie"];
    location.is_some_and(|location| known.contains(&location)) && map.get("type").is_none()
}

/// Returns whether a schema is an array without a schema for its items.
fn is_array_of_unknown(map: &Map) -> bool {
    let others = ["items", "prefixItems", "$ref", "allOf", "oneOf", "anyOf"];
    map.get("type").and_then(Node::as_str) == Some("array")
        && others.iter().all(|key| map.get(key).is_none())
}

fn document(cx: Context<'_>, site: &Site<'_>, map: &Map) {
    if let Some(number @ Node::Number(_)) = map.get("openapi") {
        let version = number.to_json();
        let message =
            format!("`openapi` must be a string, found a number; it is read as `\"{version}\"`");
        let at = site.at.child("openapi");
        let diagnostic = Diagnostic::new(Code::VersionAsNumber, &at, message);
        let help = format!("write the full version, such as `openapi: {version}.0`");
        cx.diagnostics.report(diagnostic.help(help));
    }
    let paths = site.child("paths");
    let mut shapes: HashMap<String, Site<'_>> = HashMap::new();
    for (path, item) in paths.iter().flat_map(Site::members) {
        if path.starts_with("x-") || !path.contains('{') {
            continue;
        }
        let Some(first) = shapes.get(&without_names(path)) else {
            shapes.insert(without_names(path), item);
            continue;
        };
        let other = first.at.last().unwrap_or_default();
        let message = format!(
            "the path differs from `{other}` only in the names of its parameters; both are read"
        );
        let diagnostic = Diagnostic::new(Code::SamePath, &item.at, message);
        let diagnostic = diagnostic.related(&first.at, "the other one is here");
        cx.diagnostics.report(diagnostic);
    }
}

/// Returns a path template without the names of its parameters: `/invites/{}`.
fn without_names(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    shape + rest
}
