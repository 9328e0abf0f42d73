//! Decides the media type that a request body states: it never names a charset other than UTF-8, that of the bytes, nor
//! a boundary, which is chosen when the body is sent.

use crate::diagnostic::Code;
use crate::openapi::{Context, MediaType, parameters};

use super::media::Kind;

/// The media type of a body of this kind, without any charset other than UTF-8, and without a boundary.
pub(super) fn of(cx: Context<'_>, media: &MediaType<'_>, kind: Kind) -> String {
    let name = media.name.trim();
    let mut sent = name.split(';').next().unwrap_or_default().to_owned();
    for parameter in parameters(name) {
        if let Some(charset) = other_charset(parameter).filter(|_| is_text(kind)) {
            let message = format!("the request body is sent in UTF-8, not in `{charset}`");
            cx.diagnostics
                .tell(Code::OtherParameter, &media.at, message);
        } else if kind == Kind::Multipart && is_boundary(parameter) {
            let message =
                "the boundary of the media type is not sent; each body has one of its own";
            cx.diagnostics
                .tell(Code::OtherParameter, &media.at, message);
        } else {
            sent.push(';');
            sent.push_str(parameter);
        }
    }
    sent
}

fn is_boundary(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case("boundary")
}

/// The charset in a parameter of a media type, unless it is UTF-8.
fn other_charset(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    let value = value.trim().trim_matches('"');
    let is_utf8 = ["utf-8", "utf8"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(value));
    let is_charset = name.trim().eq_ignore_ascii_case("charset");
    (is_charset && !is_utf8).then_some(value)
}

/// Whether the client encodes bodies of this kind.
fn is_text(kind: Kind) -> bool {
    match kind {
        Kind::Json | Kind::Xml | Kind::LooseText | Kind::Text | Kind::Lines | Kind::Form => true,
        Kind::Bytes | Kind::Events | Kind::Multipart => false,
    }
}
