// @generated from the OpenAPI document; do not edit

//! The API client, its server and its credentials.

use crate::runtime::{
    Api, Credential, Scheme, ServerTemplate, ServerVariable, authorization, basic,
    key_query,
};

/// The settings that all operations share.
static API: Api = Api {
    user_agent: concat!("tests-exchange/", env!("CARGO_PKG_VERSION")),
    base_url: "https://eu.example.com/v1",
    server: Some(ServerTemplate {
        url: "https://{region}.example.com/{version}",
        variables: &[
            ServerVariable {
                name: "region",
                default: "eu",
                values: &["eu", "us"],
            },
            ServerVariable {
                name: "version",
                default: "v1",
                values: &[],
            },
        ],
    }),
    base_url_env: "TESTS_EXCHANGE_BASE_URL",
    allow_http_env: "TESTS_EXCHANGE_ALLOW_HTTP",
    schemes: &[&TOKEN, &KEY, &BASIC],
};

crate::runtime::client!(API);

/// A credential.
pub(crate) static TOKEN: Scheme = Scheme {
    name: "Token",
    setter: "token",
    env: "TESTS_EXCHANGE_TOKEN",
    parameter: "Bearer",
    apply: authorization,
};

/// A credential.
pub(crate) static KEY: Scheme = Scheme {
    name: "Key",
    setter: "key",
    env: "TESTS_EXCHANGE_KEY",
    parameter: "key",
    apply: key_query,
};

/// A credential.
pub(crate) static BASIC: Scheme = Scheme {
    name: "Basic",
    setter: "basic",
    env: "TESTS_EXCHANGE_BASIC",
    parameter: "Basic",
    apply: basic,
};

/// The servers of the API, for [`ClientBuilder::server`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Server {
    /// Production
    ///
    /// `https://{region}.example.com/{version}`
    Production,
    /// Sandbox
    ///
    /// `https://sandbox.example.com/v1`
    Sandbox,
}

impl ClientBuilder {
    /// Selects a server, unless a base URL is set. The default is [`Server::Production`].
    pub fn server(mut self, server: Server) -> Self {
        self.core
            .server(
                match server {
                    Server::Production => {
                        &ServerTemplate {
                            url: "https://{region}.example.com/{version}",
                            variables: &[
                                ServerVariable {
                                    name: "region",
                                    default: "eu",
                                    values: &["eu", "us"],
                                },
                                ServerVariable {
                                    name: "version",
                                    default: "v1",
                                    values: &[],
                                },
                            ],
                        }
                    }
                    Server::Sandbox => {
                        &ServerTemplate {
                            url: "https://sandbox.example.com/v1",
                            variables: &[],
                        }
                    }
                },
            );
        self
    }

    /// Sets the credential `Token`, which is sent as `Authorization: Bearer …`.
    ///
    /// [`ClientBuilder::read_env`] reads this credential from `TESTS_EXCHANGE_TOKEN`.
    pub fn token(mut self, token: impl Into<Credential>) -> Self {
        self.core.credential(&TOKEN, token.into());
        self
    }

    /// Sets the credential `Key`, which is sent in the query parameter `key`.
    ///
    /// [`ClientBuilder::read_env`] reads this credential from `TESTS_EXCHANGE_KEY`.
    pub fn key(mut self, key: impl Into<Credential>) -> Self {
        self.core.credential(&KEY, key.into());
        self
    }

    /// Sets the credential `Basic`, which has the form `user:password` and is sent as
    /// `Authorization: Basic …`.
    ///
    /// [`Credential::basic`] makes the value. A value without a colon is a user name whose password is empty.
    ///
    /// [`ClientBuilder::read_env`] reads this credential from `TESTS_EXCHANGE_BASIC`.
    pub fn basic(mut self, basic: impl Into<Credential>) -> Self {
        self.core.credential(&BASIC, basic.into());
        self
    }

    /// The region that holds the data.
    ///
    /// One of `eu`, `us`. The default is `eu`. The variable has no effect if a base URL is set.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.core.server_variable("region", region.into());
        self
    }

    /// Sets the variable `version` of the base URL.
    ///
    /// The default is `v1`. The variable has no effect if a base URL is set.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.core.server_variable("version", version.into());
        self
    }
}

crate::runtime::response_headers! {
    pub trait ResponseHeaders {
        /// The response header `x-cached`.
        x_cached: bool = "x-cached",
        /// The requests that are left.
        ///
        /// The response header `x-ratelimit-remaining`.
        x_ratelimit_remaining: i64 = "x-ratelimit-remaining",
        /// The response header `x-ratelimit-reset`.
        x_ratelimit_reset: &str = "x-ratelimit-reset",
    }
}
