//! Answers that are JSON, null or nothing.

use std::marker::PhantomData;

use super::json_text::decode;
use super::response::{RawResponse, Reply};
use super::wire::Wire;
use super::{Error, Response};

/// Reads the body as JSON of type `T`, if there is one and it is not null.
pub struct OptionalJson<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for OptionalJson<T> {
    type Received = RawResponse;
    type Output = Option<T>;

    fn read(raw: RawResponse) -> Result<Response<Option<T>>, Error> {
        let text = raw.body.trim_ascii();
        let data = if text.is_empty() || text == b"null" {
            None
        } else {
            Some(decode(&raw.head, &raw.body)?)
        };
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mocked::Mocked for OptionalJson<T> {
    type Given = Option<T>;

    fn encode(given: &Option<T>) -> (&'static str, bytes::Bytes) {
        (
            "application/json",
            given
                .as_ref()
                .map(super::mocked_json::mocked_json)
                .unwrap_or_default()
                .into(),
        )
    }
}
