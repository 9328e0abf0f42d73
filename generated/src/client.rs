// @generated from the OpenAPI document; do not edit

//! What the description of the API says of the client: its server and credentials.

use crate::runtime::{Api, ClientBuilder, Credential, Scheme, authorization};

/// What the description of the API says of all its operations.
pub(crate) static API: Api = Api {
    user_agent: concat!("openai-admin/", env!("CARGO_PKG_VERSION")),
    base_url: "https://api.openai.com/v1",
    base_url_env: "OPENAI_BASE_URL",
    schemes: &[&ADMIN_API_KEY],
};

/// An admin API key, made in the settings of the organization.
pub(crate) static ADMIN_API_KEY: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    setter: "admin_api_key",
    env: "OPENAI_ADMIN_KEY",
    parameter: "Bearer",
    apply: authorization,
};

impl ClientBuilder {
    /// An admin API key, made in the settings of the organization.
    ///
    /// [`ClientBuilder::read_env`] takes it from `OPENAI_ADMIN_KEY`.
    pub fn admin_api_key(self, admin_api_key: impl Into<Credential>) -> Self {
        self.credential(&ADMIN_API_KEY, admin_api_key.into())
    }
}
