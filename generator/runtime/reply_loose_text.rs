//! Answers that are texts, of which it is not said how they are written.

use reqwest::header::CONTENT_TYPE;

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Reads the body as a JSON string if it is one, and else as it is.
///
/// A server that says `text/…` of it means it as it is.
#[derive(Debug)]
pub struct LooseText;

impl Reply for LooseText {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let text = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw.body);
        let media = raw.head.headers.get(CONTENT_TYPE);
        let plain = media.is_some_and(|media| {
            let top = media.as_bytes().get(..5);
            top.is_some_and(|top| top.eq_ignore_ascii_case(b"text/"))
        });
        let json = (!plain).then(|| serde_json::from_slice(text).ok()).flatten();
        let data = json.unwrap_or_else(|| String::from_utf8_lossy(text).into_owned());
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for LooseText {
    type Given = str;

    fn encode(given: &str) -> (&'static str, bytes::Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}
