//! Answers that are texts.

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Reads the body as UTF-8; what is none becomes U+FFFD.
#[derive(Debug)]
pub struct Text;

impl Reply for Text {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let text = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw.body);
        let data = String::from_utf8_lossy(text).into_owned();
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for Text {
    type Given = str;

    fn encode(given: &str) -> (&'static str, bytes::Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}
