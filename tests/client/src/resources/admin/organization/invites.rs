// @generated from the OpenAPI document; do not edit

//! Invite and manage invitations for an organization.
//!
//! The resource `client.admin().organization().invites()`.

use crate::Client;
use crate::client::ADMIN_API_KEY;
use crate::runtime::{Json, operation};
use crate::types;

/// Invite and manage invitations for an organization.
#[derive(Clone, Debug)]
pub struct Invites {
    pub(crate) client: Client,
}

impl Invites {
    /// Retrieves an invite.
    ///
    /// `GET /organization/invites/{invite_id}`
    #[doc = include_str!("../../../../docs/admin/organization/invites/retrieve.md")]
    pub fn retrieve(&self, invite_id: impl AsRef<str>) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core)
            .path("invite_id", invite_id.as_ref());
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Invites::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::Invite> => types::Invite {
        GET "/organization/invites/{invite_id}" accept "application/json" secured [[ADMIN_API_KEY]],
    }
}
