//! Answers whose body says nothing.

use bytes::Bytes;

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Decodes nothing, whatever the body holds.
#[derive(Debug)]
pub struct Empty;

impl Reply for Empty {
    type Received = RawResponse;
    type Output = ();

    fn read(raw: RawResponse) -> Result<Response<()>, Error> {
        let mut response = Response::new(raw.head, ());
        response.body = raw.body;
        Ok(response)
    }
}

impl Response<()> {
    /// The body as it came: the description of the API does not say what it holds.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for Empty {
    type Given = ();

    fn encode((): &()) -> (&'static str, bytes::Bytes) {
        ("text/plain", bytes::Bytes::new())
    }
}
