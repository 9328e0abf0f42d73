//! Decides which JSON responses are streams of gRPC-Gateway: one JSON object per line, although the
//! media type says that the body is a single JSON value.

use crate::openapi::{Context, MediaType, Response};

use super::all_of;
use super::media::{self, Kind};

/// The end of the description that the tool gives to streams.
const DESCRIPTION: &str = "(streaming responses)";

/// The start of the title that the tool gives to the schemas of lines.
const TITLE: &str = "Stream result of ";

/// The kind of a body of a response.
pub(super) fn kind<'a>(cx: Context<'a>, response: &Response<'a>, media: &MediaType<'a>) -> Kind {
    match media::kind(cx, media) {
        Kind::Json if is_stream(cx, response, media) => Kind::Lines,
        kind => kind,
    }
}

/// Returns whether a response has a body that is a stream.
pub(super) fn streams<'a>(cx: Context<'a>, response: &Response<'a>) -> bool {
    let mut bodies = response.content.iter();
    bodies.any(|media| media.is_json() && is_stream(cx, response, media))
}

/// Returns whether the response or the schema is marked as a stream, and the schema is that of a
/// line: an object with `result` and `error`.
fn is_stream<'a>(cx: Context<'a>, response: &Response<'a>, media: &MediaType<'a>) -> bool {
    let Some(site) = &media.schema else {
        return false;
    };
    let target = site.child("$ref").and_then(|one| cx.target(&one));
    let title = target.as_ref().unwrap_or(site).child("title");
    let title = title.and_then(|title| title.node.as_str());
    let described = response.description.unwrap_or_default().trim_end();
    if !described.ends_with(DESCRIPTION) && !title.unwrap_or_default().starts_with(TITLE) {
        return false;
    }
    let Some(schema) = all_of::resolve(cx, site.clone()) else {
        return false;
    };
    let mut names = schema.properties.iter().map(|(name, _)| *name);
    names.clone().any(|name| name == "result")
        && names.all(|name| matches!(name, "result" | "error"))
}
