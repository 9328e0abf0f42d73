//! The client: what all requests share, and the `client!` macro that defines its public type.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::attempt::Hooks;
use super::auth::{Credentials, Scheme};
use super::transport::Via;

/// The parts of the document that apply to all operations.
#[derive(Debug)]
pub struct Api {
    /// The value of the header `user-agent`.
    pub user_agent: &'static str,
    /// The base URL, without a slash at its end.
    pub base_url: &'static str,
    /// The template of `base_url`, if it has variables.
    pub server: Option<ServerTemplate>,
    /// The environment variable that overrides `base_url`.
    pub base_url_env: &'static str,
    /// The environment variable that allows http.
    pub allow_http_env: &'static str,
    /// The credentials that operations ask for.
    pub schemes: &'static [&'static Scheme],
}

/// The URL of a server that has variables (`OpenAPI` *Server Object*).
#[derive(Debug)]
pub struct ServerTemplate {
    /// The URL, with the names of the variables in braces.
    pub url: &'static str,
    /// Its variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL (`OpenAPI` *Server Variable Object*).
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// The value that it has unless another one is set.
    pub default: &'static str,
    /// The values that it may have; if this is empty, any value.
    pub values: &'static [&'static str],
}

/// The part of a client that is the same for every API.
#[derive(Clone)]
pub struct ClientCore {
    pub(crate) settings: Arc<Settings>,
}

/// The settings that a builder has collected.
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) via: Via,
    /// Without a fragment.
    pub(crate) base_url: Url,
    /// Whether the user set it, overriding the URL in the document.
    pub(crate) base_url_is_set: bool,
    pub(crate) timeout: Duration,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    /// Whether a value that does not fit an optional member is an error.
    pub(crate) strict: bool,
    /// In bytes.
    pub(crate) max_response_size: usize,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    pub(crate) hooks: Hooks,
}

/// Shows neither credentials nor the values of headers.
impl Debug for ClientCore {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let settings = &*self.settings;
        let base_url = settings.base_url.as_str();
        // A query may hold a key.
        let base_url = base_url.split('?').next().unwrap_or_default();
        formatter
            .debug_struct("Client")
            .field("base_url", &base_url.trim_end_matches('/'))
            .field("timeout", &settings.timeout)
            .field("max_retries", &settings.max_retries)
            .field("headers", &header_names(&settings.headers))
            .field("credentials", &settings.credentials)
            .finish_non_exhaustive()
    }
}

/// The names alone, for `Debug`: a value may be a secret.
pub(crate) fn header_names(headers: &HeaderMap) -> Vec<&str> {
    headers
        .keys()
        .map(reqwest::header::HeaderName::as_str)
        .collect()
}

/// Defines the client of an API and its builder as types of the crate that calls the macro, so that
/// the crate can give them methods: resources and setters of credentials.
///
/// `client! { API }` takes a static of type [`Api`].
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($api:ident) => {
        /// The client of the API.
        ///
        /// A client holds a pool of connections and is cheap to clone: create one, and clone it
        /// wherever it is needed. Awaiting a request requires a Tokio runtime.
        #[derive(::std::clone::Clone)]
        pub struct Client {
            pub(crate) core: $crate::runtime::ClientCore,
        }

        impl Client {
            /// Creates a builder with the default settings.
            pub fn builder() -> ClientBuilder {
                ClientBuilder {
                    core: $crate::runtime::BuilderCore::new(&$api),
                }
            }

            /// Creates a client from the environment variables that [`ClientBuilder::read_env`] reads.
            ///
            /// A missing credential is not an error until an operation needs it.
            ///
            /// # Errors
            ///
            /// Fails if a variable is not valid Unicode, the base URL is invalid, TLS cannot be set up, or the environment
            /// names a proxy that cannot be used ([`Error::is_builder`](crate::Error::is_builder)).
            pub fn from_env() -> ::std::result::Result<Self, $crate::runtime::Error> {
                Self::builder().read_env().build()
            }
        }

        /// Shows neither credentials nor the values of headers.
        impl ::std::fmt::Debug for Client {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.core, formatter)
            }
        }

        /// The settings of a [`Client`].
        #[must_use = "builders do nothing until `build` is called"]
        pub struct ClientBuilder {
            pub(crate) core: $crate::runtime::BuilderCore,
        }

        impl ClientBuilder {
            /// Sets the base URL, such as `https://proxy.example/v1`.
            ///
            /// The paths of operations are appended to its path, and their queries to its query.
            pub fn base_url(mut self, base_url: impl ::std::convert::Into<::std::string::String>) -> Self {
                self.core.base_url(::std::convert::Into::into(base_url));
                self
            }

            /// Allows a base URL that starts with `http://` and is not on this machine. Anyone on
            /// the network path can read what is sent to it, including credentials.
            ///
            /// [`ClientBuilder::read_env`] also reads this setting from the environment.
            pub fn allow_http(mut self) -> Self {
                self.core.allow_http();
                self
            }

            /// Limits the duration of each attempt, from connecting to the end of the response
            /// body; for a stream, to the start of its body. After that, only the time between two chunks is
            /// limited, by [`idle_timeout`](Self::idle_timeout) or, if that is not set, by this value.
            ///
            /// The default is 600 s. A request may have [a limit of its own](crate#options).
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.timeout(timeout);
                self
            }

            /// Limits the time to connect. The default is 5 s.
            pub fn connect_timeout(mut self, connect_timeout: ::std::time::Duration) -> Self {
                self.core.connect_timeout(connect_timeout);
                self
            }

            /// Limits the time without progress: while the request body is sent, until the response begins, and
            /// between two chunks of the response.
            ///
            /// By default, only the time between two chunks of a stream is limited, to the value of `timeout`.
            pub fn idle_timeout(mut self, idle_timeout: ::std::time::Duration) -> Self {
                self.core.idle_timeout(idle_timeout);
                self
            }

            /// Limits the total duration of a request, including all attempts and the delays between them; for a
            /// stream, to the start of its body. A deadline does not end a stream that has begun.
            ///
            /// By default, there is no limit other than that of each attempt.
            pub fn deadline(mut self, deadline: ::std::time::Duration) -> Self {
                self.core.deadline(deadline);
                self
            }

            /// Sets the maximum number of retries of a failed request; 0 disables retries.
            ///
            /// The default is 2. A request is retried if it could not connect, lost its connection or timed
            /// out, or if the status code is 408, 409, 429 or 5xx, unless the server's
            /// header `x-should-retry` says otherwise. The delay before a retry is the one that the
            /// server requests (`retry-after-ms`, `retry-after`; above 120 s, the request fails
            /// immediately), or else 0.5 s, 1 s, 2 s … up to 8 s, minus a random part of up to a
            /// quarter.
            pub fn max_retries(mut self, max_retries: ::std::primitive::u32) -> Self {
                self.core.max_retries(max_retries);
                self
            }

            /// Sets a header on every request, replacing a header of the same name that the client sets. A header such
            /// as `authorization` replaces the credential that an operation requires.
            ///
            /// The headers that frame the body (`content-length`, `transfer-encoding`) cannot be set; [`build`](Self::build)
            /// returns an error.
            #[doc(alias = "header")]
            pub fn default_header(
                mut self,
                name: impl ::std::convert::AsRef<::std::primitive::str>,
                value: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> Self {
                self.core.default_header(name.as_ref(), value.as_ref());
                self
            }

            /// Limits the size of a response, or of each event or line of a stream, in bytes. The default is 256 MiB.
            /// Streams of bytes have no limit. If an error response is larger, only its first 64 KiB are kept.
            pub fn max_response_size(mut self, bytes: ::std::primitive::usize) -> Self {
                self.core.max_response_size(bytes);
                self
            }

            /// Makes it an error if an optional or nullable member of a response has a value that
            /// does not fit its type ([`Error::is_decode`](crate::Error::is_decode)). Values that
            /// the module [`json`](crate::json) converts, such as a number in a string, are still
            /// accepted.
            ///
            /// By default, such a member is read as missing or null, and
            /// [`Response::mismatches`](crate::Response::mismatches) lists it. Unknown members and unknown values of
            /// enums always fit.
            pub fn strict(mut self) -> Self {
                self.core.strict();
                self
            }

            /// Sends requests with the given HTTP client, which can configure proxies, certificates
            /// and connection pools.
            ///
            /// The connect timeout of the HTTP client applies. The HTTP client should not follow redirects
            /// (`reqwest::redirect::Policy::none()`), because this crate follows them itself and removes credentials.
            pub fn http_client(self, http_client: $crate::runtime::HttpClient) -> Self {
                self.transport(http_client)
            }

            /// Sends requests through the given transport, for example in tests.
            pub fn transport(mut self, transport: impl $crate::runtime::Transport) -> Self {
                self.core.transport(::std::sync::Arc::new(transport));
                self
            }

            /// Calls a function with each HTTP request before it is sent, including redirects. The
            /// function can change the request, and sees its credentials.
            pub fn on_request(
                mut self,
                hook: impl ::std::ops::Fn(&mut $crate::runtime::HttpRequest) + Send + Sync + 'static,
            ) -> Self {
                self.core.on_request(::std::sync::Arc::new(hook));
                self
            }

            /// Calls a function after each attempt of a request, with its outcome and whether another attempt
            /// will follow.
            pub fn on_attempt(
                mut self,
                hook: impl ::std::ops::Fn(&$crate::runtime::Attempt<'_>) + Send + Sync + 'static,
            ) -> Self {
                self.core.on_attempt(::std::sync::Arc::new(hook));
                self
            }

            /// Reads the base URL and the credentials from the environment, unless they have already been
            /// set.
            ///
            /// The documentation of [the crate](crate#environment) lists the variables. An empty
            /// variable is treated as not set.
            pub fn read_env(mut self) -> Self {
                self.core.read_env();
                self
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// Fails if a setting is invalid, e.g. a base URL that is not http or https, if TLS cannot be set up, or if
            /// the environment names a proxy that cannot be used ([`Error::is_builder`](crate::Error::is_builder)).
            pub fn build(self) -> ::std::result::Result<Client, $crate::runtime::Error> {
                let core = self.core.build()?;
                ::std::result::Result::Ok(Client { core })
            }
        }

        /// Shows neither credentials nor the values of headers.
        impl ::std::fmt::Debug for ClientBuilder {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.core, formatter)
            }
        }
    };
}

#[doc(hidden)]
pub use __client as client;
