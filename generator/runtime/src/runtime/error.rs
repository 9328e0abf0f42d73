//! The error type.

pub(crate) mod body;
pub(crate) mod kind;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use body::{ApiError, excerpt, media_type, one_line};
use kind::Kind;

/// An error from building a client, sending a request, or verifying a webhook event.
///
/// It prints as one line that is suitable for a log; long messages are cut off. It never contains any of the client's
/// credentials of at least 8 characters, even if the server sent them back.
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: Kind,
    pub(crate) api: ApiError,
    /// The response that the error is about.
    pub(crate) response: Option<ErrorResponse>,
    retries: u32,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The response that an error is about.
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether it is from another origin, which did not receive any credentials.
    pub(crate) abroad: bool,
    /// The body converted to JSON in UTF-8, if it has another syntax or encoding.
    pub(crate) json: Option<Bytes>,
}

/// The value of `x-request-id`, as most APIs call it, or of `request-id`.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let value = headers
        .get("x-request-id")
        .or_else(|| headers.get("request-id"))?;
    value.to_str().ok()
}

/// Constructors.
impl Error {
    pub(crate) fn new(kind: Kind, message: String) -> Self {
        let api = ApiError {
            message,
            ..ApiError::default()
        };
        Self(Box::new(Inner {
            kind,
            api,
            response: None,
            retries: 0,
            source: None,
        }))
    }

    /// A setting of the client cannot be used.
    pub(crate) fn builder(message: String) -> Self {
        Self::new(Kind::Builder, message)
    }

    /// The request cannot be sent as it is.
    pub(crate) fn invalid_request(message: String) -> Self {
        Self::new(Kind::InvalidRequest, message)
    }

    /// It cannot be verified that the API sent the event.
    pub(crate) fn unverified(message: String) -> Self {
        Self::new(Kind::Webhook, message)
    }

    /// The API sent an event, but not one that the API documentation describes.
    pub(crate) fn no_event(message: String) -> Self {
        Self::new(Kind::Decode, message)
    }

    /// The kind of the error.
    pub(crate) fn kind(&self) -> Kind {
        self.0.kind
    }

    pub(crate) fn caused_by(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.caused_by_box(Box::new(source))
    }

    pub(crate) fn caused_by_box(self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.caused_by_shared(source.into())
    }

    /// The same error with a source that other errors have, too.
    pub(crate) fn caused_by_shared(mut self, source: Arc<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    /// The same error, after some retries.
    pub(crate) fn after(mut self, retries: u32) -> Self {
        self.0.retries = retries;
        self
    }
}

/// The parts of an error.
impl Error {
    /// The HTTP status code, if the server responded.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// The message from the API if one was found, or else a description of the error.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.api.message
    }

    /// The error code from the API, such as `invalid_api_key`. A number is returned as a string.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.api.code.as_deref()
    }

    /// The error type from the API, such as `invalid_request_error`.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        self.0.api.kind.as_deref()
    }

    /// The parameter that the API rejected.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        self.0.api.param.as_deref()
    }

    /// The request ID (response header `x-request-id` or `request-id`), to include in support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// The response headers, if the server responded.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// The response body, if the server responded.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.response.as_ref().map(|response| &*response.body)
    }

    /// The body of the response as a `T`, such as a type listed under the errors of a method; `None` if there is no
    /// body, or if it is not a `T`.
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        let response = self.0.response.as_ref()?;
        serde_json::from_slice(response.json.as_ref().unwrap_or(&response.body)).ok()
    }

    /// The number of retries.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.0.retries
    }

    fn describe(&self, formatter: &mut Formatter<'_>, response: &ErrorResponse) -> fmt::Result {
        let reason = response.status.canonical_reason().unwrap_or_default();
        let status = format!("{} {reason}", response.status.as_str());
        let status = status.trim_end();
        formatter.write_str(status)?;
        let message = one_line(&short(self.message()));
        if message != reason && message != status {
            write!(formatter, ": {message}")?;
        }
        let broken = self.kind() == Kind::Decode;
        let media = media_type(&response.headers);
        let body = excerpt(&response.body);
        let notes = [
            ("code", self.code().filter(|code| *code != self.message())),
            ("content type", media.filter(|_| broken)),
            ("request id", self.request_id()),
            (
                "body",
                Some(body.as_str()).filter(|body| broken && !body.is_empty()),
            ),
        ];
        let mut before = " (";
        for (name, value) in notes {
            if let Some(value) = value {
                write!(formatter, "{before}{name}: {}", one_line(&short(value)))?;
                before = ", ";
            }
        }
        formatter.write_str(if before == ", " { ")" } else { "" })
    }
}

/// The number of bytes of a message or a code that are shown.
const LONGEST: usize = 1 << 10;

/// The start of a string.
fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return text.into();
    }
    let start = (0..=LONGEST).rev().find_map(|end| text.get(..end));
    format!("{}…", start.unwrap_or_default()).into()
}

/// `404 Not Found: No such invite (code: not_found, request id: req_1)`
impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.response {
            Some(response) => self.describe(formatter, response),
            None => formatter.write_str(&one_line(&short(self.message()))),
        }
    }
}

impl Debug for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("kind", &self.kind())
            .field("status", &self.status())
            .field("message", &short(self.message()))
            .field("code", &self.code().map(short))
            .field("error_type", &self.error_type())
            .field("param", &self.param())
            .field("request_id", &self.request_id())
            .field("body", &self.body().map(excerpt))
            .field("retries", &self.0.retries)
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
