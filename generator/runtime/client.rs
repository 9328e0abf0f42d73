//! The client: what all requests share.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::attempt::Hooks;
use super::{ClientBuilder, Credentials, Error, Scheme, Transport};

/// What the API's description says of all its operations.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) user_agent: &'static str,
    pub(crate) base_url: &'static str,
    /// The environment variable that replaces `base_url`.
    pub(crate) base_url_env: &'static str,
    pub(crate) schemes: &'static [&'static Scheme],
}

/// The client of the API.
///
/// A client holds a pool of connections and is cheap to clone: create one, and clone it wherever it
/// is needed. It must be used within a Tokio runtime.
#[derive(Clone)]
pub struct Client {
    pub(crate) settings: Arc<Settings>,
}

/// What a [`ClientBuilder`] has built.
pub(crate) struct Settings {
    pub(crate) transport: Arc<dyn Transport>,
    /// What carries the requests of blocking calls.
    #[cfg(feature = "blocking")]
    pub(crate) blocking: std::sync::OnceLock<Arc<dyn Transport>>,
    /// The limit of connecting; `None` where the user has brought the transport.
    #[cfg(feature = "blocking")]
    pub(crate) connect_timeout: Option<Duration>,
    /// Without a query and fragment.
    pub(crate) base_url: Url,
    /// Whether that is the user's, and not that of the API's description.
    pub(crate) base_url_is_set: bool,
    pub(crate) timeout: Duration,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    /// In bytes.
    pub(crate) max_response_size: usize,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    pub(crate) hooks: Hooks,
}

impl Settings {
    /// What carries the requests of this thread.
    pub(crate) fn transport(&self) -> &dyn Transport {
        #[cfg(feature = "blocking")]
        if let Some(transport) = self.blocking_transport() {
            return transport;
        }
        &*self.transport
    }
}

impl Client {
    /// Creates a builder with the default settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Creates a client from the environment variables that [`ClientBuilder::read_env`] reads.
    ///
    /// A missing credential is an error only when an operation needs it.
    ///
    /// # Errors
    ///
    /// Fails if a variable is not valid Unicode, the base URL is invalid, or TLS cannot be set up
    /// ([`Error::is_builder`]).
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().read_env().build()
    }
}

/// Shows neither credentials nor values of headers.
impl Debug for Client {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let settings = &*self.settings;
        formatter
            .debug_struct("Client")
            .field(
                "base_url",
                &settings.base_url.as_str().trim_end_matches('/'),
            )
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
