//! The one error type.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::Credentials;
use super::error_body::{ApiError, excerpt, one_line};
use super::error_kind::{
    BROKEN, BUILDER, CONNECT, DECODE, INVALID_REQUEST, Kind, REDIRECT, STATUS, TIMEOUT,
};
use super::response::{RawResponse, request_id};

/// The error of a client that could not be built, or of a request that failed.
///
/// `Display` prints a single line, suitable for a log. No part of the error contains credentials of
/// the client, even if the server sent them back.
pub struct Error(pub(super) Box<Inner>);

pub(super) struct Inner {
    kind: Kind,
    api: ApiError,
    /// The response that the error is about.
    pub(super) answer: Option<RawResponse>,
    retries: u32,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// How errors are made.
impl Error {
    pub(super) fn new(kind: Kind, message: String) -> Self {
        let api = ApiError {
            message,
            ..ApiError::default()
        };
        Self(Box::new(Inner {
            kind,
            api,
            answer: None,
            retries: 0,
            source: None,
        }))
    }

    /// A setting of the client cannot be used.
    pub(crate) fn builder(message: String) -> Self {
        Self::new(BUILDER, message)
    }

    /// The request cannot be sent as it is.
    pub(crate) fn invalid_request(message: String) -> Self {
        Self::new(INVALID_REQUEST, message)
    }

    /// No complete answer came.
    pub(crate) fn transport(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = match error.into().downcast::<reqwest::Error>() {
            // The URL may hold what is private, and the caller knows it anyway.
            Ok(error) => error.without_url(),
            Err(error) => {
                let cause = root_cause(&*error);
                let message = format!("the connection was lost: {cause}");
                return Self::new(BROKEN, message).caused_by_box(error);
            }
        };
        let cause = root_cause(&error);
        let (kind, message) = if error.is_timeout() && error.is_connect() {
            (TIMEOUT, "timed out while connecting".to_owned())
        } else if error.is_timeout() {
            (TIMEOUT, "timed out".to_owned())
        } else if error.is_connect() {
            (CONNECT, format!("cannot connect: {cause}"))
        } else if error.is_redirect() {
            (REDIRECT, cause)
        } else {
            (BROKEN, format!("the connection was lost: {cause}"))
        };
        Self::new(kind, message).caused_by(error)
    }

    /// The answer, or its next piece, did not come in time.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::new(TIMEOUT, format!("timed out after {limit:?}"))
    }

    /// The server answered that it did not do what it was asked for.
    pub(crate) fn answer(raw: RawResponse) -> Self {
        let api = ApiError::read(raw.head.status, &raw.body);
        let inner = Inner {
            kind: STATUS,
            api,
            answer: Some(raw),
            retries: 0,
            source: None,
        };
        Self(Box::new(inner))
    }

    /// What kind of error it is.
    pub(crate) fn kind(&self) -> Kind {
        self.0.kind
    }

    pub(crate) fn caused_by(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.caused_by_box(Box::new(source))
    }

    pub(crate) fn caused_by_box(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    /// The same error, after some retries.
    pub(crate) fn after(mut self, retries: u32) -> Self {
        self.0.retries = retries;
        self
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
        if let Some(answer) = &mut self.0.answer {
            if let Some(text) = scrubbed_bytes(&answer.body, credentials) {
                answer.body = text.into();
            }
            for value in answer.head.headers.values_mut() {
                if let Some(text) = scrubbed_bytes(value.as_bytes(), credentials) {
                    *value = HeaderValue::try_from(text)
                        .unwrap_or_else(|_| HeaderValue::from_static(""));
                }
            }
        }
        self
    }
}

/// The text without credentials, if there were any in it.
fn scrubbed_bytes(bytes: &[u8], credentials: &Credentials) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut scrubbed = text.clone().into_owned();
    credentials.scrub(&mut scrubbed);
    (scrubbed != text).then_some(scrubbed)
}

fn root_cause(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// What an error says.
impl Error {
    /// The HTTP status code, if the server responded.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.head.status)
    }

    /// The error message of the API if the response contains one, otherwise a message of this
    /// crate.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.api.message
    }

    /// The error code of the API, such as `invalid_api_key`. A number is returned as a string.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.api.code.as_deref()
    }

    /// The error type of the API, such as `invalid_request_error`.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        self.0.api.kind.as_deref()
    }

    /// The parameter that the API rejected.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        self.0.api.param.as_deref()
    }

    /// The id of the request (response header `x-request-id`), to include in support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// The response headers, if the server responded.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.head.headers)
    }

    /// The response body, if the server responded.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| &*answer.body)
    }

    /// The number of retries.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.0.retries
    }

    fn describe(&self, formatter: &mut Formatter<'_>, answer: &RawResponse) -> fmt::Result {
        write!(formatter, "{}", answer.head.status.as_str())?;
        let reason = answer.head.status.canonical_reason().unwrap_or_default();
        let message = one_line(self.message());
        if !reason.is_empty() {
            write!(formatter, " {reason}")?;
        }
        if message != reason {
            write!(formatter, ": {message}")?;
        }
        let broken = self.kind() == DECODE;
        let media = answer
            .head
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let body = excerpt(&answer.body);
        let notes = [
            ("code", self.code()),
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
                write!(formatter, "{before}{name}: {}", one_line(value))?;
                before = ", ";
            }
        }
        formatter.write_str(if before == ", " { ")" } else { "" })
    }
}

/// `404 Not Found: No such invite (code: not_found, request id: req_1)`
impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.answer {
            Some(answer) => self.describe(formatter, answer),
            None => formatter.write_str(&one_line(self.message())),
        }
    }
}

impl Debug for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("kind", &self.kind())
            .field("status", &self.status())
            .field("message", &self.message())
            .field("code", &self.code())
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
