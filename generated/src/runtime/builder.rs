//! The settings of a client, and how a client is made of them.

use std::env::{self, VarError};
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;
use reqwest::redirect::{Attempt, Policy};
use rustls::crypto::CryptoProvider;

use super::client::{Settings, header_names};
use super::request::set_header;
use super::{Client, Credentials, Error};
use crate::client::API;

/// The limits that the SDKs of large APIs have settled on.
const TIMEOUT: Duration = Duration::from_secs(600);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_RETRIES: u32 = 2;
const MAX_REDIRECTS: usize = 20;

/// The settings of a [`Client`].
#[must_use = "settings do nothing until `build` is called"]
pub struct ClientBuilder {
    pub(crate) credentials: Credentials,
    base_url: Option<String>,
    timeout: Duration,
    max_retries: u32,
    headers: HeaderMap,
    http: Option<reqwest::Client>,
    /// The first mistake in a setting, for `build` to return.
    error: Option<Error>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            base_url: None,
            timeout: TIMEOUT,
            max_retries: MAX_RETRIES,
            headers: HeaderMap::new(),
            http: None,
            error: None,
        }
    }

    /// Sends requests to another server or path, e.g. `https://proxy.example/v1`.
    ///
    /// A path is kept: operations add theirs to it.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Limits the time of each try, from the start of connecting to the end of the body.
    ///
    /// 600 s if not set. A request may have [a limit of its own](crate#options).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Limits how often a failed request is sent again; 0 means never.
    ///
    /// 2 if not set. Sent again is what could not connect, broke off or timed out, and what was
    /// answered with status 408, 409, 429 or 500 and above, unless the server's header
    /// `x-should-retry` says otherwise. The pause before it is the one that the server asks for
    /// (`retry-after-ms`, `retry-after`; above 120 s the request fails at once), or else
    /// 0.5 s, 1 s, 2 s … up to 8 s, less a random part of up to a quarter.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// Adds a header to every request, in place of the client's own header of that name.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(message) = set_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.fail(message);
        }
        self
    }

    /// Sends requests by an HTTP client that the caller has set up: proxies, certificates, pools.
    ///
    /// Its own time limit for connecting and its policy for redirects hold.
    pub fn http_client(mut self, http_client: reqwest::Client) -> Self {
        self.http = Some(http_client);
        self
    }

    /// Takes from the environment what has not been set by a call: the base URL and the credentials.
    ///
    /// The documentation of [the crate](crate#environment) lists the variables. A variable that is
    /// empty counts as not set.
    pub fn read_env(mut self) -> Self {
        if self.base_url.is_none() {
            self.base_url = self.variable(API.base_url_env);
        }
        for &scheme in API.schemes {
            if self.credentials.get(scheme).is_none()
                && let Some(value) = self.variable(scheme.env)
            {
                self.credentials.set(scheme, value);
            }
        }
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// A setting is not usable, e.g. a base URL that is not an http or https URL, or TLS cannot be
    /// set up ([`Error::is_builder`]).
    pub fn build(self) -> Result<Client, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_url = checked_base_url(self.base_url.as_deref().unwrap_or(API.base_url))?;
        let http = match self.http {
            Some(http) => http,
            None => http_client()?,
        };
        let settings = Settings {
            http,
            base_url,
            base_url_is_set: self.base_url.is_some(),
            timeout: self.timeout,
            max_retries: self.max_retries,
            headers: self.headers,
            credentials: self.credentials,
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

/// Checks a base URL and takes its trailing slashes off.
///
/// Messages do not show a URL that may hold a password.
fn checked_base_url(text: &str) -> Result<String, Error> {
    let url = Url::parse(text)
        .map_err(|error| Error::builder(format!("the base URL is not a URL: {error}")))?;
    let problem = if !matches!(url.scheme(), "http" | "https") {
        format!("must begin with http:// or https://, not {}:", url.scheme())
    } else if !url.username().is_empty() || url.password().is_some() {
        "must not hold a user name or password".to_owned()
    } else if url.query().is_some() || url.fragment().is_some() {
        "must not have a query or fragment".to_owned()
    } else {
        return Ok(url.as_str().trim_end_matches('/').to_owned());
    };
    Err(Error::builder(format!("the base URL {problem}")))
}

fn http_client() -> Result<reqwest::Client, Error> {
    // reqwest leaves the choice of a provider to the process. An error means that another thread
    // has just made one, which is as good.
    if CryptoProvider::get_default().is_none() {
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(Policy::custom(redirect))
        // A URL may name things that are none of another server's business.
        .referer(false)
        .build()
        .map_err(|error| {
            Error::builder(format!("the HTTP client cannot be set up: {error}")).caused_by(error)
        })
}

/// Follows 20 redirects at most, and none to a connection that others can read.
fn redirect(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let downgrade = attempt.url().scheme() == "http"
        && attempt
            .previous()
            .last()
            .is_some_and(|url| url.scheme() == "https");
    if downgrade {
        attempt.error("refused a redirect from https to http")
    } else if attempt.previous().len() > MAX_REDIRECTS {
        attempt.error("more than 20 redirects")
    } else {
        attempt.follow()
    }
}
