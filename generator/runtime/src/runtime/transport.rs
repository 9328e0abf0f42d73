//! The transport interface, which sends requests to the server, and its errors.

use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter};
use std::io;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;

use super::auth::Credentials;
use super::error::kind::Kind;
use super::error::{Error, ErrorResponse};
use super::json::Unreadable;
use super::response::{Head, RawResponse};

/// A response in progress: its head, with a body that may be incomplete, or the reason why there is
/// none.
pub type Sending = Pin<
    Box<dyn Future<Output = Result<reqwest::Response, Box<dyn StdError + Send + Sync>>> + Send>,
>;

/// Sends HTTP requests. Implemented by [`reqwest::Client`], and by test doubles.
///
/// A function from a request to its response is also a transport; `reqwest::Response::from` converts a
/// response of the crate `http`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request once, unchanged. The client handles redirects and retries.
    fn send(&self, request: reqwest::Request) -> Sending;
}

impl Transport for reqwest::Client {
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self.execute(request);
        Box::pin(async move { Ok(answer.await?) })
    }
}

/// A function from a request to its response, for tests.
impl<F> Transport for F
where
    F: Fn(reqwest::Request) -> reqwest::Response + Send + Sync + 'static,
{
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self(request);
        Box::pin(async move { Ok(answer) })
    }
}

impl From<RawResponse> for ErrorResponse {
    fn from(raw: RawResponse) -> Self {
        Self {
            status: raw.head.status,
            headers: raw.head.headers,
            body: raw.body,
        }
    }
}

/// The reason why a body could not be sent completely.
#[derive(Debug)]
pub(crate) struct Unsent(pub(crate) String);

impl Display for Unsent {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl StdError for Unsent {}

fn unsent<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e Unsent> {
    let unsent = error.downcast_ref();
    unsent.or_else(|| self::unsent(error.source()?))
}

impl Error {
    /// No complete response was received.
    pub(crate) fn transport(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = error.into();
        if let Some(unsent) = unsent(&*error) {
            return Self::invalid_request(unsent.0.clone());
        }
        let error = match error.downcast::<reqwest::Error>() {
            // The URL may hold what is private, and the caller knows it anyway.
            Ok(error) => error.without_url(),
            Err(error) => {
                let cause = root_cause(&*error);
                let message = format!("the connection was lost: {cause}");
                return Self::new(Kind::Broken, message).caused_by_box(error);
            }
        };
        let cause = root_cause(&error);
        let (kind, message) = if error.is_timeout() && error.is_connect() {
            (Kind::Timeout, "timed out while connecting".to_owned())
        } else if error.is_timeout() {
            (Kind::Timeout, "timed out".to_owned())
        } else if error.is_connect() {
            (Kind::Connect, format!("cannot connect: {cause}"))
        } else if error.is_redirect() {
            (Kind::Redirect, cause)
        } else {
            (Kind::Broken, format!("the connection was lost: {cause}"))
        };
        Self::new(kind, message).caused_by(error)
    }

    /// The server reports an error with a status code that does not.
    pub(crate) fn reported(raw: &RawResponse) -> Self {
        let retries = raw.head.retries;
        Self::from_response(raw.clone().into()).after(retries)
    }

    /// The response, or its next chunk, was not received in time.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::new(Kind::Timeout, format!("timed out after {limit:?}"))
    }

    /// The server responded with success, but the response does not match the API documentation.
    pub(crate) fn undecodable(head: &Head, body: &Bytes, message: String) -> Self {
        let mut error = Self::new(Kind::Decode, message).after(head.retries);
        error.0.response = Some(ErrorResponse {
            status: head.status,
            headers: head.headers.clone(),
            body: body.clone(),
        });
        error
    }

    /// The text of a response cannot be read.
    pub(crate) fn unreadable(head: &Head, text: &Bytes, (message, source): Unreadable) -> Self {
        let error = Self::undecodable(head, text, message);
        match source {
            Some(source) => error.caused_by(source),
            None => error,
        }
    }

    /// Writing the response to the writer failed.
    pub(crate) fn unwritten(error: io::Error) -> Self {
        Self::new(Kind::Write, format!("cannot write the response: {error}")).caused_by(error)
    }

    /// The same error without the client's credentials.
    pub(crate) fn scrubbed(mut self, credentials: &Credentials) -> Self {
        let api = &mut self.0.api;
        credentials.scrub(&mut api.message);
        for text in [&mut api.code, &mut api.kind, &mut api.param]
            .into_iter()
            .flatten()
        {
            credentials.scrub(text);
        }
        if let Some(response) = &mut self.0.response {
            if let Some(text) = scrubbed_bytes(&response.body, credentials) {
                response.body = text.into();
            }
            for value in response.headers.values_mut() {
                if let Some(text) = scrubbed_bytes(value.as_bytes(), credentials) {
                    *value = HeaderValue::try_from(text)
                        .unwrap_or_else(|_| HeaderValue::from_static(""));
                }
            }
        }
        self
    }
}

/// The string without credentials, if it contained any.
fn scrubbed_bytes(bytes: &[u8], credentials: &Credentials) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut scrubbed = text.clone().into_owned();
    credentials.scrub(&mut scrubbed);
    (scrubbed != text).then_some(scrubbed)
}

pub(crate) fn root_cause(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
