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

/// Verifies and reads webhooks: the messages that the API sends to a server of yours.
///
/// They are signed as [Standard Webhooks](https://www.standardwebhooks.com) has it: the header
/// `webhook-signature` holds HMAC-SHA256 signatures (`v1`) of the header `webhook-id`, the header
/// `webhook-timestamp` and the body. Headers called `svix-…` do as well.
///
/// A message may come twice: `webhook-id` tells.
#[derive(Clone)]
pub struct Webhooks {
    keys: Vec<Key>,
    tolerance: Duration,
    /// When messages have come; `None` is now.
    received_at: Option<SystemTime>,
}

impl Webhooks {
    /// Verifies with a secret, as the API has shown it: `whsec_` and base64.
    ///
    /// Without `whsec_`, both readings that are in use are allowed: the secret is base64 of at least
    /// 24 bytes, or a text whose bytes are the key.
    ///
    /// # Errors
    ///
    /// The secret is empty, an asymmetric key (`whpk_…`), or not base64 after `whsec_`
    /// ([`Error::is_builder`]).
    pub fn new(secret: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self {
            keys: signing_keys(secret.as_ref())?,
            tolerance: TOLERANCE,
            received_at: None,
        })
    }

    /// Verifies with the secret that an environment variable holds: [the crate](crate#webhooks)
    /// names it.
    ///
    /// # Errors
    ///
    /// The variable is not set, empty or not valid Unicode, or [`Webhooks::new`] does not take it
    /// ([`Error::is_builder`]).
    pub fn from_env() -> Result<Self, Error> {
        let problem = match env::var(SECRET_ENV) {
            Ok(secret) if !secret.is_empty() => return Self::new(secret),
            Err(VarError::NotUnicode(_)) => "is not valid Unicode",
            Ok(_) | Err(VarError::NotPresent) => "is not set",
        };
        let message = format!("the environment variable {SECRET_ENV} {problem}");
        Err(Error::builder(message))
    }

    /// Takes what is signed with another secret, too, while the one replaces the other.
    ///
    /// # Errors
    ///
    /// As [`Webhooks::new`].
    pub fn add_secret(mut self, secret: impl AsRef<str>) -> Result<Self, Error> {
        self.keys.extend(signing_keys(secret.as_ref())?);
        Ok(self)
    }

    /// Allows messages to be this much older or newer than the clock says; 300 s if not set.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies messages as of the time when they came, instead of now: for messages that were
    /// stored, and for tests.
    #[must_use]
    pub fn received_at(mut self, time: SystemTime) -> Self {
        self.received_at = Some(time);
        self
    }

    /// Verifies a message, and reads what it says.
    ///
    /// The body must be the bytes that came: JSON that was read and written again is another text.
    ///
    /// # Errors
    ///
    /// The message is not verified ([`Error::is_webhook`]), or it is, but its body is not what the
    /// API's description says ([`Error::is_decode`]).
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

    /// Verifies a message.
    ///
    /// # Errors
    ///
    /// A header is missing or malformed, the message is older or newer than allowed, or no
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
            "the webhook is {difference:?} {side}; up to {:?} are allowed",
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
