//! Decides what a body is, by its media type and its schema: one table for requests and responses.

use crate::openapi::{Context, JsonType, MediaType};

use super::all_of;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One JSON value.
    Json,
    /// A text that may be written as JSON, or as it is.
    LooseText,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events.
    Events,
    /// JSON values, each on a line of its own or as a sequence (RFC 7464).
    Lines,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
}

/// What the media type alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Json,
    /// `*/*` and `application/*`.
    Any,
    Events,
    Lines,
    Form,
    Multipart,
    /// `text/…`, XML and YAML.
    Text,
    /// `application/vnd.…` without a suffix that says the syntax.
    Vendor,
    Other,
}

/// What the schema alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// There is none.
    Nothing,
    /// Bytes as they are.
    Bytes,
    /// Bytes that JSON has as a text.
    Encoded,
    /// Any text.
    Text,
    /// Anything else.
    Data,
}

/// The table. The schema wins over the media type where it says that the body is bytes; where the
/// media type leaves it open, the schema decides.
#[expect(
    clippy::match_same_arms,
    reason = "rows are in the order in which they win"
)]
pub(super) fn kind<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Kind {
    let family = family(&media.essence());
    let holds = holds(cx, media);
    match (family, holds) {
        (Family::Multipart, _) => Kind::Multipart,
        (Family::Form, Holds::Nothing | Holds::Text | Holds::Data) => Kind::Form,
        (Family::Events, _) => Kind::Events,
        (_, Holds::Bytes) => Kind::Bytes,
        (Family::Lines, _) => Kind::Lines,
        (Family::Json, Holds::Nothing | Holds::Encoded | Holds::Text | Holds::Data)
        | (Family::Any | Family::Vendor, Holds::Data) => Kind::Json,
        (Family::Any, Holds::Text) => Kind::LooseText,
        (Family::Text, Holds::Nothing | Holds::Text | Holds::Data) => Kind::Text,
        (Family::Any, Holds::Nothing | Holds::Encoded)
        | (Family::Vendor, Holds::Nothing | Holds::Encoded | Holds::Text)
        | (Family::Text | Family::Form, Holds::Encoded)
        | (Family::Other, _) => Kind::Bytes,
    }
}

/// Whether the schema is that of any text.
pub(super) fn is_any_text<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    holds(cx, media) == Holds::Text
}

/// Whether the media type says something else than what the body is taken as.
pub(super) fn is_overruled(media: &MediaType<'_>, kind: Kind) -> bool {
    match family(&media.essence()) {
        Family::Json => kind != Kind::Json,
        Family::Text => kind != Kind::Text,
        Family::Lines => kind != Kind::Lines,
        Family::Form => kind != Kind::Form,
        Family::Vendor => kind == Kind::Json,
        Family::Any | Family::Events | Family::Multipart | Family::Other => false,
    }
}

/// Whether bodies of this media type are a sequence of JSON texts (RFC 7464).
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
        (_, "json") => Family::Json,
        _ if subtype.ends_with("+json") => Family::Json,
        ("*" | "application", "*") => Family::Any,
        ("application", "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        ("text", _) => Family::Text,
        _ if subtype.ends_with("xml") || subtype.ends_with("yaml") => Family::Text,
        ("application", _) if is_vendor(subtype) => Family::Vendor,
        _ => Family::Other,
    }
}

/// Whether a subtype is a vendor's own, and says nothing of a syntax that is not JSON.
fn is_vendor(subtype: &str) -> bool {
    let others = [
        "+", "proto", "cbor", "msgpack", "avro", "zip", "pdf", "excel", "office", "document",
    ];
    subtype.starts_with("vnd.") && !others.iter().any(|word| subtype.contains(word))
}

fn holds<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Holds {
    let Some(site) = &media.schema else {
        return Holds::Nothing;
    };
    let Some(schema) = all_of::resolve(cx, site.clone()) else {
        return Holds::Data;
    };
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
        _ => Holds::Data,
    }
}
