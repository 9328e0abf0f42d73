//! Webhooks: verifies that the API sent an event, and reads it.

use std::env::{self, VarError};
use std::fmt::{self, Debug, Formatter};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::{HeaderMap, HeaderValue};
use ring::hmac::{Context, HMAC_SHA256, Key};
use subtle::ConstantTimeEq as _;

use super::error::Error;
use super::json::{self, Wire};

/// The tolerance that the Standard Webhooks libraries and large APIs use.
const TOLERANCE: Duration = Duration::from_secs(300);

/// The names of each header: the one in Standard Webhooks, and an older one.
const ID: [&str; 2] = ["webhook-id", "svix-id"];
const TIMESTAMP: [&str; 2] = ["webhook-timestamp", "svix-timestamp"];
const SIGNATURE: [&str; 2] = ["webhook-signature", "svix-signature"];

/// Verifies webhooks. The macro `webhooks!` documents the settings.
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<Key>,
    tolerance: Duration,
    /// The time when events were received; `None` is the current time.
    received_at: Option<SystemTime>,
}

impl Verifier {
    /// Creates a verifier from a secret.
    ///
    /// # Errors
    ///
    /// The secret cannot be used ([`Error::is_builder`]).
    pub fn new(secret: &str) -> Result<Self, Error> {
        Ok(Self {
            keys: signing_keys(secret)?,
            tolerance: TOLERANCE,
            received_at: None,
        })
    }

    /// Creates a verifier from the secret in an environment variable.
    ///
    /// # Errors
    ///
    /// The variable is not set, empty or not valid Unicode, or its value cannot be used
    /// ([`Error::is_builder`]).
    pub fn from_env(variable: &str) -> Result<Self, Error> {
        let problem = match env::var(variable) {
            Ok(secret) if !secret.is_empty() => return Self::new(&secret),
            Err(VarError::NotUnicode(_)) => "is not valid Unicode",
            Ok(_) | Err(VarError::NotPresent) => "is not set",
        };
        let message = format!("the environment variable {variable} {problem}");
        Err(Error::builder(message))
    }

    /// Also accepts another secret.
    ///
    /// # Errors
    ///
    /// The secret cannot be used ([`Error::is_builder`]).
    pub fn add_secret(&mut self, secret: &str) -> Result<(), Error> {
        self.keys.extend(signing_keys(secret)?);
        Ok(())
    }

    /// Allows the timestamps of events to differ from the current time by up to this much.
    pub fn tolerance(&mut self, tolerance: Duration) {
        self.tolerance = tolerance;
    }

    /// Verifies events as of the time when they were received, instead of the current time.
    pub fn received_at(&mut self, time: SystemTime) {
        self.received_at = Some(time);
    }

    /// Verifies and reads an event. An optional member with a value of the wrong type is read as missing, as in
    /// responses.
    ///
    /// # Errors
    ///
    /// Fails if the event cannot be verified ([`Error::is_webhook`]), or if its body does not match
    /// the API documentation ([`Error::is_decode`]).
    pub fn event<T: Wire>(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, Error> {
        self.verify(headers, body)?;
        let received = json::receive(body, false).map_err(|why| {
            let message = why.message;
            let error = Error::no_event(format!("the webhook event is invalid: {message}"));
            match why.source {
                Some(source) => error.caused_by(source),
                None => error,
            }
        })?;
        Ok(received.data)
    }

    /// Verifies an event.
    ///
    /// # Errors
    ///
    /// Fails if a header is missing or malformed, the event is older or newer than allowed, or no
    /// signature matches ([`Error::is_webhook`]).
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Error> {
        let id = one(headers, ID)?.as_bytes();
        let timestamp = one(headers, TIMESTAMP)?.as_bytes();
        self.check_time(timestamp)?;
        let signatures = signatures(headers)?;
        let signed = [id, b".", timestamp, b".", body];
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
            "no signature of the webhook matches its content".to_owned(),
        ))
    }

    fn check_time(&self, timestamp: &[u8]) -> Result<(), Error> {
        let digits = str::from_utf8(timestamp)
            .ok()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(sent) = digits.and_then(|digits| digits.parse::<u64>().ok()) else {
            let [name, _] = TIMESTAMP;
            let message = format!("the webhook header {name} is not a Unix timestamp in seconds");
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
            "the webhook timestamp is {difference:?} {side}; at most {:?} is allowed",
            self.tolerance
        )))
    }
}

fn one<'h>(headers: &'h HeaderMap, names: [&str; 2]) -> Result<&'h HeaderValue, Error> {
    let mut values = names.into_iter().filter_map(|name| headers.get(name));
    values.next().ok_or_else(|| {
        let [name, _] = names;
        Error::unverified(format!("the webhook header {name} is missing"))
    })
}

/// The signatures of the supported version; there are several while a key is being replaced.
fn signatures(headers: &HeaderMap) -> Result<Vec<Vec<u8>>, Error> {
    one(headers, SIGNATURE)?;
    let values = SIGNATURE.iter().flat_map(|name| headers.get_all(*name));
    let entries = values.flat_map(|value| value.as_bytes().split(u8::is_ascii_whitespace));
    let signatures: Vec<_> = entries
        .filter_map(|entry| from_base64(entry.strip_prefix(b"v1,")?))
        .collect();
    if signatures.is_empty() {
        let [name, _] = SIGNATURE;
        let message = format!(
            "the webhook header {name} does not contain a signature of the form v1,<base64>"
        );
        return Err(Error::unverified(message));
    }
    Ok(signatures)
}

/// Does not show the secret.
impl Debug for Verifier {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Webhooks")
            .field("tolerance", &self.tolerance)
            .field("received_at", &self.received_at)
            .finish_non_exhaustive()
    }
}

/// The minimum length of a key, in bytes, that Standard Webhooks allows.
const SHORTEST: usize = 24;

/// Standard Base64, with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes of a Base64 string.
pub(crate) fn from_base64(text: impl AsRef<[u8]>) -> Option<Vec<u8>> {
    Engine::decode(&BASE64, text).ok()
}

/// The keys that a secret may represent.
pub(crate) fn signing_keys(secret: &str) -> Result<Vec<Key>, Error> {
    let refuse = |problem: &str| Err(Error::builder(format!("the webhook secret {problem}")));
    if secret.starts_with("whpk_") || secret.starts_with("whsk_") {
        return refuse(
            "is an asymmetric key, which is not supported; use a symmetric secret, such as one that starts with whsec_",
        );
    }
    let keys: Vec<Vec<u8>> = if let Some(text) = secret.strip_prefix("whsec_") {
        let Some(key) = from_base64(text) else {
            return refuse("is not valid Base64 after whsec_");
        };
        vec![key]
    } else {
        let decoded = from_base64(secret).filter(|key| key.len() >= SHORTEST);
        decoded.into_iter().chain([secret.into()]).collect()
    };
    // Anyone can sign with an empty key.
    if keys.iter().any(Vec::is_empty) {
        return refuse("is empty");
    }
    Ok(keys.iter().map(|key| Key::new(HMAC_SHA256, key)).collect())
}

/// Defines the type that verifies webhooks of an API, in the crate that calls the macro.
///
/// `webhooks! { Event "SECRET" }` takes the type of all events, and the environment variable that
/// holds the secret.
#[doc(hidden)]
#[macro_export]
macro_rules! __webhooks {
    ($event:ty, $variable:literal) => {
        /// Verifies and reads webhook events, which the API sends to your server.
        ///
        /// They are signed according to [Standard Webhooks](https://www.standardwebhooks.com): the
        /// header `webhook-signature` holds HMAC-SHA256 signatures (`v1`) of the header
        /// `webhook-id`, the header `webhook-timestamp` and the body. Headers named `svix-…` are
        /// read as well.
        ///
        /// An event may be delivered twice; `webhook-id` identifies it.
        #[derive(::std::clone::Clone)]
        pub struct Webhooks {
            verifier: $crate::runtime::Verifier,
        }

        impl Webhooks {
            /// Creates a verifier from a secret in the format that the API shows: `whsec_` followed
            /// by Base64.
            ///
            /// Without `whsec_`, both formats in use are accepted: Base64 of at least 24 bytes, or
            /// a string whose bytes are the key.
            ///
            /// # Errors
            ///
            /// Fails if the secret is empty, an asymmetric key (`whpk_…` or `whsk_…`), or not Base64 after `whsec_`
            /// ([`Error::is_builder`](crate::Error::is_builder)).
            pub fn new(
                secret: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> ::std::result::Result<Self, $crate::runtime::Error> {
                let verifier = $crate::runtime::Verifier::new(secret.as_ref())?;
                ::std::result::Result::Ok(Self { verifier })
            }

            /// Creates a verifier from the secret in the environment variable that [the crate
            /// documentation](crate#webhooks) names.
            ///
            /// # Errors
            ///
            /// Fails if the variable is missing, empty or not valid Unicode, or [`Webhooks::new`] does not
            /// accept its value ([`Error::is_builder`](crate::Error::is_builder)).
            pub fn from_env() -> ::std::result::Result<Self, $crate::runtime::Error> {
                let verifier = $crate::runtime::Verifier::from_env($variable)?;
                ::std::result::Result::Ok(Self { verifier })
            }

            /// Also accepts events that are signed with another secret, for use while one secret replaces the
            /// other.
            ///
            /// # Errors
            ///
            /// The same errors as [`Webhooks::new`].
            pub fn add_secret(
                mut self,
                secret: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> ::std::result::Result<Self, $crate::runtime::Error> {
                self.verifier.add_secret(secret.as_ref())?;
                ::std::result::Result::Ok(self)
            }

            /// Allows the timestamps of events to differ from the current time by up to this much. The default
            /// is 300 s.
            #[must_use]
            pub fn tolerance(mut self, tolerance: ::std::time::Duration) -> Self {
                self.verifier.tolerance(tolerance);
                self
            }

            /// Verifies events as of the given time instead of the current time, for stored events
            /// and for tests.
            #[must_use]
            pub fn received_at(mut self, time: ::std::time::SystemTime) -> Self {
                self.verifier.received_at(time);
                self
            }

            /// Verifies and reads an event.
            ///
            /// The body must be the bytes that were received: JSON that was parsed and serialized
            /// again may differ. An optional member with a value of the wrong type is read as missing, as in
            /// responses.
            ///
            /// # Errors
            ///
            /// Fails if the event cannot be verified ([`Error::is_webhook`](crate::Error::is_webhook)), or if
            /// its body does not match the API documentation
            /// ([`Error::is_decode`](crate::Error::is_decode)).
            #[doc(alias = "unwrap")]
            pub fn event(
                &self,
                headers: &$crate::runtime::HeaderMap,
                body: impl ::std::convert::AsRef<[::std::primitive::u8]>,
            ) -> ::std::result::Result<$event, $crate::runtime::Error> {
                self.verifier.event(headers, body.as_ref())
            }

            /// Verifies an event.
            ///
            /// # Errors
            ///
            /// Fails if a header is missing or malformed, the event is older or newer than allowed, or no
            /// signature matches ([`Error::is_webhook`](crate::Error::is_webhook)).
            pub fn verify(
                &self,
                headers: &$crate::runtime::HeaderMap,
                body: impl ::std::convert::AsRef<[::std::primitive::u8]>,
            ) -> ::std::result::Result<(), $crate::runtime::Error> {
                self.verifier.verify(headers, body.as_ref())
            }
        }

        /// Does not show the secret.
        impl ::std::fmt::Debug for Webhooks {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.verifier, formatter)
            }
        }
    };
}

#[doc(hidden)]
pub use __webhooks as webhooks;
