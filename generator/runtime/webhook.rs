//! Webhooks: whether they are the API's, and what they say.

use std::env::{self, VarError};
use std::fmt::{self, Debug, Formatter};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};
use ring::hmac::{Context, Key};
use subtle::ConstantTimeEq as _;

use super::Error;
use super::json_read::read_json;
use super::webhook_key::{from_base64, signing_keys};
use crate::webhook::{Event, SECRET_ENV};

/// What the libraries of Standard Webhooks and of large APIs allow.
const TOLERANCE: Duration = Duration::from_secs(300);

/// The names of each header: that of Standard Webhooks, and an older one.
const ID: [&str; 2] = ["webhook-id", "svix-id"];
const TIMESTAMP: [&str; 2] = ["webhook-timestamp", "svix-timestamp"];
const SIGNATURE: [&str; 2] = ["webhook-signature", "svix-signature"];

/// Verifies and reads webhook events, which the API sends to your server.
///
/// They are signed as [Standard Webhooks](https://www.standardwebhooks.com) specifies: the header
/// `webhook-signature` contains HMAC-SHA256 signatures (`v1`) of the header `webhook-id`, the
/// header `webhook-timestamp`, and the body. Headers named `svix-…` are accepted, too.
///
/// An event may arrive more than once. `webhook-id` identifies it.
#[derive(Clone)]
pub struct Webhooks {
    keys: Vec<Key>,
    tolerance: Duration,
    /// When messages have come; `None` is now.
    received_at: Option<SystemTime>,
}

impl Webhooks {
    /// Verifies with a secret in the format that the API shows: `whsec_` followed by base64.
    ///
    /// Without `whsec_`, both formats in use are accepted: base64 of at least 24 bytes, or a string
    /// whose bytes are the key.
    ///
    /// # Errors
    ///
    /// Fails if the secret is empty, an asymmetric key (`whpk_…`), or not base64 after `whsec_`
    /// ([`Error::is_builder`]).
    pub fn new(secret: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self {
            keys: signing_keys(secret.as_ref())?,
            tolerance: TOLERANCE,
            received_at: None,
        })
    }

    /// Verifies with the secret in the environment variable that [the crate
    /// documentation](crate#webhooks) names.
    ///
    /// # Errors
    ///
    /// Fails if the variable is not set, empty or not valid Unicode, or if [`Webhooks::new`]
    /// rejects its value ([`Error::is_builder`]).
    pub fn from_env() -> Result<Self, Error> {
        let problem = match env::var(SECRET_ENV) {
            Ok(secret) if !secret.is_empty() => return Self::new(secret),
            Err(VarError::NotUnicode(_)) => "is not valid Unicode",
            Ok(_) | Err(VarError::NotPresent) => "is not set",
        };
        let message = format!("the environment variable {SECRET_ENV} {problem}");
        Err(Error::builder(message))
    }

    /// Also accepts events that are signed with another secret, for the time of a key rotation.
    ///
    /// # Errors
    ///
    /// The same as those of [`Webhooks::new`].
    pub fn add_secret(mut self, secret: impl AsRef<str>) -> Result<Self, Error> {
        self.keys.extend(signing_keys(secret.as_ref())?);
        Ok(self)
    }

    /// Sets how much older or newer than the current time an event may be. The default is 300 s.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies events as of the given time instead of the current time, for stored events and for
    /// tests.
    #[must_use]
    pub fn received_at(mut self, time: SystemTime) -> Self {
        self.received_at = Some(time);
        self
    }

    /// Verifies and reads an event.
    ///
    /// The body must be the bytes that were received: JSON that was parsed and serialized again may
    /// differ.
    ///
    /// # Errors
    ///
    /// Fails if the event cannot be verified ([`Error::is_webhook`]), or if its body does not match
    /// the API documentation ([`Error::is_decode`]).
    #[doc(alias = "unwrap")]
    pub fn event(&self, headers: &HeaderMap, body: impl AsRef<[u8]>) -> Result<Event, Error> {
        let body = body.as_ref();
        self.verify(headers, body)?;
        read_json(body).map_err(|(message, source)| {
            let error = Error::no_event(format!("the webhook is not an event: {message}"));
            match source {
                Some(source) => error.caused_by(source),
                None => error,
            }
        })
    }

    /// Verifies an event.
    ///
    /// # Errors
    ///
    /// Fails if a header is missing or malformed, the event is older or newer than allowed, or no
    /// signature matches ([`Error::is_webhook`]).
    pub fn verify(&self, headers: &HeaderMap, body: impl AsRef<[u8]>) -> Result<(), Error> {
        let id = one(headers, ID)?.as_bytes();
        let timestamp = one(headers, TIMESTAMP)?.as_bytes();
        self.check_time(timestamp)?;
        let signatures = signatures(headers)?;
        let signed = [id, b".", timestamp, b".", body.as_ref()];
        let matches = |key: &Key| {
            let mut context = Context::with_key(key);
            for part in signed {
                context.update(part);
            }
            let tag = context.sign();
            let mut given = signatures.iter();
            given.any(|given| tag.as_ref().ct_eq(given).into())
        };
        if self.keys.iter().any(matches) {
            return Ok(());
        }
        Err(Error::unverified(
            "no signature of the webhook matches its content and the secret".to_owned(),
        ))
    }

    fn check_time(&self, timestamp: &[u8]) -> Result<(), Error> {
        let digits = str::from_utf8(timestamp)
            .ok()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(sent) = digits.and_then(|digits| digits.parse::<u64>().ok()) else {
            let [name, _] = TIMESTAMP;
            let message = format!("the webhook's header {name} is not a number of seconds");
            return Err(Error::unverified(message));
        };
        let now = self.received_at.unwrap_or_else(SystemTime::now);
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let difference = Duration::from_secs(now.abs_diff(sent));
        if difference <= self.tolerance {
            return Ok(());
        }
        let side = if sent < now { "old" } else { "in the future" };
        Err(Error::unverified(format!(
            "the webhook is {difference:?} {side}; at most {:?} is allowed",
            self.tolerance
        )))
    }
}

fn one<'h>(headers: &'h HeaderMap, names: [&str; 2]) -> Result<&'h HeaderValue, Error> {
    let mut values = names.into_iter().filter_map(|name| headers.get(name));
    values.next().ok_or_else(|| {
        let [name, _] = names;
        Error::unverified(format!("the webhook has no header {name}"))
    })
}

/// The signatures of the version that is known; a key that is being replaced makes several.
fn signatures(headers: &HeaderMap) -> Result<Vec<Vec<u8>>, Error> {
    one(headers, SIGNATURE)?;
    let values = SIGNATURE.iter().flat_map(|name| headers.get_all(*name));
    let entries = values.flat_map(|value| value.as_bytes().split(u8::is_ascii_whitespace));
    let signatures: Vec<_> = entries
        .filter_map(|entry| from_base64(entry.strip_prefix(b"v1,")?))
        .collect();
    if signatures.is_empty() {
        let [name, _] = SIGNATURE;
        let message = format!("the webhook's header {name} has no signature v1,<base64>");
        return Err(Error::unverified(message));
    }
    Ok(signatures)
}

/// Shows no secret.
impl Debug for Webhooks {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Webhooks")
            .field("tolerance", &self.tolerance)
            .field("received_at", &self.received_at)
            .finish_non_exhaustive()
    }
}
