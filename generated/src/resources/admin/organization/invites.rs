//! `client.admin().organization().invites()`.

use reqwest::Method;

use crate::client::ADMIN_API_KEY;
use crate::runtime::{Client, Endpoint, Json, Request, operation};
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
    ///
    /// - `invite_id`: The ID of the invite to retrieve.
    ///
    /// # Errors
    ///
    /// Awaiting the request fails with an [`Error`](crate::Error) if it cannot be sent or answered.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), openai_admin::Error> {
    /// let client = openai_admin::Client::from_env()?;
    /// let invite = client.admin().organization().invites().retrieve("invite_id").await?;
    /// println!("{invite:#?}");
    /// # Ok(())
    /// # }
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
        static ENDPOINT: Endpoint = Endpoint {
            method: Method::GET,
            path: "/organization/invites/{invite_id}",
            security: &[&[&ADMIN_API_KEY]],
            accept: "application/json",
        };
        let request = Request::new(&self.client, &ENDPOINT)
            .path("invite_id", invite_id.as_ref());
        Retrieve { request }
    }
}

/// The request of [`Invites::retrieve`]; await it to send it.
#[derive(Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct Retrieve {
    request: Request<Json<types::Invite>>,
}

operation!(Retrieve -> types::Invite);
