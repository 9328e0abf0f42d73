//! Keys that exclude each other, and keys that an object may have only with certain values of
//! others.

use crate::diagnostic::Code;
use crate::source::{Map, Node, Site};

use super::keyword::Kind;
use super::{Context, Version};

/// A key that is not allowed beside another one.
struct Exclusion {
    key: &'static str,
    other: &'static str,
    result: &'static str,
}

const fn ignored(key: &'static str, other: &'static str) -> Exclusion {
    Exclusion {
        key,
        other,
        result: "it is ignored",
    }
}

/// OpenAPI 3.2, 4.12.1 and 4.14: the examples of a parameter, a header or a media type.
const EXAMPLES: Exclusion = Exclusion {
    key: "example",
    other: "examples",
    result: "both are read",
};

/// 4.12.2: `content` describes the form of a parameter in place of these.
const OF_PARAMETER: &[Exclusion] = &[
    ignored("style", "content"),
    ignored("explode", "content"),
    ignored("allowReserved", "content"),
];

/// 4.14: the parts of a body have names or positions.
const OF_MEDIA_TYPE: &[Exclusion] = &[
    EXAMPLES,
    of_parts("encoding", "prefixEncoding"),
    of_parts("encoding", "itemEncoding"),
];

const fn of_parts(key: &'static str, other: &'static str) -> Exclusion {
    Exclusion {
        key,
        other,
        result: "the schema decides which of them is used",
    }
}

/// 4.15.1: the same in a part that consists of parts.
const OF_ENCODING: &[Exclusion] = &[
    ignored("encoding", "prefixEncoding"),
    ignored("encoding", "itemEncoding"),
];

/// 4.19.1: the value of an example.
const OF_EXAMPLE: &[Exclusion] = &[
    ignored("value", "dataValue"),
    ignored("value", "serializedValue"),
    ignored("externalValue", "value"),
    ignored("externalValue", "serializedValue"),
];

/// 4.26.1: `nodeType` replaces both.
const OF_XML: &[Exclusion] = &[
    ignored("attribute", "nodeType"),
    ignored("wrapped", "nodeType"),
];

/// Reports the keys of an object that are not allowed beside its other keys.
pub(super) fn judge(cx: Context<'_>, kind: Kind, site: &Site<'_>, map: &Map) {
    if cx.version == Version::V20 {
        return;
    }
    let own: &[Exclusion] = match kind {
        Kind::Parameter | Kind::Header => {
            judge_all(cx, site, map, &[EXAMPLES]);
            if cx.version != Version::V32 {
                return;
            }
            judge_reserved(cx, site, map);
            OF_PARAMETER
        }
        Kind::MediaType => OF_MEDIA_TYPE,
        Kind::Encoding => OF_ENCODING,
        Kind::Example => OF_EXAMPLE,
        Kind::Xml => OF_XML,
        Kind::Document
        | Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::Server
        | Kind::ServerVariable
        | Kind::Components
        | Kind::PathItem
        | Kind::Operation
        | Kind::ExternalDocs
        | Kind::Items
        | Kind::RequestBody
        | Kind::Response
        | Kind::Link
        | Kind::Tag
        | Kind::Schema
        | Kind::Discriminator
        | Kind::SecurityScheme
        | Kind::OAuthFlows
        | Kind::OAuthFlow => return,
    };
    judge_all(cx, site, map, own);
}

fn judge_all(cx: Context<'_>, site: &Site<'_>, map: &Map, all: &[Exclusion]) {
    let mut told = Vec::new();
    for Exclusion { key, other, result } in all {
        let both = map.get(key).is_some() && map.get(other).is_some();
        if both && !told.contains(key) {
            told.push(*key);
            tell(cx, site, key, &format!("beside `{other}`; {result}"));
        }
    }
}

/// Reports `allowReserved` where nothing is percent-encoded (4.12.2). `content` excludes it, too.
fn judge_reserved(cx: Context<'_>, site: &Site<'_>, map: &Map) {
    if map.get("content").is_some() || map.get("allowReserved").is_none() {
        return;
    }
    let text = |key| map.get(key).and_then(Node::as_str);
    let why = match (text("in").unwrap_or("header"), text("style")) {
        ("header", _) => "in a header, which is not percent-encoded; it is ignored",
        ("cookie", Some("cookie")) => {
            "beside `style: cookie`, which does not percent-encode; it is ignored"
        }
        _ => return,
    };
    tell(cx, site, "allowReserved", why);
}

fn tell(cx: Context<'_>, site: &Site<'_>, key: &str, why: &str) {
    let message = format!("`{key}` is not allowed {why}");
    let at = site.at.child(key);
    cx.diagnostics.tell(Code::ExcludedKey, &at, message);
}
