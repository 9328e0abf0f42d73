//! Decides which readings of a document that the specification does not allow are worth a word:
//! what it demands, and what is made without it.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Map, Node, Site};

use super::Context;
use super::keyword::Kind;

/// The minor version that a document of OpenAPI 3 says it follows. A version that is no text is
/// read as its digits.
pub(super) fn minor(document: &Node) -> u8 {
    let version = match document.get("openapi") {
        Some(Node::String(text)) => text.clone(),
        Some(other) => other.to_json().to_string(),
        None => String::new(),
    };
    let minor = version.split('.').nth(1);
    minor.and_then(|minor| minor.parse().ok()).unwrap_or(1)
}

/// Reports what an object lacks that OpenAPI 3 demands in the document's minor version.
pub(super) fn judge(cx: Context<'_>, minor: u8, kind: Kind, site: &Site<'_>, map: &Map) {
    let tell = |code: Code, message: &str| cx.diagnostics.tell(code, &site.at, message);
    match kind {
        Kind::Document => document(cx, site, map),
        Kind::Operation if minor == 0 && map.get("responses").is_none() => tell(
            Code::NoResponses,
            "OpenAPI 3.0 requires `responses` in an operation; without it, the response is empty",
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

/// Whether it is a parameter of OpenAPI 3. Those of Swagger 2 are in other places or have their
/// `type` beside their name, which is reported.
fn is_parameter(map: &Map) -> bool {
    let location = map.get("in").and_then(Node::as_str);
    let known = ["path", "query", "header", "cookie"];
    location.is_some_and(|location| known.contains(&location)) && map.get("type").is_none()
}

/// Whether a schema is an array of which nothing says what it holds.
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

/// A path template without what its parameters are called: `/invites/{}`.
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
