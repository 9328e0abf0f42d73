//! Answers whose body says nothing.

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Reads nothing, whatever the body holds.
#[derive(Debug)]
pub struct Empty;

impl Reply for Empty {
    type Received = RawResponse;
    type Output = ();

    fn read(raw: RawResponse) -> Result<Response<()>, Error> {
        Ok(Response::new(raw.head, ()))
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for Empty {
    type Given = ();

    fn encode((): &()) -> (&'static str, bytes::Bytes) {
        ("text/plain", bytes::Bytes::new())
    }
}
