//! What can be wrong with a webhook.

use super::Error;
use super::error_kind::{DECODE, Kind};

const WEBHOOK: Kind = Kind("Webhook");

impl Error {
    /// It cannot be told that the API has sent a message.
    pub(crate) fn unverified(message: String) -> Self {
        Self::new(WEBHOOK, message)
    }

    /// The API has sent a message, but not one that its description knows.
    pub(crate) fn no_event(message: String) -> Self {
        Self::new(DECODE, message)
    }

    /// A webhook event was rejected: a header is missing or malformed, the event is older or newer
    /// than allowed, or no signature matches.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.kind() == WEBHOOK
    }
}
