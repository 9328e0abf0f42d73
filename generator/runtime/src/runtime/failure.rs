//! Decides which error a failed connection or an unexpected response is.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING};

use super::error::body::{ApiError, reported};
use super::error::kind::Kind;
use super::error::{Error, ErrorResponse};
use super::json::Unreadable;
use super::request::Plan;
use super::response::{Head, RawResponse};
use super::syntax::{charset, decoded, essence, is_excluded};
use super::transport::Unsent;

impl From<RawResponse> for ErrorResponse {
    fn from(raw: RawResponse) -> Self {
        let (body, json) = match &raw.head.original {
            Some(original) => (original.body().clone(), Some(raw.body)),
            None => (raw.body, None),
        };
        Self {
            status: raw.head.status,
            headers: raw.head.headers,
            body,
            json,
            abroad: raw.head.abroad,
        }
    }
}

/// The error of this type among an error and its causes.
fn found<'e, E: StdError + 'static>(error: &'e (dyn StdError + 'static)) -> Option<&'e E> {
    let found = error.downcast_ref();
    found.or_else(|| self::found(error.source()?))
}

/// The body as text, if it is not already UTF-8: in the charset of its media type, or as far as it can be read.
pub(crate) fn in_utf_8(response: &ErrorResponse) -> Option<String> {
    let body = &response.body;
    let is_marked = body.starts_with(b"\xEF\xBB\xBF");
    // UTF-16 looks like UTF-8 with zeros.
    if str::from_utf8(body).is_ok() && !body.contains(&0) && !is_marked {
        return None;
    }
    let charset = charset(&response.headers).unwrap_or("utf-8");
    decoded(body, charset)
}

impl Error {
    /// The server responded that the request failed.
    pub(crate) fn from_response(mut response: ErrorResponse) -> Self {
        let api = match in_utf_8(&response) {
            None => ApiError::read(response.status, &response.body),
            Some(text) => {
                let text = Bytes::from(text);
                response.json = response.json.or_else(|| Some(text.clone()));
                ApiError::read(response.status, &text)
            }
        };
        let mut error = Self::new(Kind::Status, String::new());
        error.0.api = api;
        error.0.response = Some(response);
        error
    }

    /// No complete response was received.
    pub(crate) fn transport(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = error.into();
        if let Some(Unsent(reason)) = found(&*error) {
            return Self::invalid_request(reason.clone());
        }
        // The URL may hold what is private, and the caller knows it anyway.
        let error = match error.downcast::<reqwest::Error>() {
            Ok(error) => Box::new(error.without_url()),
            Err(error) => error,
        };
        let cause = root_cause(&*error);
        // A layer of the caller's may wrap it.
        let failed: Option<&reqwest::Error> = found(&*error);
        let is = |kind: fn(&reqwest::Error) -> bool| failed.is_some_and(kind);
        let (kind, message) = if is(reqwest::Error::is_timeout) && is(reqwest::Error::is_connect) {
            (Kind::Timeout, "timed out while connecting".to_owned())
        } else if is(reqwest::Error::is_timeout) {
            (Kind::Timeout, "timed out".to_owned())
        } else if is(reqwest::Error::is_connect) {
            // The HTTP client does not tell the status code.
            let cause = match &*cause {
                "invalid URL, scheme is not http" => {
                    "the crate was built without TLS; enable its cargo feature rustls"
                }
                "tunnel error: unsuccessful" => "the proxy refused to connect to the server",
                cause => cause,
            };
            (Kind::Connect, format!("cannot connect: {cause}"))
        } else if is(reqwest::Error::is_redirect) {
            (Kind::Redirect, cause)
        } else if is(reqwest::Error::is_builder) {
            // Nothing was sent, and nothing would be the next time, e.g. because the URL is too long.
            let message = format!("the request cannot be sent: {cause}");
            (Kind::InvalidRequest, message)
        } else {
            (Kind::Broken, format!("the connection was lost: {cause}"))
        };
        Self::new(kind, message).caused_by_box(error)
    }

    /// The server reported an error with a status code of success.
    pub(crate) fn reported(raw: &RawResponse) -> Self {
        let retries = raw.head.retries;
        Self::from_response(raw.clone().into()).after(retries)
    }

    /// The body of a successful response is of a type that the request does not accept.
    pub(crate) fn foreign(raw: &RawResponse, problem: &str) -> Self {
        if reported(&raw.body).is_some() {
            return Self::reported(raw);
        }
        let message = match ApiError::found(&raw.body) {
            Some(said) => format!("{problem}: {}", said.message),
            None => problem.to_owned(),
        };
        Self::undecodable(&raw.head, &raw.body, message)
    }

    /// The HTTP client cannot be set up.
    pub(crate) fn setup(error: impl StdError + Send + Sync + 'static) -> Self {
        let cause = root_cause(&error);
        Self::builder(format!("cannot set up the HTTP client: {cause}")).caused_by(error)
    }

    /// The body of a response is compressed in a way that the client did not ask for, or spelled in a way that the HTTP
    /// client does not know.
    pub(crate) fn compressed(raw: RawResponse, coding: &str) -> Self {
        let message = format!(
            "the response body is compressed with {coding}, which the client cannot decode"
        );
        let mut error = Self::from_response(raw.into());
        if error
            .0
            .response
            .as_ref()
            .is_some_and(|response| response.status.is_success())
        {
            error.0.kind = Kind::Decode;
        }
        error.0.api = ApiError {
            message,
            ..ApiError::default()
        };
        error
    }

    /// The response, or its next chunk, was not received in time.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::new(Kind::Timeout, format!("timed out after {limit:?}"))
    }

    /// The server responded with success, but the response does not match the API documentation.
    pub(crate) fn undecodable(head: &Head, body: &Bytes, message: String) -> Self {
        let mut error = Self::new(Kind::Decode, message).after(head.retries);
        let original = head.original.as_ref();
        error.0.response = Some(ErrorResponse {
            status: head.status,
            headers: head.headers.clone(),
            body: original.map_or(body, |original| original.body()).clone(),
            json: None,
            abroad: head.abroad,
        });
        error
    }

    /// The text of a response cannot be read.
    pub(crate) fn unreadable(head: &Head, text: &Bytes, why: Unreadable) -> Self {
        let error = Self::undecodable(head, text, why.message);
        match why.source {
            Some(source) => error.caused_by(source),
            None => error,
        }
    }

    /// Writing the response to the writer failed.
    pub(crate) fn unwritten(error: io::Error) -> Self {
        Self::new(Kind::Write, format!("cannot write the response: {error}")).caused_by(error)
    }
}

fn root_cause(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// The content codings that change a body (IANA, *HTTP Content Coding Registry*).
const CODINGS: [&str; 10] = [
    "aes128gcm",
    "br",
    "compress",
    "dcb",
    "dcz",
    "deflate",
    "exi",
    "gzip",
    "pack200-gzip",
    "zstd",
];

/// The content coding of a response that is still compressed although the caller did not ask for that (RFC 9110, section
/// 8.4.1). Such a response cannot be read, unless it is empty. Other values, such as a charset, are mistakes of servers.
pub(crate) fn compression(plan: &Plan, head: &Head) -> Option<String> {
    let settings = &plan.client.settings;
    let all = [&plan.options.headers, &plan.headers, &settings.headers];
    let asked = all
        .iter()
        .find_map(|headers| headers.get(ACCEPT_ENCODING)?.to_str().ok());
    let asked = asked.unwrap_or_default().to_ascii_lowercase();
    let asked: Vec<&str> = asked
        .split(',')
        .filter(|one| !is_excluded(one))
        .map(|one| essence(one).trim_start_matches("x-"))
        .collect();
    let is_compressed = |name: &str| {
        let name = name.trim_start_matches("x-");
        CODINGS.contains(&name) && !asked.contains(&name) && !asked.contains(&"*")
    };
    let lines = head.headers.get_all(CONTENT_ENCODING).into_iter();
    let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()));
    let lines: Vec<_> = lines.collect();
    let lines = lines.join(",");
    let names = lines.split(',').map(str::trim);
    let names = names.filter(|name| is_compressed(&name.to_ascii_lowercase()));
    let names: Vec<&str> = names.collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}
