//! The one error type of a crate that calls nothing.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};

/// The error of a webhook event that was rejected.
///
/// `Display` prints a single line, suitable for a log, without secrets.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Builder,
    Webhook,
    Decode,
}

/// How errors are made.
impl Error {
    fn new(kind: Kind, message: String) -> Self {
        Self(Box::new(Inner {
            kind,
            message,
            source: None,
        }))
    }

    /// A setting cannot be used.
    pub(crate) fn builder(message: String) -> Self {
        Self::new(Kind::Builder, message)
    }

    /// It cannot be told that the API has sent a message.
    pub(crate) fn unverified(message: String) -> Self {
        Self::new(Kind::Webhook, message)
    }

    /// The API has sent a message, but not one that its description knows.
    pub(crate) fn no_event(message: String) -> Self {
        Self::new(Kind::Decode, message)
    }

    pub(crate) fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }
}

/// What an error says.
impl Error {
    /// The error message.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// A secret is missing or invalid.
    #[must_use]
    pub fn is_builder(&self) -> bool {
        self.0.kind == Kind::Builder
    }

    /// A webhook event was rejected: a header is missing or malformed, the event is older or newer
    /// than allowed, or no signature matches.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.0.kind == Kind::Webhook
    }

    /// The data does not match the API documentation.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message.replace(char::is_control, " "))
    }
}

impl Debug for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
