//! The resources of the API, as they hang on the client.

pub mod admin;

use crate::runtime::Client;

impl Client {
    /// Invite and manage invitations for an organization.
    #[must_use]
    pub fn admin(&self) -> admin::Admin {
        admin::Admin {
            client: self.clone(),
        }
    }
}
