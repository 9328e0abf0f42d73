//! Settings of a single request, its time limits, and the retry policy: whether and when a failed request is sent
//! again.
//!
//! The rules of retries match those of the SDKs of large APIs, which servers expect.

use std::fmt::{self, Debug, Formatter};
use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
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

/// The first delay, in seconds, if the server does not request one; it doubles with each retry.
const FIRST: f64 = 0.5;
const LONGEST: f64 = 8.0;

/// The longest delay, in seconds, that a server may request. If it requests a longer one, the
/// request fails.
const LONGEST_ASKED: f64 = 120.0;

/// The delay before the next attempt, or `None` if the request should not be retried.
pub(crate) fn pause(error: &Error, retries: u32) -> Option<Duration> {
    let headers = error.headers();
    let worthwhile = match error.status() {
        Some(status) => asked_to_retry(headers).unwrap_or_else(|| is_passing(status)),
        None => error.is_transport(),
    };
    if !worthwhile {
        return None;
    }
    match headers
        .and_then(asked_pause)
        .filter(|seconds| *seconds > 0.0)
    {
        Some(seconds) if seconds > LONGEST_ASKED => None,
        Some(seconds) => Some(Duration::from_secs_f64(seconds)),
        None => Some(Duration::from_secs_f64(back_off(retries))),
    }
}

/// Request Timeout, Conflict (a lock that is held), Too Many Requests, and server errors.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 409 | 429) || status.is_server_error()
}

/// The instruction of the server, which takes precedence over the status code.
fn asked_to_retry(headers: Option<&HeaderMap>) -> Option<bool> {
    match headers?.get("x-should-retry")?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

/// The delay that the server requests, in seconds: `retry-after-ms`, or else `Retry-After`, which
/// holds seconds or a date (RFC 9110, section 10.2.3).
fn asked_pause(headers: &HeaderMap) -> Option<f64> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |text: &str| text.parse().ok().filter(|number: &f64| number.is_finite());
    if let Some(milliseconds) = text("retry-after-ms").and_then(number) {
        return Some(milliseconds / 1000.0);
    }
    let after = text(RETRY_AFTER.as_str())?;
    number(after).or_else(|| {
        let date = httpdate::parse_http_date(after).ok()?;
        Some(date.duration_since(SystemTime::now()).ok()?.as_secs_f64())
    })
}

/// The delay that the server requests.
pub(crate) fn asked(headers: &HeaderMap) -> Option<Duration> {
    Duration::try_from_secs_f64(asked_pause(headers)?).ok()
}

impl Error {
    /// The delay that the server asks for before a retry (response header `retry-after-ms` or
    /// `retry-after`; RFC 9110, section 10.2.3).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        asked(self.headers()?)
    }
}

/// `min(0.5 · 2ⁿ, 8)` seconds, minus a random part of up to a quarter, so that clients that failed
/// together do not retry together.
fn back_off(retries: u32) -> f64 {
    let doublings = i32::try_from(retries.min(16)).unwrap_or_default();
    (FIRST * 2.0_f64.powi(doublings)).min(LONGEST) * (1.0 - 0.25 * random())
}

/// A string that is unique to a request: a version 4 UUID (RFC 9562, section 5.4).
pub(crate) fn unique() -> String {
    let half = random_bits;
    let (high, low) = (half() & !0xF000 | 0x4000, half() & !(3 << 62) | 1 << 63);
    let text = format!("{high:016x}{low:016x}");
    let ends = [0, 8, 12, 16, 20, 32];
    let groups = ends.windows(2).filter_map(|ends| match ends {
        &[from, to] => text.get(from..to),
        _ => None,
    });
    groups.collect::<Vec<_>>().join("-")
}

/// A number from 0 to 1.
///
/// Do not derive secrets from it.
fn random() -> f64 {
    let high = u32::try_from(random_bits() >> 32).unwrap_or_default();
    f64::from(high) / f64::from(u32::MAX)
}

/// Bits that differ between calls, threads and processes; they are sufficient for delays and request IDs.
///
/// The standard library generates random keys once per thread and increments them for every further
/// `RandomState` of that thread. `SipHash` turns even such keys into unrelated numbers. A process that was
/// forked has the keys of its parent, but another ID.
fn random_bits() -> u64 {
    RandomState::new().hash_one(std::process::id())
}
