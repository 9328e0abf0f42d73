//! Answers that are JSON.

use std::marker::PhantomData;

use super::json_text::decode;
use super::response::{RawResponse, Reply};
use super::wire::Wire;
use super::{Error, Response};

/// Reads the body as JSON of type `T`.
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Json<T> {
    type Received = RawResponse;
    type Output = T;

    fn read(raw: RawResponse) -> Result<Response<T>, Error> {
        let data = decode(&raw.head, &raw.body)?;
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mocked::Mocked for Json<T> {
    type Given = T;

    fn encode(given: &T) -> (&'static str, bytes::Bytes) {
        (
            "application/json",
            super::mocked_json::mocked_json(given).into(),
        )
    }
}
