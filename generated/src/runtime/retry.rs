//! The retry policy: whether and when a failed request is sent again.
//!
//! The rules match those of the SDKs of large APIs, which servers expect.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::error::Error;

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
