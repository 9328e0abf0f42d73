//! Settings of a single request, and its time limits.

use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::client::header_names;
use super::error::Error;
use super::request::{Plan, set_own_header};
use super::style::percent;

/// Settings of a single request, which replace those of the client. They include settings that
/// requests have no methods for.
///
/// Pass them to a request with its `with` method.
#[derive(Clone, Default)]
#[must_use = "options do nothing unless they are passed to a request"]
pub struct RequestOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: HeaderMap,
    /// Pairs for the query, percent-encoded.
    pub(crate) query: Vec<String>,
    /// Members for a body that is a JSON object.
    pub(crate) body: Vec<(String, serde_json::Value)>,
    /// The first error, which awaiting the request returns.
    pub(crate) error: Option<String>,
}

impl RequestOptions {
    /// Creates empty options: the settings of the client apply.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the duration of each attempt, overriding the client's limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits the time without progress: while the request body is sent, until the response begins, and between two
    /// chunks of the response. It overrides the client's limit.
    pub fn idle_timeout(mut self, idle_timeout: Duration) -> Self {
        self.idle_timeout = Some(idle_timeout);
        self
    }

    /// Limits the total time of the request, overriding the client's limit. It does not end a stream that has begun.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Limits the number of retries, overriding the client's limit.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// Sets a header. It replaces a header of the same name that the client sets. The headers that frame the body
    /// (`content-length`, `transfer-encoding`) cannot be set.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(message) = set_own_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.error.get_or_insert(message);
        }
        self
    }

    /// Adds a query parameter that the API documentation does not describe.
    pub fn extra_query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (percent(name.as_ref()), percent(value.as_ref()));
        self.query.push(format!("{name}={value}"));
        self
    }

    /// Sets a member of the request body that the API documentation does not describe. The body
    /// must be a JSON object.
    pub fn extra_body(
        mut self,
        name: impl Into<String>,
        value: impl Into<serde_json::Value>,
    ) -> Self {
        self.body.push((name.into(), value.into()));
        self
    }

    /// These settings, with missing ones taken from `other`.
    pub(crate) fn over(mut self, other: Self) -> Self {
        let mut headers = other.headers;
        headers.extend(self.headers);
        self.headers = headers;
        self.query.splice(0..0, other.query);
        self.body.splice(0..0, other.body);
        self.timeout = self.timeout.or(other.timeout);
        self.idle_timeout = self.idle_timeout.or(other.idle_timeout);
        self.deadline = self.deadline.or(other.deadline);
        self.max_retries = self.max_retries.or(other.max_retries);
        self
    }

    /// Adds the members to the body of a request.
    pub(crate) fn extended(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        let Some((name, _)) = self.body.first() else {
            return Ok(());
        };
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let Ok(serde_json::Value::Object(mut object)) =
            serde_json::from_slice(body.unwrap_or(b"null"))
        else {
            return Err(Error::invalid_request(format!(
                "the member {name:?} cannot be added: the body is not a JSON object"
            )));
        };
        object.extend(self.body.iter().cloned());
        *request.body_mut() = Some(serde_json::Value::Object(object).to_string().into());
        Ok(())
    }
}

/// Shows neither the values of headers nor those of parameters.
impl Debug for RequestOptions {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestOptions")
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("headers", &header_names(&self.headers))
            .finish_non_exhaustive()
    }
}

/// The time limit of a request, including all attempts.
pub(crate) struct Deadline {
    limit: Option<Duration>,
    end: Option<Instant>,
    /// The error of the previous attempt, if the server responded: it is more helpful than a
    /// timeout.
    pub(crate) last: Option<Error>,
}

impl Deadline {
    pub(crate) fn of(plan: &Plan) -> Self {
        let limit = plan.options.deadline.or(plan.client.settings.deadline);
        Self {
            limit,
            end: limit.and_then(|limit| Instant::now().checked_add(limit)),
            last: None,
        }
    }

    pub(crate) fn left(&self) -> Duration {
        let left = |end: Instant| end.saturating_duration_since(Instant::now());
        self.end.map_or(Duration::MAX, left)
    }

    /// The error of an attempt; if the deadline ended it, the one that explains the request's failure.
    pub(crate) fn reason(&mut self, error: Error) -> Error {
        match self.limit {
            Some(limit) if error.is_timeout() && self.left().is_zero() => {
                let last = self.last.take();
                last.unwrap_or_else(|| Error::timed_out(limit))
            }
            _ => error,
        }
    }
}

/// The outcome of a request or an attempt, or a timeout.
pub(crate) async fn within<T>(
    limit: Duration,
    outcome: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let outcome = tokio::time::timeout(limit, outcome).await;
    outcome.unwrap_or_else(|_| Err(Error::timed_out(limit)))
}

impl Plan {
    /// The time limit for one attempt.
    pub(crate) fn time_limit(&self) -> Duration {
        self.options.timeout.unwrap_or(self.client.settings.timeout)
    }

    /// The maximum time without progress, if it is limited.
    pub(crate) fn idle_limit(&self) -> Option<Duration> {
        let settings = &self.client.settings;
        self.options.idle_timeout.or(settings.idle_timeout)
    }

    /// Waits for the next chunk of a response.
    pub(crate) async fn in_time<T>(
        &self,
        piece: impl Future<Output = reqwest::Result<T>>,
    ) -> Result<T, Error> {
        let piece = match self.idle_limit() {
            None => Ok(piece.await),
            Some(limit) => tokio::time::timeout(limit, piece).await.map_err(|_| limit),
        };
        piece.map_err(Error::timed_out)?.map_err(Error::transport)
    }
}
