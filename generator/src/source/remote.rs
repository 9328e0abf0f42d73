//! Remote files, fetched with `ureq`: blocking, with `rustls`, `ring` and the platform's
//! certificates, like generated clients.

use super::fault::ParseError;

/// A fetched file.
#[cfg_attr(
    not(feature = "remote"),
    expect(dead_code, reason = "no file is fetched in that case")
)]
pub(super) struct Fetched {
    /// The URL after redirects. Relative references are resolved against it.
    pub(super) url: String,
    /// The contents.
    pub(super) bytes: Vec<u8>,
}

/// Fetches `url`. Redirects are followed, except to a host that is refused: `refused_host` returns it.
#[cfg(not(feature = "remote"))]
pub(super) fn fetch(_: &str, _: impl Fn(&str) -> Option<String>) -> Result<Fetched, ParseError> {
    let message =
        "the file cannot be fetched: the generator was built without the cargo feature `remote`";
    Err(ParseError::unreadable(message))
}

#[cfg(feature = "remote")]
pub(super) use client::fetch;

#[cfg(feature = "remote")]
mod client {
    use std::time::Duration;

    use ureq::http::{Response, header};
    use ureq::tls::{RootCerts, TlsConfig};
    use ureq::{Agent, Body};

    use super::super::budget::FILE_LIMIT;
    use super::super::budget::too_large;
    use super::super::location::Location;
    use super::{Fetched, ParseError};

    /// The maximum time for establishing a connection.
    const CONNECT: Duration = Duration::from_secs(5);
    /// The maximum time for fetching a file.
    const WHOLE: Duration = Duration::from_secs(60);
    /// The maximum number of redirects.
    const REDIRECTS: usize = 10;

    pub(in super::super) fn fetch(
        url: &str,
        refused_host: impl Fn(&str) -> Option<String>,
    ) -> Result<Fetched, ParseError> {
        let agent = agent();
        let mut url = url.to_owned();
        for _ in 0..REDIRECTS {
            let request = agent.get(&url).header(header::ACCEPT, "*/*");
            let mut response = request.call().map_err(|error| failure(&error))?;
            let Some(target) = redirect(&response, &url)? else {
                return Ok(Fetched {
                    url,
                    bytes: body(&mut response)?,
                });
            };
            if let Some(host) = refused_host(&target) {
                return Err(refused(&format!(
                    "{target}, whose host is not allowed; allow it with `--allow-remote {host}`"
                )));
            }
            if url.starts_with("https:") && !target.starts_with("https:") {
                return Err(refused(&format!("{target}, which is not encrypted")));
            }
            url = target;
        }
        Err(refused(&format!(
            "another URL more than {REDIRECTS} times in a row"
        )))
    }

    fn agent() -> Agent {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        Agent::config_builder()
            .tls_config(tls.build())
            // The host of every redirect must be checked.
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(WHOLE))
            .user_agent(concat!("openapi-generator/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent()
    }

    /// Returns the target of a redirect (RFC 9110, 15.4), or `None` for a successful response.
    fn redirect(response: &Response<Body>, url: &str) -> Result<Option<String>, ParseError> {
        let status = response.status();
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            if status.is_success() {
                return Ok(None);
            }
            let message = format!("the server responded with {status}");
            return Err(ParseError::unreadable(message));
        }
        let target = response.headers().get(header::LOCATION);
        let target = target
            .and_then(|target| target.to_str().ok())
            .unwrap_or_default();
        let here = Location::Url(url.to_owned());
        match here.target(target.split('#').next().unwrap_or_default()) {
            Ok(Location::Url(target)) => Ok(Some(target)),
            _ => Err(refused(&format!(
                "`{target}`, which is not an http or https URL"
            ))),
        }
    }

    fn body(response: &mut Response<Body>) -> Result<Vec<u8>, ParseError> {
        too_large(response.body().content_length().unwrap_or_default())?;
        let body = response.body_mut().with_config().limit(FILE_LIMIT + 1);
        let bytes = body.read_to_vec().map_err(|error| match error {
            ureq::Error::BodyExceedsLimit(size) => exceeds(size),
            error => failure(&error),
        })?;
        too_large(bytes.len() as u64)?;
        Ok(bytes)
    }

    /// The error if more than the limit was read. The server need not have declared the size.
    fn exceeds(read: u64) -> ParseError {
        let message = format!("the file is larger than {} MiB", read >> 20);
        ParseError::too_large(message, 1, 1)
    }

    /// The error for a redirect that is not followed.
    fn refused(place: &str) -> ParseError {
        ParseError::unreadable(format!("the server redirected to {place}"))
    }

    fn failure(error: &ureq::Error) -> ParseError {
        ParseError::unreadable(format!("the file cannot be fetched: {error}"))
    }
}
