// @generated from the OpenAPI document; do not edit

//! Invite and manage invitations for an organization.
//!
//! The resource `client.admin()`.

pub mod organization;

use crate::Client;

/// Invite and manage invitations for an organization.
#[derive(Clone, Debug)]
pub struct Admin {
    pub(crate) client: Client,
}

impl Admin {
    /// The resource `client.admin().organization()`.
    #[must_use]
    pub fn organization(&self) -> organization::Organization {
        organization::Organization {
            client: self.client.clone(),
        }
    }
}
