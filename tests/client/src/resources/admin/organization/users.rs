// @generated from the OpenAPI document; do not edit

//! The resource `client.admin().organization().users()`.

use crate::Client;
use crate::client::ADMIN_API_KEY;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.admin().organization().users()`.
#[derive(Clone, Debug)]
pub struct Users {
    pub(crate) client: Client,
}

impl Users {
    /// Retrieves a user of the organization.
    ///
    /// `GET /organization/users/{user_id}`
    #[doc = include_str!("../../../../docs/admin/organization/users/retrieve.md")]
    pub fn retrieve(&self, user_id: impl AsRef<str>) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core)
            .path("user_id", user_id.as_ref());
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Users::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::User> => types::User {
        GET "/organization/users/{user_id}" accept "application/json" secured [[ADMIN_API_KEY]],
    }
}
