//! Answers that are not what they should be.

use bytes::Bytes;

use super::Error;
use super::error_kind::DECODE;
use super::response::{Head, RawResponse};

impl Error {
    /// The server answered with success, but not with what the API's description says.
    pub(crate) fn undecodable(head: &Head, body: &Bytes, message: String) -> Self {
        let mut error = Self::new(DECODE, message).after(head.retries);
        error.0.answer = Some(RawResponse {
            head: head.clone(),
            body: body.clone(),
        });
        error
    }
}
