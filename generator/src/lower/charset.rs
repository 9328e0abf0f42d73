//! Decides the media type that a request body states: it never names a charset other than UTF-8, that of the bytes.

use crate::diagnostic::Code;
use crate::openapi::{Context, MediaType};

use super::media::Kind;

/// The media type of a body of this kind, without any charset other than UTF-8.
pub(super) fn sent(cx: Context<'_>, media: &MediaType<'_>, kind: Kind) -> String {
    let name = media.name.trim();
    if !is_text(kind) {
        return name.to_owned();
    }
    let mut parts = name.split(';');
    let mut sent = parts.next().unwrap_or_default().trim().to_owned();
    let mut is_other = false;
    for part in parts {
        match other_charset(part) {
            None => sent = format!("{sent};{part}"),
            Some(charset) => {
                is_other = true;
                let message = format!("the request body is sent in UTF-8, not in `{charset}`");
                let code = Code::OtherCharset;
                cx.diagnostics.tell(code, &media.at, message);
            }
        }
    }
    if is_other { sent } else { name.to_owned() }
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
