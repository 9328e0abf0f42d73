//! Answers that are bytes.

use bytes::Bytes;

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Takes the body as it is.
#[derive(Debug)]
pub(crate) struct Binary;

impl Reply for Binary {
    type Received = RawResponse;
    type Output = Bytes;

    fn read(raw: RawResponse) -> Result<Response<Bytes>, Error> {
        Ok(Response::new(raw.head, raw.body))
    }
}
