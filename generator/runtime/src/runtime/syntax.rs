//! The syntax of bodies: their media types, their charsets, and syntaxes other than JSON.

use bytes::Bytes;
use http::HeaderMap;
use reqwest::header::HeaderValue;

use super::error::Error;
use super::error::body::{ApiError, media_type};
use super::json::{Received, Wire};
use super::response::{Head, NOT_REQUESTED, RawResponse, document_in_utf_8};

/// A syntax other than JSON in which the bodies of an operation are written. Values are read from JSON and written as
/// JSON, so it converts their texts.
pub(crate) trait Syntax: Sync {
    /// Converts the JSON of a request body; `None` if that is sent as JSON.
    fn write(&self, json: &str) -> Option<Result<String, String>>;

    /// Converts the body of a response to JSON, unless it is in another syntax. The head then has the original.
    fn convert(&self, raw: &mut RawResponse) -> Result<(), Unconverted>;
}

/// A body that was converted to JSON.
pub(crate) trait Original: Send + Sync {
    /// The body as it was received.
    fn body(&self) -> &Bytes;

    /// Names the place, in the body, of the value that contains this place in the JSON or ends there.
    fn place(&self, json: &[u8], at: usize) -> String;
}

/// The reason why the body of a response was not converted.
pub(crate) enum Unconverted {
    /// It is an error that the server reports.
    Reported,
    /// It is not what the API documentation describes.
    Invalid(String),
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The charset of a media type.
pub(crate) fn charset(headers: &HeaderMap) -> Option<&str> {
    let parameters = media_type(headers)?.split(';').skip(1);
    let mut parameters = parameters.filter_map(|one| one.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    Some(charset?.1.trim().trim_matches('"'))
}

/// Reads a body or a part with these headers as text, in the charset of its media type.
pub(crate) fn text(head: &Head, headers: &HeaderMap, body: &Bytes) -> Result<String, Error> {
    let charset = charset(headers).unwrap_or("utf-8");
    decoded(body, charset).ok_or_else(|| {
        let message = format!("the charset {charset} is not supported");
        Error::undecodable(head, body, message)
    })
}

/// The format of a media type of JSON, HTML or XML: servers, and the proxies in front of them, send these when
/// something is wrong.
pub(crate) fn markup(headers: &HeaderMap) -> Option<&'static str> {
    let format = format_of(media_type(headers)?);
    let formats = ["json", "html", "xhtml", "xml"];
    formats
        .into_iter()
        .find(|one| format.eq_ignore_ascii_case(one))
}

/// Whether one of these media ranges (RFC 9110, section 12.5.1) covers a format. Bytes of no certain type may
/// have any.
pub(crate) fn accepts(ranges: &str, format: &str) -> bool {
    let any = ["*", "octet-stream", ""];
    ranges
        .split(',')
        .map(format_of)
        .any(|one| any.contains(&one) || one.eq_ignore_ascii_case(format))
}

/// `json` of `application/json; charset=utf-8` and of `application/problem+json`.
fn format_of(media: &str) -> &str {
    essence(media).rsplit(['/', '+']).next().unwrap_or_default()
}

/// A body as text. The encoding is that of its byte order mark, or else this charset; invalid sequences become U+FFFD
/// (WHATWG Encoding, section 6). `None` if the charset is not supported.
pub(crate) fn decoded(body: &[u8], charset: &str) -> Option<String> {
    const UTF_16: &str = "utf-16 utf-16le utf-16be";
    // The labels of Latin 1 stand for its superset on the web.
    const LATIN_1: &str = "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 \
        iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252";
    // Their text is ASCII, but has another meaning.
    const SEVEN_BITS: &str =
        "csiso2022jp hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-jp iso-2022-kr utf-7";
    let is = |labels: &str| {
        let mut labels = labels.split(' ');
        labels.any(|one| charset.eq_ignore_ascii_case(one))
    };
    Some(match body {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        rest if is("utf-8 utf8") => String::from_utf8_lossy(rest).into_owned(),
        rest if is("utf-16be") => utf_16(rest, u16::from_be_bytes),
        rest if is(UTF_16) => utf_16(rest, u16::from_le_bytes),
        rest if is(LATIN_1) => rest.iter().map(|byte| windows_1252(*byte)).collect(),
        // Most of them are the same for text in English.
        rest if rest.is_ascii() && !is(SEVEN_BITS) => String::from_utf8_lossy(rest).into_owned(),
        _ => return None,
    })
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks();
    let mut text =
        String::from_utf16_lossy(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// The character of a byte (WHATWG Encoding, index windows-1252).
fn windows_1252(byte: u8) -> char {
    const OTHERS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let index = usize::from(byte).checked_sub(0x80);
    let other = index.and_then(|index| OTHERS.chars().nth(index));
    other.unwrap_or(char::from(byte))
}

/// Whether an item of `Accept-Encoding` has a weight of zero (RFC 9110, 12.4.2).
pub(crate) fn is_excluded(item: &str) -> bool {
    let mut parameters = item.split(';').skip(1).map(str::trim);
    parameters.any(|one| {
        one.strip_prefix("q=")
            .is_some_and(|weight| weight.parse() == Ok(0.0))
    })
}

/// The value of a header that is a media type of the document. It need not be ASCII.
pub(crate) fn media_type_header(text: &'static str) -> Result<HeaderValue, String> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes()))
        .map_err(|_| format!("{text:?} is not a valid media type"))
}

/// A media type with the boundary or the charset of the default one. It may have a charset of its own; another boundary
/// is not that of the body, and is dropped.
pub(crate) fn with_parameter(media_type: &str, usual: &str) -> String {
    let Some((_, needed)) = usual.split_once("; ") else {
        return media_type.to_owned();
    };
    let (name, ..) = parameter(needed);
    let essence = media_type.split(';').next().unwrap_or_default();
    let mut kept = essence.trim_end().to_owned();
    let mut rest = media_type.get(essence.len()..).unwrap_or_default();
    while let Some(text) = rest.strip_prefix(';') {
        let (own, _, after) = parameter(text);
        if !own.eq_ignore_ascii_case(name) {
            let length = rest.len().saturating_sub(after.len());
            kept.push_str(rest.get(..length).unwrap_or_default());
        } else if name != "boundary" {
            return media_type.to_owned();
        }
        rest = after.trim_start();
    }
    format!("{kept}; {needed}")
}

/// Reads a whole body as a `T`. Some servers send JSON in another charset than UTF-8.
pub(crate) fn document<T: Wire>(raw: &RawResponse) -> Result<Received<T>, Error> {
    let received = document_in_utf_8(raw);
    // UTF-16 looks like UTF-8 with zeros.
    let is_other = || str::from_utf8(&raw.body).is_err() || raw.body.contains(&0);
    let charset = charset(&raw.head.headers).filter(|name| {
        let mut names = ["utf-8", "utf8"].iter();
        received.is_err() && is_other() && !names.any(|one| name.eq_ignore_ascii_case(one))
    });
    let Some(body) = charset.and_then(|charset| decoded(&raw.body, charset)) else {
        return received;
    };
    let (head, body) = (raw.head.clone(), body.into());
    document_in_utf_8(&RawResponse { head, body })
}

/// A parameter after its `;`: the name, the value without quotes, and the rest.
pub(crate) fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or_default();
    let Some(value) = rest.strip_prefix('=') else {
        return (name.trim(), "", rest);
    };
    let value = value.trim_start();
    if let Some(quoted) = value.strip_prefix('"') {
        // No relation has an escaped quote in it; of other values only the end matters.
        let mut escaped = false;
        let end = quoted.find(|char| {
            let ends = char == '"' && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        });
        let (value, rest) = quoted
            .split_at_checked(end.unwrap_or(quoted.len()))
            .unwrap_or_default();
        return (name.trim(), value, rest.strip_prefix('"').unwrap_or(rest));
    }
    let end = value.find([';', ',']).unwrap_or(value.len());
    let (value, rest) = value.split_at_checked(end).unwrap_or_default();
    (name.trim(), value.trim(), rest)
}

/// Reads a whole body as text.
pub(crate) fn whole_text(raw: &RawResponse) -> Result<String, Error> {
    text(&raw.head, &raw.head.headers, &raw.body)
}

/// Reads a whole body as text, unless it is an error or a document. Some servers send text as a JSON string.
pub(crate) fn wanted_text(raw: &RawResponse) -> Result<String, Error> {
    let is_document = raw.head.foreign.is_some_and(|format| format != "json");
    if is_document || ApiError::is_all_of(&raw.body) {
        return Err(Error::foreign(raw, NOT_REQUESTED));
    }
    whole_text(raw)
}
