//! The settings of a client, and how a client is made of them.

use std::env::{self, VarError};
use std::fmt::{self, Debug, Formatter};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use rustls::crypto::CryptoProvider;

use super::attempt::Hooks;
use super::client::{Settings, header_names};
use super::request::set_header;
use super::{Attempt, Client, Credentials, Error, Transport};
use crate::client::API;

/// The limits that the SDKs of large APIs have settled on.
const TIMEOUT: Duration = Duration::from_secs(600);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_RETRIES: u32 = 2;
/// 256 MiB: more than a client that expects JSON can want.
const MAX_RESPONSE_SIZE: usize = 256 << 20;

/// The settings of a [`Client`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(crate) credentials: Credentials,
    base_url: Option<String>,
    allows_http: bool,
    timeout: Duration,
    connect_timeout: Duration,
    idle_timeout: Option<Duration>,
    deadline: Option<Duration>,
    max_retries: u32,
    max_response_size: usize,
    headers: HeaderMap,
    transport: Option<Arc<dyn Transport>>,
    hooks: Hooks,
    /// The first mistake in a setting, for `build` to return.
    error: Option<Error>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            base_url: None,
            allows_http: false,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: None,
            deadline: None,
            max_retries: MAX_RETRIES,
            max_response_size: MAX_RESPONSE_SIZE,
            headers: HeaderMap::new(),
            transport: None,
            hooks: Hooks::default(),
            error: None,
        }
    }

    /// Sets the base URL, such as `https://proxy.example/v1`.
    ///
    /// The paths of operations are appended to its path.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Allows a base URL that starts with `http://` and is not on this machine. Requests, including
    /// their credentials, are then sent unencrypted.
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// Sets the time limit of each attempt, from connecting to the end of the response body.
    ///
    /// The default is 600 s. It can be set [for a single request](crate#options), too.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the time limit for connecting. The default is 5 s.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// Sets the time limit for the next bytes of a response.
    ///
    /// By default there is no limit, except for streams, which use the limit of an attempt.
    pub fn idle_timeout(mut self, idle_timeout: Duration) -> Self {
        self.idle_timeout = Some(idle_timeout);
        self
    }

    /// Sets the time limit of a request, including all attempts and the waits between them.
    ///
    /// By default there is no limit; each attempt has its own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the maximum number of retries of a failed request; 0 disables retries.
    ///
    /// The default is 2. A request is retried if connecting failed, the connection was lost or the
    /// attempt timed out, and after the status codes 408, 409, 429 and 500 and above, unless the
    /// response header `x-should-retry` says otherwise. The client waits as long as the server asks
    /// for (`retry-after-ms`, `retry-after`; if that is more than 120 s, the request fails at
    /// once), or else 0.5 s, 1 s, 2 s and so on up to 8 s, reduced by a random part of up to a
    /// quarter.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// Sets a header of every request. It replaces a header of the same name that the client sets.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(message) = set_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.fail(message);
        }
        self
    }

    /// Sets the maximum size in bytes of a response that is not a stream. The default is 256 MiB.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sends requests with the given HTTP client, which can configure proxies, certificates and
    /// connection pools.
    ///
    /// Its own time limit for connecting applies. It should not follow redirects
    /// (`reqwest::redirect::Policy::none()`): this client follows them, and protects its
    /// credentials.
    pub fn http_client(self, http_client: reqwest::Client) -> Self {
        self.transport(http_client)
    }

    /// Sends requests with the given transport, for example in a test.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Calls a function with each HTTP request before it is sent, including redirects. The function
    /// can change the request, and sees its credentials.
    pub fn on_request(
        mut self,
        hook: impl Fn(&mut reqwest::Request) + Send + Sync + 'static,
    ) -> Self {
        self.hooks.before.push(Arc::new(hook));
        self
    }

    /// Calls a function after each attempt of a request, with its outcome and whether it will be
    /// retried.
    pub fn on_attempt(mut self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.after.push(Arc::new(hook));
        self
    }

    /// Reads the base URL and the credentials that are not set yet from environment variables.
    ///
    /// [The crate documentation](crate#environment) lists the variables. An empty variable is
    /// ignored.
    pub fn read_env(mut self) -> Self {
        if self.base_url.is_none() {
            self.base_url = self.variable(API.base_url_env);
        }
        for &scheme in API.schemes {
            if self.credentials.get(scheme).is_none()
                && let Some(value) = self.variable(scheme.env)
            {
                self.credentials.set(scheme, value.into());
            }
        }
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Fails if a setting is invalid, such as a base URL that is not an http or https URL, or if
    /// TLS cannot be set up ([`Error::is_builder`]).
    pub fn build(self) -> Result<Client, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_url = checked_base_url(self.base_url.as_deref().unwrap_or(API.base_url))?;
        if self.base_url.is_some() && !self.allows_http && is_open(&base_url) {
            return Err(Error::builder(
                "the base URL starts with http://, which is not encrypted: use https://, or allow it with ClientBuilder::allow_http".to_owned(),
            ));
        }
        #[cfg(feature = "blocking")]
        let connect_timeout = self.transport.is_none().then_some(self.connect_timeout);
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(http_client(self.connect_timeout)?),
        };
        let settings = Settings {
            transport,
            #[cfg(feature = "blocking")]
            blocking: std::sync::OnceLock::new(),
            #[cfg(feature = "blocking")]
            connect_timeout,
            base_url,
            base_url_is_set: self.base_url.is_some(),
            timeout: self.timeout,
            idle_timeout: self.idle_timeout,
            deadline: self.deadline,
            max_retries: self.max_retries,
            max_response_size: self.max_response_size,
            headers: self.headers,
            credentials: self.credentials,
            hooks: self.hooks,
        };
        Ok(Client {
            settings: Arc::new(settings),
        })
    }

    fn variable(&mut self, name: &str) -> Option<String> {
        match env::var(name) {
            Ok(value) => Some(value).filter(|value| !value.is_empty()),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => {
                self.fail(format!(
                    "the environment variable {name} is not valid Unicode"
                ));
                None
            }
        }
    }

    fn fail(&mut self, message: String) {
        self.error.get_or_insert_with(|| Error::builder(message));
    }
}

/// Shows neither credentials nor values of headers.
impl Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("headers", &header_names(&self.headers))
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// Checks a base URL.
///
/// Messages do not show a URL that may hold a password.
fn checked_base_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text)
        .map_err(|error| Error::builder(format!("the base URL is invalid: {error}")))?;
    let problem = if !matches!(url.scheme(), "http" | "https") {
        format!("must start with http:// or https://, not {}:", url.scheme())
    } else if !url.username().is_empty() || url.password().is_some() {
        "must not contain a user name or password".to_owned()
    } else if url.query().is_some() || url.fragment().is_some() {
        "must not have a query or fragment".to_owned()
    } else {
        return Ok(url);
    };
    Err(Error::builder(format!("the base URL {problem}")))
}

/// Whether what is sent to a URL can be read on its way: http, and not to this machine.
fn is_open(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let is_local = host == "localhost"
        || host.ends_with(".localhost")
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback());
    url.scheme() == "http" && !is_local
}

pub(crate) fn http_client(connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    // reqwest leaves the choice of a provider to the process. An error means that another thread
    // has just made one, which is as good.
    if CryptoProvider::get_default().is_none() {
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(Policy::none())
        // A URL may name things that are none of another server's business.
        .referer(false)
        .build()
        .map_err(|error| {
            Error::builder(format!("the HTTP client cannot be set up: {error}")).caused_by(error)
        })
}
