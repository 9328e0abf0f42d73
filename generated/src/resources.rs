// @generated from the OpenAPI document; do not edit

//! The resources of the API, accessed from the client.

pub mod admin;

use crate::Client;

impl Client {
    /// Invite and manage invitations for an organization.
    #[must_use]
    pub fn admin(&self) -> admin::Admin {
        admin::Admin {
            client: self.clone(),
        }
    }
}
