//! Answers whose body says nothing.

use super::response::{RawResponse, Reply};
use super::{Error, Response};

/// Reads nothing, whatever the body holds.
#[derive(Debug)]
pub(crate) struct Empty;

impl Reply for Empty {
    type Received = RawResponse;
    type Output = ();

    fn read(raw: RawResponse) -> Result<Response<()>, Error> {
        Ok(Response::new(raw.head, ()))
    }
}
