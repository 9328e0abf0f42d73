//! The setters of credentials.

use super::{ClientBuilder, Credential, Scheme};

impl ClientBuilder {
    /// Sets the credential of a scheme.
    pub(crate) fn credential(mut self, scheme: &'static Scheme, credential: Credential) -> Self {
        self.credentials.set(scheme, credential);
        self
    }
}
