//! The client builder: collects the settings of a client, and builds it.

use std::env::{self, VarError};
use std::fmt::{self, Debug, Formatter};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::attempt::{Hooks, OnAttempt, OnRequest};
use super::auth::{Credentials, Scheme};
use super::client::{Api, ClientCore, ServerTemplate, Settings, header_names};
use super::credential::Credential;
use super::error::Error;
use super::options::set_own_header;
use super::transport::{Transport, Via};

/// The default limits, which match those of the SDKs of large APIs.
const TIMEOUT: Duration = Duration::from_secs(600);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_RETRIES: u32 = 2;
/// 256 MiB, which is larger than any reasonable JSON response.
const MAX_RESPONSE_SIZE: usize = 256 << 20;

/// The part of a builder that is the same for every API. The macro `client!` documents the settings.
pub struct BuilderCore {
    api: &'static Api,
    credentials: Credentials,
    base_url: Option<String>,
    server: Option<&'static ServerTemplate>,
    server_variables: Vec<(&'static str, String)>,
    allows_http: bool,
    timeout: Duration,
    connect_timeout: Duration,
    idle_timeout: Option<Duration>,
    deadline: Option<Duration>,
    max_retries: u32,
    max_response_size: usize,
    strict: bool,
    headers: HeaderMap,
    transport: Option<Arc<dyn Transport>>,
    hooks: Hooks,
    /// The first error in a setting, which `build` returns.
    error: Option<Error>,
}

impl BuilderCore {
    /// The default settings.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            credentials: Credentials::default(),
            base_url: None,
            server: None,
            server_variables: Vec::new(),
            allows_http: false,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: None,
            deadline: None,
            max_retries: MAX_RETRIES,
            max_response_size: MAX_RESPONSE_SIZE,
            strict: false,
            headers: HeaderMap::new(),
            transport: None,
            hooks: Hooks::default(),
            error: None,
        }
    }

    /// Sets the base URL.
    pub fn base_url(&mut self, base_url: String) {
        self.base_url = Some(base_url);
    }

    /// Selects a server of the document.
    pub fn server(&mut self, server: &'static ServerTemplate) {
        self.server = Some(server);
    }

    /// Sets a variable of the base URL. In the host name, the value cannot contain characters that would end it.
    pub fn server_variable(&mut self, name: &'static str, value: String) {
        self.server_variables.retain(|(known, _)| *known != name);
        self.server_variables.push((name, value));
    }

    /// Allows an http base URL that is not on this machine.
    pub fn allow_http(&mut self) {
        self.allows_http = true;
    }

    /// Limits the time of each attempt.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Limits the time to connect.
    pub fn connect_timeout(&mut self, connect_timeout: Duration) {
        self.connect_timeout = connect_timeout;
    }

    /// Limits the time without progress.
    pub fn idle_timeout(&mut self, idle_timeout: Duration) {
        self.idle_timeout = Some(idle_timeout);
    }

    /// Limits the time of a request, including all attempts.
    pub fn deadline(&mut self, deadline: Duration) {
        self.deadline = Some(deadline);
    }

    /// Limits the number of retries of a failed request.
    pub fn max_retries(&mut self, max_retries: u32) {
        self.max_retries = max_retries;
    }

    /// Adds a header to every request.
    pub fn default_header(&mut self, name: &str, value: &str) {
        if let Err(message) = set_own_header(&mut self.headers, name, value) {
            self.fail(message);
        }
    }

    /// Limits the size of a response that is not a stream, in bytes.
    pub fn max_response_size(&mut self, bytes: usize) {
        self.max_response_size = bytes;
    }

    /// Makes a value that does not fit an optional member an error.
    pub fn strict(&mut self) {
        self.strict = true;
    }

    /// Sets the transport.
    pub fn transport(&mut self, transport: Arc<dyn Transport>) {
        self.transport = Some(transport);
    }

    /// Adds a function to call before each HTTP request.
    pub fn on_request(&mut self, hook: OnRequest) {
        self.hooks.before.push(hook);
    }

    /// Adds a function to call after each attempt.
    pub fn on_attempt(&mut self, hook: OnAttempt) {
        self.hooks.after.push(hook);
    }

    /// Sets the credential of a scheme.
    pub fn credential(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.credentials.set(scheme, credential);
    }

    /// Reads from the environment all settings that have not been set.
    pub fn read_env(&mut self) {
        if self.base_url.is_none() && self.server.is_none() && self.server_variables.is_empty() {
            self.base_url = self.variable(self.api.base_url_env);
        }
        let allowed = self.variable(self.api.allow_http_env);
        self.allows_http |= allowed.is_some_and(|value| ["1", "true"].contains(&&*value));
        for &scheme in self.api.schemes {
            if self.credentials.get(scheme).is_none()
                && let Some(value) = self.variable(scheme.env)
            {
                self.credentials.set(scheme, value.into());
            }
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// A setting cannot be used, or TLS cannot be set up ([`Error::is_builder`]).
    pub fn build(self) -> Result<ClientCore, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_url = match &self.base_url {
            Some(base_url) => checked_base_url(base_url)?,
            None => checked_base_url(&self.documented_base_url()?)?,
        };
        if self.base_url.is_some() && !self.allows_http && is_open(&base_url) {
            return Err(Error::builder(format!(
                "the base URL starts with http://, which is not encrypted; use https://, or allow it with ClientBuilder::allow_http or the environment variable {}=1",
                self.api.allow_http_env
            )));
        }
        let via = match self.transport {
            Some(transport) => Via::Given(transport),
            None => Via::connections(self.connect_timeout, &base_url)?,
        };
        let settings = Settings {
            api: self.api,
            via,
            base_url,
            base_url_is_set: self.base_url.is_some(),
            timeout: self.timeout,
            idle_timeout: self.idle_timeout,
            deadline: self.deadline,
            max_retries: self.max_retries,
            max_response_size: self.max_response_size,
            strict: self.strict,
            headers: self.headers,
            credentials: self.credentials,
            hooks: self.hooks,
        };
        Ok(ClientCore {
            settings: Arc::new(settings),
        })
    }

    /// The base URL of the document, with the variables that the user has set.
    fn documented_base_url(&self) -> Result<String, Error> {
        let Some(server) = self.server.or(self.api.server.as_ref()) else {
            return Ok(self.api.base_url.to_owned());
        };
        let mut url = server.url.to_owned();
        for variable in server.variables {
            let name = variable.name;
            let mut set = self.server_variables.iter();
            let value = set.find(|(known, _)| *known == name);
            let value = value.map_or(variable.default, |(_, value)| value);
            let values = variable.values;
            if !values.is_empty() && !values.contains(&value) {
                let values = values.join(", ");
                return Err(Error::builder(format!(
                    "the server variable {name} must be one of {values}, not {value:?}"
                )));
            }
            let is_own = values.is_empty() && value != variable.default;
            if is_own && is_in_origin(server.url, name) && !is_host(value) {
                return Err(Error::builder(format!(
                    "the server variable {name} is part of the origin, which cannot contain {value:?}"
                )));
            }
            url = url.replace(&format!("{{{name}}}"), value);
        }
        Ok(url)
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

/// Shows neither credentials nor the values of headers.
impl Debug for BuilderCore {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let base_url = self.base_url.as_deref().map(without_secrets);
        formatter
            .debug_struct("ClientBuilder")
            .field("base_url", &base_url)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("headers", &header_names(&self.headers))
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// A URL without its query and its user name and password.
fn without_secrets(url: &str) -> String {
    // A password may contain the characters that end a host.
    let bare = match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        (None, Some((_, rest))) => rest.to_owned(),
        (_, None) => url.to_owned(),
    };
    let end = bare.find(['?', '#']).unwrap_or(bare.len());
    bare.get(..end).unwrap_or_default().to_owned()
}

/// Whether a variable is in the origin of a URL with variables: its scheme, host and port.
fn is_in_origin(url: &str, variable: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let variable = format!("{{{variable}}}");
    scheme.contains(&variable) || host.contains(&variable)
}

/// Whether a text can be a part of a host name. With other characters, requests and their credentials could be sent to
/// another host (RFC 3986, section 3.2).
fn is_host(text: &str) -> bool {
    let refused =
        |char: char| "/\\?#@:%[]<>^|".contains(char) || char.is_whitespace() || char.is_control();
    !text.is_empty() && !text.contains(refused)
}

/// Checks a base URL.
///
/// Messages do not show the URL because it may contain a password.
fn checked_base_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text)
        .map_err(|error| Error::builder(format!("the base URL is invalid: {error}")))?;
    let problem = if !matches!(url.scheme(), "http" | "https") {
        format!("must start with http:// or https://, not {}:", url.scheme())
    } else if !url.username().is_empty() || url.password().is_some() {
        "must not contain a user name or password".to_owned()
    } else if url.fragment().is_some() {
        "must not have a fragment".to_owned()
    } else {
        return Ok(url);
    };
    Err(Error::builder(format!("the base URL {problem}")))
}

/// Whether requests to a URL can be intercepted: http, and not to this machine.
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
