//! What a client tells of each try of a request.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};

use super::Error;
use super::request::Endpoint;
use super::response::Head;

/// A finished attempt of a request.
///
/// [`ClientBuilder::on_attempt`](super::ClientBuilder::on_attempt) receives each attempt.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) retries: u32,
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Result<&'a Head, &'a Error>,
    pub(crate) pause: Option<Duration>,
}

impl<'a> Attempt<'a> {
    /// The method of the operation.
    #[must_use]
    pub fn method(&self) -> &'static Method {
        &self.endpoint.method
    }

    /// The path template of the operation, e.g. `/invites/{invite_id}`.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.endpoint.path
    }

    /// The number of attempts before this one.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// The duration of the attempt, including redirects; for a stream, until its first byte.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The HTTP status code, if the server responded.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.outcome
            .map_or_else(Error::status, |head| Some(head.status))
    }

    /// The response headers, if the server responded.
    #[must_use]
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        self.outcome
            .map_or_else(Error::headers, |head| Some(&head.headers))
    }

    /// The error, if the attempt failed.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.outcome.err()
    }

    /// The time that the client waits before it retries the request; `None` if it does not retry.
    #[must_use]
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

impl Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attempt")
            .field("method", self.method())
            .field("path", &self.path())
            .field("retries", &self.retries)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .field("error", &self.error())
            .field("pause", &self.pause)
            .finish()
    }
}

type OnRequest = Arc<dyn Fn(&mut reqwest::Request) + Send + Sync>;
type OnAttempt = Arc<dyn Fn(&Attempt<'_>) + Send + Sync>;

/// What is to be called around each try.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) before: Vec<OnRequest>,
    pub(crate) after: Vec<OnAttempt>,
}

impl Hooks {
    pub(crate) fn before(&self, request: &mut reqwest::Request) {
        for hook in &self.before {
            hook(request);
        }
    }

    pub(crate) fn after(&self, attempt: &Attempt<'_>) {
        for hook in &self.after {
            hook(attempt);
        }
    }
}
