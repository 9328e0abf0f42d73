// @generated from the OpenAPI document; do not edit

//! The resources of the API, accessed from the client.

pub mod admin;

use crate::Client;

impl Client {
    /// The resource `client.admin()`.
    #[must_use]
    pub fn admin(&self) -> admin::Admin {
        admin::Admin {
            client: self.clone(),
        }
    }
}
