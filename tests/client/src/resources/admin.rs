// @generated from the OpenAPI document; do not edit

//! The resource `client.admin()`.

pub mod organization;

use crate::Client;

/// The resource `client.admin()`.
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
