//! `client.admin().organization().invites()`.

use crate::client::ADMIN_API_KEY;
use crate::runtime::{Client, Json, operation};
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
    ///
    /// # Arguments
    /// - `invite_id`: The ID of the invite to retrieve.
    ///
    /// # Example
    /// ```no_run
    /// # async fn example(client: openai_admin::Client) -> Result<(), openai_admin::Error> {
    /// let invite = client.admin().organization().invites().retrieve("invite_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// A documented answer:
    ///
    /// ```json
    /// {
    ///   "object": "organization.invite",
    ///   "id": "invite-abc",
    ///   "email": "user@example.com",
    ///   "role": "owner",
    ///   "status": "accepted",
    ///   "created_at": 1711471533,
    ///   "expires_at": 1711471533,
    ///   "accepted_at": 1711471533
    /// }
    /// ```
    pub fn retrieve(&self, invite_id: impl AsRef<str>) -> Retrieve {
        let request = Retrieve::for_client(&self.client)
            .path("invite_id", invite_id.as_ref());
        Retrieve { request }
    }
}

operation! {
    /// The request of [`Invites::retrieve`]; await it to send it.
    pub struct Retrieve: Json<types::Invite> => types::Invite {
        GET "/organization/invites/{invite_id}" accept "application/json" secured [[ADMIN_API_KEY]],
    }
}
