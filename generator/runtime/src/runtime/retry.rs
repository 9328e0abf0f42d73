//! When a request is sent again: its time limits, the retry policy, and requests that are repeated until a job is done.
//!
//! The rules of retries match those of the SDKs of large APIs, which servers expect.

use std::hash::{BuildHasher as _, RandomState};
use std::panic::catch_unwind;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use tokio::time::{Instant, Sleep};

use super::error::Error;
use super::request::{Call, Plan};
use super::response::Response;

/// A timer of the current runtime, if it has timers. Tokio reports that there are none only by a panic.
pub(crate) fn timer(limit: Duration) -> Option<Sleep> {
    catch_unwind(|| tokio::time::sleep(limit)).ok()
}

/// The time limit of a request, including all attempts.
pub(crate) struct Deadline {
    limit: Option<Duration>,
    end: Option<Instant>,
    /// The error of the last attempt to which the server responded: it is more helpful than a
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

impl Plan {
    /// The delay before the request is sent again; `None` if it is not.
    pub(super) fn pause(
        &self,
        error: &Error,
        retries: u32,
        renewed: &mut bool,
        left: Duration,
    ) -> Option<Duration> {
        // Even if this request cannot be sent again, the next one should have another credential.
        let renews = self.renews(error);
        if !self.is_repeatable() {
            return None;
        }
        // To send the request with another credential is not a retry.
        let retries = retries - u32::from(*renewed);
        let settings = &self.client.settings;
        let max_retries = self.options.max_retries.unwrap_or(settings.max_retries);
        let pause = pause(error, retries).filter(|_| retries < max_retries);
        let pause = pause.filter(|pause| *pause < left);
        if pause.is_none() && renews && !*renewed {
            *renewed = true;
            return Some(Duration::ZERO);
        }
        pause
    }

    /// Whether another credential is available that the server may accept.
    fn renews(&self, error: &Error) -> bool {
        let credentials = &self.client.settings.credentials;
        let response = error.0.response.as_ref();
        // Another origin receives no credentials, so renewing them would not help.
        response.is_some_and(|one| one.status == StatusCode::UNAUTHORIZED && !one.abroad)
            && credentials.renew(self.endpoint.security, &self.sent, self.given())
    }
}

/// The first pause between two requests.
const FIRST_POLL: Duration = Duration::from_millis(500);

/// The longest pause, unless the server asks for a longer one.
const LONGEST_POLL: Duration = Duration::from_secs(10);

/// Sends a request again and again until `is_done` accepts the response, for example while a job is running.
///
/// The pause between two requests grows from half a second to ten seconds. If the response has the header `retry-after`
/// or `retry-after-ms`, the pause is at least as long as it says, up to two minutes. The total time is not limited; to
/// limit it, use a function such as `tokio::time::timeout`. Dropping the future stops the requests.
///
/// In an API with batches:
///
/// ```text
/// let batch = poll_until(|| client.batches().retrieve(&id).send(), |batch| batch.status != "in_progress").await?;
/// ```
///
/// # Errors
///
/// A request fails, after as many retries as its options allow.
pub async fn poll_until<T>(
    mut request: impl FnMut() -> Call<Response<T>>,
    mut is_done: impl FnMut(&T) -> bool,
) -> Result<T, Error> {
    let mut pause = FIRST_POLL;
    loop {
        let response = request().await?;
        if is_done(response.data()) {
            return Ok(response.into_inner());
        }
        let asked = asked(response.headers()).unwrap_or_default();
        tokio::time::sleep(pause.max(asked.min(Duration::from_secs_f64(LONGEST_ASKED)))).await;
        pause = LONGEST_POLL.min(pause * 2);
    }
}
