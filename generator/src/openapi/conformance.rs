//! Reports violations of the specification that change how a document is read.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Map, Node, Pointer, Site, is_base_uri};

use super::keyword::Kind;
use super::media_type::first_of_list;
use super::{Context, Version, exclusive, parameter_rules, swagger};

/// The minor version in a document's `openapi`. A version that is not a string is read from its
/// JSON text. A document of version 2.0 requires what one of version 3.0 does.
pub(super) fn minor(document: &Node) -> u8 {
    if Version::of(document) == Version::V20 {
        return 0;
    }
    let version = match document.get("openapi") {
        Some(Node::String(text)) => text.clone(),
        Some(other) => other.to_json().to_string(),
        None => String::new(),
    };
    let minor = version.split('.').nth(1);
    minor.and_then(|minor| minor.parse().ok()).unwrap_or(1)
}

/// Whether a parameter has a name and a location of the document's version.
fn is_read(cx: Context<'_>, map: &Map) -> bool {
    let text = |key: &str| map.get(key).and_then(Node::as_str);
    let is_location = |location: &str| match location {
        "path" | "query" | "header" => true,
        "body" | "formData" => cx.version == Version::V20,
        "querystring" => cx.version == Version::V32,
        "cookie" => cx.version != Version::V20,
        _ => false,
    };
    text("name").is_some() && text("in").is_some_and(is_location)
}

/// Reports the members that the document's version requires and the object lacks.
pub(super) fn judge<'a>(cx: Context<'a>, minor: u8, kind: Kind, site: &Site<'a>, map: &Map) {
    let tell = |code: Code, message: &str| cx.diagnostics.tell(code, &site.at, message);
    let name = match cx.version {
        Version::V20 => "Swagger 2.0",
        Version::V30 | Version::V31 | Version::V32 => "OpenAPI 3.0",
    };
    exclusive::judge(cx, kind, site, map);
    match kind {
        Kind::Document => document(cx, minor, site, map),
        Kind::PathItem if cx.version == Version::V32 => parameter_rules::judge_path_item(cx, site),
        Kind::Operation if minor == 0 && map.get("responses").is_none() => tell(
            Code::NoResponses,
            &format!(
                "{name} requires `responses` in an operation; without it, the response body is not decoded"
            ),
        ),
        // Such a parameter is ignored, which is an error of its own.
        Kind::Parameter if !is_read(cx, map) => {}
        Kind::Parameter => {
            let in_path = map.get("in").and_then(Node::as_str) == Some("path");
            if in_path && map.get("required") != Some(&Node::Bool(true)) {
                tell(
                    Code::OptionalPathParameter,
                    "a path parameter must have `required: true`; the parameter is read as required",
                );
            }
            let is_reserved = map.get("allowReserved") == Some(&Node::Bool(true));
            let in_cookie = map.get("in").and_then(Node::as_str) == Some("cookie");
            if (in_path || in_cookie) && is_reserved && cx.version != Version::V20 && minor < 2 {
                let kind = if in_path { "path" } else { "cookie" };
                let message = format!(
                    "`allowReserved` of a {kind} parameter is not defined before OpenAPI 3.2; it is read as OpenAPI 3.2 defines it"
                );
                let at = site.at.child("allowReserved");
                cx.diagnostics
                    .tell(Code::KeywordOfOtherVersion, &at, message);
            }
            if cx.version == Version::V32 {
                parameter_rules::judge(cx, site, map);
            }
            match cx.version {
                Version::V20 => swagger::judge_parameter(cx, site, map),
                Version::V30 | Version::V31 | Version::V32 if is_untyped(map) => tell(
                    Code::UntypedParameter,
                    "a parameter must have `schema` or `content`; the value is read as a string",
                ),
                Version::V30 | Version::V31 | Version::V32 => {}
            }
        }
        Kind::Header if cx.version == Version::V32 => parameter_rules::judge(cx, site, map),
        Kind::ServerVariable if minor >= 1 && map.get("enum").is_some_and(is_empty_list) => tell(
            Code::EmptyServerVariable,
            "the `enum` of a server variable must not be empty; any value is allowed",
        ),
        Kind::Response if minor < 2 && map.get("description").is_none() => tell(
            Code::NoDescription,
            match cx.version {
                Version::V20 => {
                    "Swagger 2.0 requires `description` in a response; the missing description is read as empty"
                }
                Version::V30 | Version::V31 | Version::V32 => {
                    "OpenAPI 3.0 and 3.1 require `description` in a response; the missing description is read as empty"
                }
            },
        ),
        Kind::MediaType => {
            // A shared media type has a name there.
            let of = site.at.parent().filter(|of| of.last() == Some("content"));
            if let Some(name) = site.at.last().filter(|_| of.is_some()) {
                media_type(cx, name, &site.at);
            }
        }
        Kind::Schema if minor == 0 && is_array_of_unknown(map) => tell(
            Code::ArrayWithoutItems,
            &format!("{name} requires `items` in an array; without it, an item is any JSON value"),
        ),
        _ => {}
    }
    if kind == Kind::Schema {
        note_empty_lists(cx, site, map);
    }
    if cx.version == Version::V20 {
        swagger::note_extensions(cx, kind, site, map);
        if matches!(kind, Kind::Document | Kind::Operation) {
            swagger::judge_media_types(cx, site);
        }
    }
}

/// Notes lists of a schema that must have items (JSON Schema 2020-12, 10.2.1, and Validation, 6.1).
fn note_empty_lists(cx: Context<'_>, site: &Site<'_>, map: &Map) {
    let keys = ["type", "enum", "allOf", "anyOf", "oneOf"].into_iter();
    for key in keys.filter(|key| map.get(key).is_some_and(is_empty_list)) {
        let message = format!("the list in `{key}` must not be empty; it is ignored");
        let at = site.at.child(key);
        cx.diagnostics
            .tell(Code::KeywordWithoutEffect, &at, message);
    }
}

/// Notes a media type that is only a word, or a list of several.
pub(super) fn media_type(cx: Context<'_>, name: &str, at: &Pointer) {
    let message = if let Some(read) = first_of_list(name) {
        format!("`{name}` is a list of media types; it is read as `{read}`")
    } else if name.contains('/') {
        return;
    } else if name.trim() == "*" {
        "`*` is not a media type; it is read as `*/*`".to_owned()
    } else {
        format!(
            "`{name}` is not a media type, because it has no `/`; bodies are sent and read as bytes"
        )
    };
    cx.diagnostics.tell(Code::MalformedMediaType, at, message);
}

/// Returns whether this is a parameter of OpenAPI 3 that has no schema. Parameters of Swagger 2 have
/// other locations or a `type` beside their name; these are reported elsewhere.
fn is_untyped(map: &Map) -> bool {
    let location = map.get("in").and_then(Node::as_str);
    let known = ["path", "query", "querystring", "header", "cookie"];
    let typed = ["schema", "content", "type"];
    location.is_some_and(|location| known.contains(&location))
        && typed.iter().all(|key| map.get(key).is_none())
}

fn is_empty_list(node: &Node) -> bool {
    matches!(node, Node::Array(items) if items.is_empty())
}

/// Returns whether a schema is an array without a schema for its items.
fn is_array_of_unknown(map: &Map) -> bool {
    let others = ["items", "prefixItems", "$ref", "allOf", "oneOf", "anyOf"];
    map.get("type").and_then(Node::as_str) == Some("array")
        && others.iter().all(|key| map.get(key).is_none())
}

fn document(cx: Context<'_>, minor: u8, site: &Site<'_>, map: &Map) {
    let containers = ["paths", "webhooks", "components"];
    // An unknown key is probably a misspelling of one of them.
    let known = Kind::Document.keywords(cx.version);
    let is_known = |key: &str| known.iter().any(|keyword| keyword.name == key);
    let are_known = map
        .iter()
        .all(|(key, _)| key.starts_with("x-") || is_known(key));
    if minor >= 1 && are_known && containers.iter().all(|key| map.get(key).is_none()) {
        let message = "an OpenAPI document must have `paths`, `webhooks` or `components`";
        let mut diagnostic = Diagnostic::new(Code::MissingMember, &site.at, message);
        diagnostic.severity = Severity::Warning;
        cx.diagnostics.report(diagnostic);
    }
    let (key, end) = match cx.version {
        Version::V20 => ("swagger", ""),
        Version::V30 | Version::V31 | Version::V32 => ("openapi", ".0"),
    };
    if let Some(number @ Node::Number(_)) = map.get(key) {
        let version = number.to_json();
        let message =
            format!("`{key}` must be a string, found a number; it is read as `\"{version}\"`");
        let at = site.at.child(key);
        let diagnostic = Diagnostic::new(Code::VersionAsNumber, &at, message);
        let help = if end.is_empty() {
            "write `swagger: '2.0'`".to_owned()
        } else {
            format!("write the full version, such as `openapi: {version}{end}`")
        };
        cx.diagnostics.report(diagnostic.help(help));
    }
    if cx.version == Version::V32 {
        own_uri(cx, site);
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
        let diagnostic = diagnostic.related(&first.at, "the other path is here");
        cx.diagnostics.report(diagnostic);
    }
}

/// Reports a `$self` that cannot be the base URI of the document (OpenAPI 3.2, 4.1.1).
fn own_uri(cx: Context<'_>, document: &Site<'_>) {
    let Some(own) = document.child("$self") else {
        return;
    };
    let problem = match own.node {
        Node::String(text) if text.contains('#') => {
            format!("`$self` must not have a fragment, found `{text}`")
        }
        Node::String(text) if !is_base_uri(text) => {
            format!("`$self` must be a URI reference, found `{text}`")
        }
        Node::String(_) | Node::Null => return,
        other => format!("`$self` must be a string, found {}", other.kind()),
    };
    let message = format!("{problem}; it is ignored");
    let diagnostic = Diagnostic::new(Code::InvalidSelf, &own.at, message);
    let help = "write the URI of the document, such as `https://example.com/openapi.yaml`";
    cx.diagnostics.report(diagnostic.help(help));
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
