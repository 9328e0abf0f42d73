//! The answer to a request.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::Error;

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) retries: u32,
}

/// A way to read an answer.
pub(crate) trait Reply {
    type Output;

    fn decode(raw: &RawResponse) -> Result<Self::Output, Error>;
}

/// The data of a successful response, with all that came with it.
#[derive(Clone, Debug)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    retries: u32,
    data: T,
}

impl<T> Response<T> {
    pub(crate) fn new(raw: RawResponse, data: T) -> Self {
        Self {
            status: raw.status,
            headers: raw.headers,
            retries: raw.retries,
            data,
        }
    }

    /// The HTTP status, always 200 to 299.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The response headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The server's name for this request (header `x-request-id`), to quote to the API's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// How often the request was sent again before it succeeded.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.retries
    }

    /// What the response says.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.data
    }

    /// What the response says, without the rest.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }
}

/// The value of `x-request-id`, as most APIs call it, or of `request-id`.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let value = headers
        .get("x-request-id")
        .or_else(|| headers.get("request-id"))?;
    value.to_str().ok()
}
