//! Streams of operations that else answer with one value.

use reqwest::header::{ACCEPT, HeaderValue};

use super::request::Request;
use super::{Call, Reply, Response};

impl<R> Request<R> {
    /// Sends the request, asks for this media type, and reads the answer as `S`.
    pub(crate) fn stream_instead<S: Reply>(mut self, accept: &'static str) -> Call<S::Output> {
        let headers = &mut self.plan.headers;
        if !headers.contains_key(ACCEPT) {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        Call::new::<S>(self.plan, Response::into_inner)
    }
}
