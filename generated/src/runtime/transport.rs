//! The transport interface, which sends requests to the server, and the HTTP clients that implement it.

use std::any::Any;
use std::collections::VecDeque;
use std::env;
use std::error::Error as StdError;
use std::ffi::OsString;
use std::fmt::{self, Display, Formatter};
use std::future::poll_fn;
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use reqwest::Url;
use reqwest::redirect::Policy;
use tokio::runtime::{Handle, Id};

use super::error::Error;

/// A response in progress: either its head and a body that may be incomplete, or the error that prevented it.
pub type Sending = Pin<
    Box<dyn Future<Output = Result<reqwest::Response, Box<dyn StdError + Send + Sync>>> + Send>,
>;

/// Sends HTTP requests. Implemented by [`reqwest::Client`], and by test doubles.
///
/// A function from a request to its response is also a transport; `reqwest::Response::from` converts a
/// response of the `http` crate.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request once, unchanged. The client handles redirects and retries.
    fn send(&self, request: reqwest::Request) -> Sending;

    /// Whether `idle_timeout` watches the progress of long bodies. If so, `send` receives them as streams.
    ///
    /// By default, a body from memory is passed as is, so that a transport can sign or record it. If it is longer than
    /// 64 KiB, `idle_timeout` starts only with the response.
    fn watches_progress(&self) -> bool {
        false
    }
}

impl Transport for reqwest::Client {
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self.execute(request);
        Box::pin(async move {
            let mut answer = pin!(answer);
            let answer = poll_fn(|context| {
                let poll = AssertUnwindSafe(|| answer.as_mut().poll(context));
                catch_unwind(poll).map_or_else(
                    |panic| Poll::Ready(Err(without_io(panic))),
                    |poll| poll.map(Ok),
                )
            });
            Ok(answer.await??)
        })
    }

    fn watches_progress(&self) -> bool {
        true
    }
}

/// The error of a runtime that has no I/O, which Tokio reports only by a panic. Any other panic goes on.
fn without_io(panic: Box<dyn Any + Send>) -> Unsent {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref().copied());
    if text.is_some_and(|text| text.contains("enable_io")) {
        return Unsent("the Tokio runtime has no I/O; build it with `enable_all`".to_owned());
    }
    resume_unwind(panic)
}

/// A function from a request to its response, for tests.
impl<F> Transport for F
where
    F: Fn(reqwest::Request) -> reqwest::Response + Send + Sync + 'static,
{
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self(request);
        Box::pin(async move { Ok(answer) })
    }
}

/// A transport that is a service of the `tower` crate, such as one with layers.
///
/// The service is cloned for each request.
#[cfg(feature = "tower")]
#[derive(Clone, Copy, Debug)]
pub struct Tower<S>(pub S);

#[cfg(feature = "tower")]
impl<S> Transport for Tower<S>
where
    S: tower_service::Service<reqwest::Request, Response = reqwest::Response>,
    S: Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send,
{
    fn send(&self, request: reqwest::Request) -> Sending {
        let mut service = self.0.clone();
        Box::pin(async move {
            let ready = std::future::poll_fn(|cx| service.poll_ready(cx));
            ready.await.map_err(Into::into)?;
            service.call(request).await.map_err(Into::into)
        })
    }
}

/// How requests are sent.
pub(crate) enum Via {
    /// The user's HTTP client, or something else.
    Given(Arc<dyn Transport>),
    /// The connections of the process.
    Connections(Connecting),
}

/// The settings of connections. Clients with the same ones share connections.
#[derive(Clone, PartialEq)]
pub(crate) struct Connecting {
    timeout: Duration,
    /// The variables that name proxies, which an HTTP client reads when it is created.
    proxies: Vec<Option<OsString>>,
}

/// An HTTP client, and the runtime and the settings that it is for.
struct HttpClient {
    runtime: Id,
    connecting: Connecting,
    transport: Arc<dyn Transport>,
}

/// The HTTP clients of the process. Each runtime has its own, because a connection makes no
/// progress once the runtime that opened it has ended or is blocked.
static HTTP_CLIENTS: Mutex<VecDeque<HttpClient>> = Mutex::new(VecDeque::new());
/// The number of HTTP clients that are kept: a process may start any number of runtimes.
const MAX_HTTP_CLIENTS: usize = 16;

impl Via {
    /// Connections with this time limit to connect, and the proxies that the environment names now.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, or the proxy for this URL cannot be used.
    pub(crate) fn connections(timeout: Duration, base_url: &Url) -> Result<Self, Error> {
        check_proxy(base_url, |name| env::var(name).ok())?;
        let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
        let names = names.into_iter();
        let proxies = names.flat_map(|name| [env::var_os(name), env::var_os(name.to_lowercase())]);
        let connecting = Connecting {
            timeout,
            proxies: proxies.collect(),
        };
        let clients = HTTP_CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = clients.iter().any(|one| one.connecting == connecting);
        drop(clients);
        if !is_known {
            // Finds out whether TLS can be set up, before the first request.
            http_client(timeout)?;
        }
        Ok(Self::Connections(connecting))
    }

    /// The transport for requests of the current runtime.
    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, Error> {
        let connecting = match self {
            Self::Given(transport) => return Ok(transport.clone()),
            Self::Connections(connecting) => connecting,
        };
        let runtime = Handle::current().id();
        let mut clients = HTTP_CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |one: &HttpClient| one.runtime == runtime && one.connecting == *connecting;
        let known = clients.iter().position(fits);
        if let Some(client) = known.and_then(|index| clients.remove(index)) {
            // The one that was not used for the longest time is at the front.
            let transport = client.transport.clone();
            clients.push_back(client);
            return Ok(transport);
        }
        let transport: Arc<dyn Transport> = Arc::new(http_client(connecting.timeout)?);
        if clients.len() == MAX_HTTP_CLIENTS {
            clients.pop_front();
        }
        clients.push_back(HttpClient {
            runtime,
            connecting: connecting.clone(),
            transport: transport.clone(),
        });
        Ok(transport)
    }
}

/// Refuses a proxy that the HTTP client would pass over without a word. It takes the first of the variables in upper and
/// in lower case that is set, and none at all in a CGI script, where `HTTP_PROXY` is a header of the request.
pub(crate) fn check_proxy(
    url: &Url,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<(), Error> {
    let set = |name: &str| {
        let found = [name.to_owned(), name.to_lowercase()].into_iter();
        let mut found = found.filter_map(|name| Some((variable(&name)?, name)));
        found.next().filter(|(value, _)| !value.is_empty())
    };
    let of_scheme = format!("{}_PROXY", url.scheme().to_uppercase());
    let Some((value, name)) = set(&of_scheme).or_else(|| set("ALL_PROXY")) else {
        return Ok(());
    };
    let excepted = set("NO_PROXY").is_some_and(|(hosts, _)| is_excepted(url, &hosts));
    if is_proxy(&value) || excepted || variable("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    Err(Error::builder(format!(
        "the environment variable {name} does not name an http, https, socks4 or socks5 proxy"
    )))
}

/// Whether a text is the URL of a proxy, whose scheme may be missing.
fn is_proxy(text: &str) -> bool {
    const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    let Ok(uri) = text.parse::<http::Uri>() else {
        return false;
    };
    let is_known = uri
        .scheme_str()
        .is_none_or(|scheme| SCHEMES.contains(&scheme));
    is_known && uri.host().is_some_and(|host| !host.is_empty())
}

/// Whether the variable `NO_PROXY` names the host of a URL: itself, a domain above it, a network, or everything (`*`).
fn is_excepted(url: &Url, hosts: &str) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_ascii_lowercase();
    let address: Option<IpAddr> = host.parse().ok();
    hosts.split(',').map(str::trim).any(|one| {
        let domain = one.trim_start_matches('.').to_ascii_lowercase();
        if let Some(address) = address {
            return is_in_network(address, one);
        }
        let above = host.strip_suffix(&domain).filter(|_| !domain.is_empty());
        one == "*" || above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    })
}

/// Whether an address is this one, or in this network (`192.168.1.0/24`).
fn is_in_network(address: IpAddr, network: &str) -> bool {
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    let (base, length) = network.split_once('/').unwrap_or((network, ""));
    let Ok(base) = base.parse::<IpAddr>() else {
        return false;
    };
    let ((address, size), (base, base_size)) = (bits(address), bits(base));
    let length: Option<u32> = if length.is_empty() {
        Some(size)
    } else {
        length.parse().ok()
    };
    let differs = (address ^ base).leading_zeros();
    size == base_size && length.is_some_and(|length| differs >= length.min(size))
}

fn http_client(connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    let client = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(Policy::none())
        // A URL may name things that are none of another server's business.
        .referer(false);
    #[cfg(feature = "native-tls")]
    let client = client.tls_backend_native();
    #[cfg(all(
        any(
            feature = "rustls",
            feature = "rustls-no-provider",
            feature = "rustls-webpki-roots"
        ),
        not(feature = "native-tls")
    ))]
    let client = client.tls_backend_preconfigured(tls::config()?);
    // Another crate may have turned them on; the features of this one decide.
    let client = client.no_deflate();
    #[cfg(not(feature = "brotli"))]
    let client = client.no_brotli();
    #[cfg(not(feature = "gzip"))]
    let client = client.no_gzip();
    #[cfg(not(feature = "zstd"))]
    let client = client.no_zstd();
    client.build().map_err(Error::setup)
}

/// TLS by rustls.
#[cfg(all(
    any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "rustls-webpki-roots"
    ),
    not(feature = "native-tls")
))]
mod tls {
    use std::sync::{Arc, Mutex, PoisonError};

    use rustls::ClientConfig;
    use rustls::crypto::CryptoProvider;

    use super::Error;

    /// The settings of all connections.
    pub(super) fn config() -> Result<ClientConfig, Error> {
        static TLS: Mutex<Option<ClientConfig>> = Mutex::new(None);
        let mut tls = TLS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = &*tls {
            return Ok(config.clone());
        }
        let provider = provider()?;
        let config = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(Error::setup)?;
        #[cfg(feature = "rustls-webpki-roots")]
        let config = {
            let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
            config.with_root_certificates(roots.collect::<rustls::RootCertStore>())
        };
        #[cfg(not(feature = "rustls-webpki-roots"))]
        let config = {
            let verifier = rustls_platform_verifier::Verifier::new(provider);
            let verifier = verifier.map_err(Error::setup)?;
            let config = config.dangerous();
            config.with_custom_certificate_verifier(Arc::new(verifier))
        };
        let mut config = config.with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(tls.insert(config).clone())
    }

    /// The crypto provider that the application has installed, or else ring. None is installed
    /// here, because that is up to the application.
    fn provider() -> Result<Arc<CryptoProvider>, Error> {
        let provider = CryptoProvider::get_default().cloned();
        #[cfg(any(feature = "rustls", feature = "rustls-webpki-roots"))]
        let provider =
            provider.or_else(|| Some(Arc::new(rustls::crypto::ring::default_provider())));
        provider.ok_or_else(|| {
            Error::builder(
                "no rustls crypto provider is installed; call CryptoProvider::install_default first, or enable the cargo feature rustls"
                    .to_owned(),
            )
        })
    }
}

/// The reason why a body could not be sent completely.
#[derive(Debug)]
pub(crate) struct Unsent(pub(crate) String);

impl Display for Unsent {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl StdError for Unsent {}
