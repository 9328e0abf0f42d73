//! The setters of credentials.

use super::{ClientBuilder, Scheme};

impl ClientBuilder {
    /// Sets the credential of a scheme.
    pub(crate) fn credential(mut self, scheme: &'static Scheme, value: String) -> Self {
        self.credentials.set(scheme, value);
        self
    }
}
