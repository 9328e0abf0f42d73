// @generated from the OpenAPI document; do not edit

//! The API client, its server and its credentials.

use crate::runtime::{Api, Credential, Scheme, authorization};

/// The settings that all operations share.
static API: Api = Api {
    user_agent: concat!("openai-admin/", env!("CARGO_PKG_VERSION")),
    base_url: "https://api.openai.com/v1",
    server: None,
    base_url_env: "OPENAI_BASE_URL",
    allow_http_env: "OPENAI_ALLOW_HTTP",
    schemes: &[&ADMIN_API_KEY],
};

crate::runtime::client!(API);

/// An admin API key, created in the organization's settings.
pub(crate) static ADMIN_API_KEY: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    setter: "admin_api_key",
    env: "OPENAI_ADMIN_KEY",
    parameter: "Bearer",
    apply: authorization,
};

impl ClientBuilder {
    /// Sets the credential `AdminApiKeyAuth`, which is sent as `Authorization: Bearer …`.
    ///
    /// An admin API key, created in the organization's settings.
    ///
    /// [`ClientBuilder::read_env`] reads this credential from `OPENAI_ADMIN_KEY`.
    pub fn admin_api_key(mut self, admin_api_key: impl Into<Credential>) -> Self {
        self.core.credential(&ADMIN_API_KEY, admin_api_key.into());
        self
    }
}
