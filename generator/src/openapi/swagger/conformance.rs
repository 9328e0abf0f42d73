//! Violations of Swagger 2.0 that change how a document is read, and extensions that have no
//! effect.

use crate::diagnostic::Code;
use crate::openapi::keyword::Kind;
use crate::openapi::{Context, conformance};
use crate::source::{Map, Node, Site};

/// Reports a parameter without a type.
pub(in crate::openapi) fn judge_parameter(cx: Context<'_>, site: &Site<'_>, map: &Map) {
    let has = |key: &str| map.get(key).is_some();
    let message = match map.get("in").and_then(Node::as_str) {
        Some("body") if !has("schema") && !has("type") => {
            "a parameter with `in: body` must have `schema`; the body is read as any JSON value"
        }
        Some("path" | "query" | "header" | "formData") if !has("type") && has("schema") => {
            "Swagger 2.0 requires `type` in a parameter that is not the body; its `schema` is read instead"
        }
        Some("path" | "query" | "header" | "formData") if !has("type") => {
            "a parameter must have `type`; the value is read as a string"
        }
        _ => return,
    };
    let code = Code::UntypedParameter;
    cx.diagnostics.tell(code, &site.at, message);
}

/// Notes the malformed media types in `consumes` and `produces`.
pub(in crate::openapi) fn judge_media_types(cx: Context<'_>, site: &Site<'_>) {
    let lists = ["consumes", "produces"].into_iter();
    let lists: Vec<Site<'_>> = lists.filter_map(|key| site.child(key)).collect();
    for item in lists.iter().flat_map(Site::items) {
        if let Some(name) = item.node.as_str().filter(|name| !name.trim().is_empty()) {
            conformance::media_type(cx, name, &item.at);
        }
    }
}

/// Notes the extensions that change a client in other generators and have no effect here: members
/// keep the structure that they have on the wire, and types the names of their definitions.
pub(in crate::openapi) fn note_extensions(cx: Context<'_>, kind: Kind, site: &Site<'_>, map: &Map) {
    let holder = site.at.parent().and_then(|at| at.last());
    let is_named = kind == Kind::Parameter || holder == Some("properties");
    let flattens = map.get("x-ms-client-flatten") == Some(&Node::Bool(true));
    let renames = map.get("x-ms-client-name").is_some() && !is_named;
    let noted = [
        ("x-ms-client-flatten", flattens),
        ("x-ms-client-name", renames),
    ];
    for (key, found) in noted {
        if found {
            let message = format!("`{key}` has no effect on the generated code");
            let at = site.at.child(key);
            cx.diagnostics
                .tell(Code::KeywordWithoutEffect, &at, message);
        }
    }
}
