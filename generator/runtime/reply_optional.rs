//! Answers that are JSON or nothing.

use std::marker::PhantomData;

use super::json_text::decode;
use super::response::{RawResponse, Reply};
use super::wire::Wire;
use super::{Error, Response};

/// Reads the body as JSON of type `T`, if there is one.
pub(crate) struct OptionalJson<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for OptionalJson<T> {
    type Received = RawResponse;
    type Output = Option<T>;

    fn read(raw: RawResponse) -> Result<Response<Option<T>>, Error> {
        let data = if raw.body.trim_ascii().is_empty() {
            None
        } else {
            Some(decode(&raw.head, &raw.body)?)
        };
        Ok(Response::new(raw.head, data))
    }
}
