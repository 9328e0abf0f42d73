//! Answers that are bytes.

use bytes::Bytes;

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Takes the body as it is.
#[derive(Debug)]
pub struct Binary;

impl Reply for Binary {
    type Received = RawResponse;
    type Output = Bytes;

    fn read(raw: RawResponse) -> Result<Response<Bytes>, Error> {
        Ok(Response::new(raw.head, raw.body))
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for Binary {
    type Given = Bytes;

    fn encode(given: &Bytes) -> (&'static str, bytes::Bytes) {
        ("application/octet-stream", given.clone())
    }
}
