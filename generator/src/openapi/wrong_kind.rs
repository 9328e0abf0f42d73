//! References that lead to a component of another kind than their place needs, such as a schema in place of a
//! response.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Pointer, Site};

use super::keyword::Kind;
use super::{Context, Version};

/// The kind of the component at a place, by its section.
fn kind_of(version: Version, at: &Pointer) -> Option<Kind> {
    let section = match (version, at.tokens().as_slice()) {
        (Version::V20, [section @ ("definitions" | "parameters" | "responses"), _])
        | (Version::V30 | Version::V31 | Version::V32, ["components", section, _]) => *section,
        (Version::V20 | Version::V30 | Version::V31 | Version::V32, _) => return None,
    };
    Some(match section {
        "schemas" | "definitions" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" => Kind::Parameter,
        "examples" => Kind::Example,
        "requestBodies" => Kind::RequestBody,
        "headers" => Kind::Header,
        "securitySchemes" => Kind::SecurityScheme,
        "links" => Kind::Link,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        _ => return None,
    })
}

/// Returns the kind of a component at `at` that cannot serve as one of the kind `needed`. A header is like a parameter,
/// and in version 2.0, parameters and items are like schemas.
fn other_kind(version: Version, at: &Pointer, needed: Kind) -> Option<Kind> {
    let found = kind_of(version, at)?;
    let is_alike = matches!(
        (needed, found),
        (Kind::Header, Kind::Parameter)
            | (Kind::Parameter, Kind::Header)
            | (Kind::Items, Kind::Schema)
    ) || version == Version::V20
        && (needed, found) == (Kind::Schema, Kind::Parameter);
    (found != needed && !is_alike).then_some(found)
}

/// Returns whether a schema is expected at a place that describes something else.
pub(super) fn is_no_schema(version: Version, at: &Pointer) -> bool {
    other_kind(version, at, Kind::Schema).is_some()
}

/// Returns whether the reference at `site` leads to a schema.
pub(super) fn leads_to_schema<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    let target = cx.aliased(site);
    target.is_some_and(|target| kind_of(cx.version, &target.at) == Some(Kind::Schema))
}

/// Reports the reference at `site` if its target is not of the kind that is needed. Returns whether it is.
pub(super) fn check<'a>(cx: Context<'a>, needed: Kind, site: &Site<'a>, target: &Pointer) -> bool {
    let Some(found) = other_kind(cx.version, target, needed) else {
        return true;
    };
    let (expected, is) = (needed.name(cx.version), found.name(cx.version));
    let reference = site.child("$ref");
    let text = reference.as_ref().and_then(|one| one.node.as_str());
    let text = text.unwrap_or_default();
    let (instead, help) = match (needed, found) {
        (Kind::MediaType, Kind::Schema) => (
            "it is read as the schema of the media type",
            Some(format!("write `schema: {{$ref: '{text}'}}`")),
        ),
        (Kind::Response | Kind::RequestBody, Kind::Schema) if cx.version != Version::V20 => (
            "it is read as the schema of a JSON body",
            Some(format!(
                "write `content: {{application/json: {{schema: {{$ref: '{text}'}}}}}}`"
            )),
        ),
        (Kind::Schema, _) => ("any JSON value is accepted", None),
        _ => ("it is ignored", None),
    };
    let message = format!("the reference leads to {is}, but {expected} is expected; {instead}");
    let at = reference.map_or_else(|| site.at.clone(), |reference| reference.at);
    let diagnostic = Diagnostic::new(Code::ReferenceToOtherKind, &at, message);
    cx.diagnostics.report(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
    false
}
