//! Responses in media types that other success responses do not have.

use std::marker::PhantomData;

use http::header::CONTENT_TYPE;

use super::error::Error;
use super::response::{RawResponse, Reply, Response};

/// Reads the response as `R`. JSON is an error: it belongs to another status code.
pub struct NotJson<R>(PhantomData<fn() -> R>);

impl<R: Reply<Received = RawResponse>> Reply for NotJson<R> {
    type Received = RawResponse;
    type Output = R::Output;

    fn read(raw: RawResponse) -> Result<Response<R::Output>, Error> {
        let media = raw.head.headers.get(CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok());
        let essence = media.unwrap_or_default().split(';').next();
        let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
        if essence.ends_with("/json") || essence.ends_with("+json") {
            let message = format!(
                "the response with status code {} is `{essence}`, which another method of the request reads",
                raw.head.status.as_u16()
            );
            return Err(Error::undecodable(&raw.head, &raw.body, message));
        }
        R::read(raw)
    }
}
