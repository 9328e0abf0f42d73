// @generated from the OpenAPI document; do not edit

//! The resource `client.admin().organization()`.

pub mod invites;

use crate::Client;

/// The resource `client.admin().organization()`.
#[derive(Clone, Debug)]
pub struct Organization {
    pub(crate) client: Client,
}

impl Organization {
    /// Invite and manage invitations for an organization.
    #[must_use]
    pub fn invites(&self) -> invites::Invites {
        invites::Invites {
            client: self.client.clone(),
        }
    }
}
