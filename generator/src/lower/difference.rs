//! Notes bodies that the client treats otherwise than their media types and schemas say.

use crate::diagnostic::Code;
use crate::openapi::{Context, MediaType};

use super::media::{self, Difference, Kind};

/// Notes how a request body is sent, if it differs from what the document says.
pub(super) fn of_request<'a>(cx: Context<'a>, media: &MediaType<'a>, kind: Kind) {
    let how = self::how(kind);
    let name = media.name;
    let Some(difference) = media::difference(cx, media, kind) else {
        return;
    };
    let message = match difference {
        Difference::Kind => format!("a request body with the media type `{name}` is sent as {how}"),
        Difference::Schema => format!(
            "the client cannot write `{name}` as its schema describes; the caller passes the request body as {how}"
        ),
        Difference::Encoding(encoding) => format!(
            "the client does not encode a request body with the media type `{name}`; the caller passes it encoded as `{encoding}`"
        ),
    };
    cx.diagnostics.tell(Code::OtherBodyKind, &media.at, message);
}

/// Notes how a response is read, if it differs from what the document says. It is not one that is read part by part.
pub(super) fn of_response<'a>(cx: Context<'a>, media: &MediaType<'a>, kind: Kind) {
    let how = self::how(kind);
    let name = media.name;
    let parts = kind == Kind::Multipart && media::describes(cx, media);
    let parts = parts.then_some(Difference::Schema);
    let Some(difference) = media::difference(cx, media, kind).or(parts) else {
        return;
    };
    let message = match difference {
        Difference::Kind => format!("a response with the media type `{name}` is read as {how}"),
        Difference::Schema => format!(
            "the client cannot read `{name}` as its schema describes; the response is returned as {how}"
        ),
        Difference::Encoding(encoding) => format!(
            "the client does not decode a response with the media type `{name}`; it is returned encoded as `{encoding}`"
        ),
    };
    cx.diagnostics.tell(Code::OtherBodyKind, &media.at, message);
}

fn how(kind: Kind) -> &'static str {
    match kind {
        Kind::Json => "JSON",
        Kind::Lines => "JSON lines",
        Kind::Text | Kind::LooseText => "text",
        Kind::Xml | Kind::Bytes | Kind::Events | Kind::Form | Kind::Multipart => "bytes",
    }
}
