//! Decides which keys and values mean something only in another version of the specification than that of the
//! document. Documents mix versions, so most are read as they are meant, and a note says so.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Map, Node, Pointer, Site};

use super::Version;
use super::keyword::{Keyword, Kind};

/// A key of another version.
pub(super) struct Other {
    /// The place of the key.
    pub(super) at: Pointer,
    /// The text of the note: the key, and how it is read.
    pub(super) message: String,
}

/// The keys beside `$ref` that do not change how values are read or written.
const DOCUMENTATION: [&str; 8] = [
    "$comment",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// The diagnostic of a key that a later version introduces, and that is ignored before.
pub(super) fn ignored(
    version: Version,
    minor: u8,
    kind: Kind,
    object: &Site<'_>,
    key: &str,
) -> Option<Diagnostic> {
    let since = kind.later(version, minor, key)?;
    let name = kind.name(version);
    let message = format!("`{key}` is not a key of {name} before OpenAPI 3.{since}; it is ignored");
    let diagnostic = Diagnostic::new(Code::UnknownKeyword, &object.at.child(key), message);
    let help = format!("write `openapi: 3.{since}.0` at the start of the document");
    Some(diagnostic.help(help))
}

/// The note on a key that the version of the document does not have.
pub(super) fn of_key(version: Version, minor: u8, kind: Kind, keyword: &Keyword) -> Option<String> {
    let (key, name) = (keyword.name, kind.name(version));
    match version {
        Version::V20 => (!keyword.is_in_2()).then(|| {
            format!("`{key}` is not a key of {name} in Swagger 2.0; it is read as in OpenAPI 3")
        }),
        Version::V30 | Version::V31 | Version::V32 => {
            let since = keyword.since;
            (minor < since && keyword.is_noted).then(|| {
                format!(
                    "`{key}` of {name} is not defined before OpenAPI 3.{since}; it is read as OpenAPI 3.{since} defines it"
                )
            })
        }
    }
}

/// The keys of a schema whose value means something only in another version.
pub(super) fn of_schema(version: Version, schema: &Site<'_>, map: &Map) -> Vec<Other> {
    let other = |key: &str, message: String| Other {
        at: schema.at.child(key),
        message,
    };
    let mut found = Vec::new();
    let name = match version {
        Version::V20 => "Swagger 2.0",
        Version::V30 => "OpenAPI 3.0",
        Version::V31 | Version::V32 => return of_later(schema, map),
    };
    if version == Version::V30 {
        found.extend(of_drafts(schema, map));
    }
    if map.get("$ref").is_some() {
        // A Reference Object has no other keys (OpenAPI 3.0, 4.7.23).
        let known = Kind::Schema.keywords(version);
        let siblings = map.iter().filter(|(key, _)| {
            *key != "$ref"
                && !DOCUMENTATION.contains(key)
                && known.iter().any(|keyword| keyword.name == *key)
        });
        found.extend(siblings.map(|(key, _)| {
            let message = format!(
                "{name} ignores `{key}` beside `$ref`; it is read as OpenAPI 3.1 defines it"
            );
            other(key, message)
        }));
        return found;
    }
    if version == Version::V20 {
        return found;
    }
    let of_type = match map.get("type") {
        Some(Node::Array(_)) => Some("a list of types is"),
        Some(Node::String(text)) if text == "null" => Some("the type `null` is"),
        _ => None,
    };
    found.extend(of_type.map(|what| {
        let message =
            format!("{what} not defined before OpenAPI 3.1; it is read as OpenAPI 3.1 defines it");
        other("type", message)
    }));
    let limits = ["exclusiveMinimum", "exclusiveMaximum"].into_iter();
    let limits = limits.filter(|key| matches!(map.get(key), Some(Node::Number(_))));
    found.extend(limits.map(|key| {
        let message = format!(
            "`{key}` must be a boolean in OpenAPI 3.0; the number is read as OpenAPI 3.1 defines it"
        );
        other(key, message)
    }));
    found
}

/// The keys that OpenAPI 3.1 has removed, and those that it has changed.
fn of_later(schema: &Site<'_>, map: &Map) -> Vec<Other> {
    let removed = (map.get("nullable") == Some(&Node::Bool(true))).then(|| {
        let message = "OpenAPI 3.1 removed `nullable`; it is read as OpenAPI 3.0 defines it";
        ("nullable", message.to_owned())
    });
    let changed = ["exclusiveMinimum", "exclusiveMaximum"].into_iter();
    let changed = changed.filter(|key| map.get(key) == Some(&Node::Bool(true)));
    let changed = changed.map(|key| {
        let message = format!(
            "`{key}` must be a number in OpenAPI 3.1 and later; the boolean is read as OpenAPI 3.0 defines it"
        );
        (key, message)
    });
    let all = removed
        .into_iter()
        .chain(changed)
        .map(|(key, message)| Other {
            at: schema.at.child(key),
            message,
        });
    all.chain(of_drafts(schema, map)).collect()
}

/// The keys that only other drafts of JSON Schema define than those of OpenAPI 3.
fn of_drafts(schema: &Site<'_>, map: &Map) -> Vec<Other> {
    let items = matches!(map.get("items"), Some(Node::Array(_))).then_some((
        "items",
        "OpenAPI 3 does not define `items` as a list; it is read as `prefixItems` of OpenAPI 3.1",
    ));
    let rest = map.get("additionalItems").map(|_| match items {
        Some(_) => "OpenAPI 3 does not define `additionalItems`; it is read as `items` beside `prefixItems` of OpenAPI 3.1",
        None => "OpenAPI 3 does not define `additionalItems`; it is ignored, because `items` is not a list",
    });
    let recursive = map.get("$recursiveRef").map(|node| match node.as_str() {
        Some("#") => "OpenAPI 3 does not define `$recursiveRef`; it is read as JSON Schema 2019-09 defines it",
        Some(_) | None => "OpenAPI 3 does not define `$recursiveRef`; it is ignored, because it is not `#`",
    });
    let rest = rest.map(|message| ("additionalItems", message));
    let recursive = recursive.map(|message| ("$recursiveRef", message));
    let all = items.into_iter().chain(rest).chain(recursive);
    let all = all.map(|(key, message)| Other {
        at: schema.at.child(key),
        message: message.to_owned(),
    });
    all.collect()
}
