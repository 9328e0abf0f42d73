//! Decides the kind of a body by its media type and its schema, with one table for requests and
//! responses.

use crate::openapi::{Additional, Context, JsonType, MediaType, SchemaObject, is_xml};
use crate::source::{Node, Site};

use super::{all_of, nullable};

/// The kind of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One JSON value.
    Json,
    /// One value that the schema describes, as XML.
    Xml,
    /// Text, as a JSON string or as plain text.
    LooseText,
    /// Plain text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events.
    Events,
    /// JSON values, one per line or as a sequence (RFC 7464).
    Lines,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
}

/// The classification of a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Json,
    /// `*/*` and `application/*`.
    Any,
    Events,
    Lines,
    Form,
    Multipart,
    /// XML that holds data.
    Xml,
    /// `text/…`, other XML, and YAML.
    Text,
    /// `application/vnd.…` without a suffix for the syntax.
    Vendor,
    Other,
}

/// The classification of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// There is no schema.
    Nothing,
    /// Raw bytes.
    Bytes,
    /// Bytes, encoded in a string.
    Encoded,
    /// Any string.
    Text,
    /// Anything: the schema does not describe it.
    Free,
    /// Anything else.
    Data,
}

/// The kind of a body. The schema overrules the media type if it declares bytes, and decides if the
/// media type is ambiguous.
#[expect(
    clippy::match_same_arms,
    reason = "rows are in the order in which they win"
)]
pub(super) fn kind<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Kind {
    let family = family(&media.essence());
    let holds = holds(cx, media);
    match (family, holds) {
        (Family::Multipart, _) => Kind::Multipart,
        (Family::Form, Holds::Text) => Kind::Text,
        (Family::Form, Holds::Data) if !may_be_object(cx, media) => Kind::Text,
        (Family::Form, Holds::Nothing | Holds::Free | Holds::Data) => Kind::Form,
        (Family::Events, _) => Kind::Events,
        (_, Holds::Bytes) => Kind::Bytes,
        (Family::Lines, _) => Kind::Lines,
        (
            Family::Json,
            Holds::Nothing | Holds::Encoded | Holds::Text | Holds::Free | Holds::Data,
        )
        | (Family::Any | Family::Vendor, Holds::Free | Holds::Data) => Kind::Json,
        (Family::Any, Holds::Text) => Kind::LooseText,
        (Family::Xml, Holds::Data) => Kind::Xml,
        (Family::Xml, Holds::Nothing | Holds::Text | Holds::Free)
        | (Family::Text, Holds::Nothing | Holds::Text | Holds::Free | Holds::Data) => Kind::Text,
        (Family::Any, Holds::Nothing | Holds::Encoded)
        | (Family::Vendor, Holds::Nothing | Holds::Encoded | Holds::Text)
        | (Family::Xml | Family::Text | Family::Form, Holds::Encoded)
        | (Family::Other, _) => Kind::Bytes,
    }
}

/// Returns whether the schema allows any string.
pub(super) fn is_any_text<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    holds(cx, media) == Holds::Text
}

/// Returns whether a schema describes the body.
pub(super) fn describes<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let says_anything = |site: &Site<'a>| *site.node == Node::Bool(true);
    !media.schema.as_ref().is_none_or(says_anything)
        && !matches!(holds(cx, media), Holds::Nothing | Holds::Free)
}

/// A difference between a document and how the client treats a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference<'a> {
    /// The media type suggests another kind.
    Kind,
    /// The schema is not that of text or bytes, but the client cannot read or write the media type.
    Schema,
    /// The bytes are encoded, and the client does not encode or decode them.
    Encoding(&'a str),
}

/// Returns how the treatment of a body differs from its media type and its schema.
pub(super) fn difference<'a>(
    cx: Context<'a>,
    media: &MediaType<'a>,
    kind: Kind,
) -> Option<Difference<'a>> {
    let is_other_kind = match family(&media.essence()) {
        Family::Json => kind != Kind::Json,
        Family::Xml => !matches!(kind, Kind::Xml | Kind::Text),
        Family::Text => kind != Kind::Text,
        Family::Lines => kind != Kind::Lines,
        Family::Form => kind != Kind::Form,
        Family::Vendor => kind == Kind::Json,
        Family::Any | Family::Events | Family::Multipart | Family::Other => false,
    };
    if is_other_kind {
        return Some(Difference::Kind);
    }
    match kind {
        Kind::Bytes => encoding(cx, media).map(Difference::Encoding),
        Kind::Json
        | Kind::Xml
        | Kind::LooseText
        | Kind::Text
        | Kind::Events
        | Kind::Lines
        | Kind::Form
        | Kind::Multipart => None,
    }
    .or_else(|| {
        // XML without a root, and media types without a slash, are reported anyway.
        let essence = media.essence();
        let is_reported = is_xml(&essence) || !essence.contains('/');
        let is_opaque = matches!(kind, Kind::Text | Kind::Bytes) && !is_reported;
        (is_opaque && holds(cx, media) == Holds::Data).then_some(Difference::Schema)
    })
}

/// The encoding of a body that is encoded bytes.
pub(super) fn encoding<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Option<&'a str> {
    if holds(cx, media) != Holds::Encoded {
        return None;
    }
    let schema = all_of::resolve(cx, media.schema.clone()?)?;
    let encoding = besides_null(cx, schema)
        .content_encoding
        .unwrap_or("base64");
    // RFC 2045, section 6.2: these leave bytes as they are.
    let is_identity = ["binary", "8bit", "7bit"].contains(&encoding);
    (!is_identity).then_some(encoding)
}

/// Returns whether bodies of this media type are sequences of JSON texts (RFC 7464).
pub(super) fn is_sequence(essence: &str) -> bool {
    essence.ends_with("json-seq")
}

fn family(essence: &str) -> Family {
    let (top, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let bare = subtype.strip_prefix("x-").unwrap_or(subtype);
    let lines = [
        "ndjson",
        "jsonl",
        "jsonlines",
        "json-lines",
        "json-seq",
        "json-stream",
        "stream+json",
        "json+stream",
    ];
    match (top, subtype) {
        ("text", "event-stream") => Family::Events,
        _ if lines.contains(&bare) || is_sequence(subtype) => Family::Lines,
        (_, "json" | "x-json") => Family::Json,
        _ if subtype.ends_with("+json") => Family::Json,
        ("*" | "application", "*") | ("*", "") => Family::Any,
        ("application", "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        _ if is_xml(essence) => Family::Xml,
        ("text", _) => Family::Text,
        _ if subtype.ends_with("xml") || subtype.ends_with("yaml") => Family::Text,
        ("application", _) if is_vendor(subtype) => Family::Vendor,
        _ => Family::Other,
    }
}

/// Returns whether a subtype is vendor-specific and does not suggest a syntax other than JSON.
fn is_vendor(subtype: &str) -> bool {
    let others = [
        "+", "proto", "cbor", "msgpack", "avro", "zip", "pdf", "excel", "office", "document",
    ];
    subtype.starts_with("vnd.") && !others.iter().any(|word| subtype.contains(word))
}

/// The only alternative of a schema besides null, or else the schema.
fn besides_null<'a>(cx: Context<'a>, schema: SchemaObject<'a>) -> SchemaObject<'a> {
    let only = nullable::only_other(cx, &schema).filter(|_| schema.types.is_empty());
    only.and_then(|site| all_of::resolve(cx, site))
        .unwrap_or(schema)
}

/// Whether a schema does not describe the parts of its values.
fn is_free(schema: &SchemaObject<'_>) -> bool {
    matches!(schema.types.as_slice(), [] | [JsonType::Object])
        && schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && matches!(schema.additional, Additional::Unsaid)
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.alternatives().next().is_none()
}

/// Returns whether values of the schema may be objects.
fn may_be_object<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    schema.is_none_or(|schema| {
        let schema = besides_null(cx, schema);
        schema.types.is_empty() || schema.types.contains(&JsonType::Object)
    })
}

fn holds<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Holds {
    let Some(site) = &media.schema else {
        return Holds::Nothing;
    };
    let Some(schema) = all_of::resolve(cx, site.clone()) else {
        return Holds::Data;
    };
    let schema = besides_null(cx, schema);
    let is_text = schema.types.as_slice() == [JsonType::String]
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.alternatives().next().is_none();
    match schema.format {
        Some("binary") => Holds::Bytes,
        _ if schema.is_bytes() => Holds::Bytes,
        Some("byte") => Holds::Encoded,
        _ if schema.content_encoding.is_some() => Holds::Encoded,
        _ if is_text => Holds::Text,
        _ if is_free(&schema) => Holds::Free,
        _ => Holds::Data,
    }
}
