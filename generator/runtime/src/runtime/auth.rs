//! Credentials: which ones exist, which ones an operation needs, and how they are sent.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use reqwest::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue,
};

use super::credential::{Credential, Sent};
use super::error::Error;
use super::style::percent;

/// A way to authenticate the caller (`OpenAPI` *Security Scheme Object*).
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The method of `ClientBuilder` that sets it.
    pub setter: &'static str,
    /// The environment variable that holds it.
    pub env: &'static str,
    /// Its place: the name of a header, query parameter or cookie, or of an authorization scheme.
    pub parameter: &'static str,
    /// Adds it to a request, at its place.
    pub apply: fn(&mut reqwest::Request, &str, &str) -> Result<(), InvalidHeaderValue>,
}

impl Debug for Scheme {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Alternatives, each of which is a set of schemes that are used together (`OpenAPI` *Security
/// Requirement Object*). An empty set or an empty list means that no credential is sent.
pub(crate) type Security = [&'static [&'static Scheme]];

/// The credentials that a client has.
#[derive(Default)]
pub(crate) struct Credentials(Vec<(&'static Scheme, Credential)>);

impl Credentials {
    pub(crate) fn get(&self, scheme: &'static Scheme) -> Option<&Credential> {
        let mut held = self.0.iter();
        held.find(|(known, _)| std::ptr::eq(*known, scheme))
            .map(|(_, credential)| credential)
    }

    /// Sets a credential; an empty one removes it.
    pub(crate) fn set(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.0.retain(|(known, _)| !std::ptr::eq(*known, scheme));
        if !credential.is_empty() {
            self.0.push((scheme, credential));
        }
    }

    /// The first alternative whose credentials are all set. Without one, the first alternative of which some are set, and
    /// the others are among the headers that the user has set.
    fn chosen(
        &self,
        security: &'static Security,
        given: [&HeaderMap; 2],
    ) -> Option<&'static [&'static Scheme]> {
        let is_set = |scheme: &&'static Scheme| self.get(scheme).is_some();
        let all = |set: &&&[&'static Scheme]| !set.is_empty() && set.iter().all(is_set);
        let some = |set: &&&[&'static Scheme]| {
            let mut others = set.iter().filter(|scheme| !is_set(scheme));
            set.iter().any(is_set) && others.all(|scheme| is_given([scheme.parameter], given))
        };
        let mut sets = security.iter();
        let complete = sets.clone().find(all);
        complete.or_else(|| sets.find(some)).copied()
    }

    /// Fetches the credentials that [`Credentials::authorize`] will add.
    pub(crate) async fn provide(
        &self,
        security: &'static Security,
        given: [&HeaderMap; 2],
    ) -> Result<(), Error> {
        for &scheme in self.chosen(security, given).unwrap_or_default() {
            if let Some(credential) = self.get(scheme) {
                credential.provide().await?;
            }
        }
        Ok(())
    }

    /// Adds the credentials of the chosen alternative, and no others. Without one, the user may have set a header with a
    /// credential.
    pub(crate) fn authorize(
        &self,
        request: &mut reqwest::Request,
        security: &'static Security,
        tokens: &Sent,
        given: [&HeaderMap; 2],
    ) -> Result<(), Error> {
        let Some(set) = self.chosen(security, given) else {
            let open = security.is_empty() || security.iter().any(|set| set.is_empty());
            let names = security.iter().copied().flatten().map(|one| one.parameter);
            return if open || is_given(names, given) {
                Ok(())
            } else {
                Err(missing(security))
            };
        };
        for &scheme in set {
            let Some(value) = self.get(scheme).and_then(|one| one.known(tokens)) else {
                continue;
            };
            (scheme.apply)(request, scheme.parameter, &value).map_err(|_| {
                let setter = scheme.setter;
                Error::invalid_request(format!(
                    "the value of ClientBuilder::{setter} contains characters that HTTP headers do not allow"
                ))
            })?;
        }
        Ok(())
    }

    /// Renews the credentials that the server has refused for an operation; false if none can be renewed.
    pub(crate) fn renew(
        &self,
        security: &'static Security,
        tokens: &Sent,
        given: [&HeaderMap; 2],
    ) -> bool {
        let set = self.chosen(security, given).unwrap_or_default();
        let credentials = set.iter().filter_map(|scheme| self.get(scheme));
        // Each of them, and not just the first one.
        credentials
            .filter(|credential| credential.renew(tokens))
            .count()
            > 0
    }

    /// The secrets in all credentials, which nothing that is shown may contain.
    pub(super) fn secrets(&self) -> impl Iterator<Item = Arc<str>> {
        self.0.iter().flat_map(|(_, one)| one.secrets())
    }
}

/// Names the credentials, without their values.
impl Debug for Credentials {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.iter().map(|(scheme, _)| scheme))
            .finish()
    }
}

/// Whether the user has set a header with one of these names, or one of those that may hold any credential.
fn is_given<'n>(names: impl IntoIterator<Item = &'n str>, given: [&HeaderMap; 2]) -> bool {
    let names = names.into_iter();
    let mut names = names.chain(["authorization", "cookie"]);
    names.any(|name| given.iter().any(|headers| headers.contains_key(name)))
}

fn missing(security: &Security) -> Error {
    let set = |schemes: &&[&Scheme]| -> String {
        let ways: Vec<_> = schemes.iter().map(|scheme| way(scheme)).collect();
        ways.join(" and ")
    };
    let sets: Vec<_> = security.iter().map(set).collect();
    Error::invalid_request(format!(
        "credentials for this request are missing; set them with {}",
        sets.join(", or with ")
    ))
}

fn way(scheme: &Scheme) -> String {
    format!(
        "ClientBuilder::{} (or the environment variable {})",
        scheme.setter, scheme.env
    )
}

/// Sends a credential as `Authorization: Bearer …` (RFC 6750), under the name of its scheme.
///
/// # Errors
///
/// The credential contains characters that HTTP headers do not allow.
pub fn authorization(
    request: &mut reqwest::Request,
    scheme: &str,
    credential: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::try_from([scheme, credential].join(" "))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

/// Sends a key in the header that the scheme names.
///
/// # Errors
///
/// The key contains characters that HTTP headers do not allow.
pub fn key_header(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(key)?;
    value.set_sensitive(true);
    // The description has been read by someone who knows which names are valid.
    if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

/// Sends a key in the query parameter that the scheme names.
///
/// # Errors
///
/// Never fails. It returns a `Result` because the functions for other places do.
#[allow(
    clippy::unnecessary_wraps,
    reason = "other credentials may not be `Send`"
)]
pub fn key_query(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let name = percent(name);
    let pair = format!("{name}={}", percent(key));
    let url = request.url_mut();
    // The URL of a next page or of a redirect may already have it.
    let others = url.query().unwrap_or_default().split('&');
    let others = others.filter(|pair| pair.split('=').next() != Some(&name) && !pair.is_empty());
    let pairs: Vec<&str> = others.chain([pair.as_str()]).collect();
    let query = pairs.join("&");
    url.set_query(Some(&query));
    Ok(())
}

/// Sends a key in the cookie that the scheme names.
///
/// # Errors
///
/// The key contains characters that HTTP headers do not allow.
pub fn key_cookie(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let pair = format!("{name}={key}");
    let headers = request.headers_mut();
    // Another scheme may have set one.
    let held = headers.get(COOKIE).map(HeaderValue::as_bytes);
    let cookies = match held {
        Some(held) => [held, b"; ", pair.as_bytes()].concat(),
        None => pair.into_bytes(),
    };
    let mut value = HeaderValue::from_bytes(&cookies)?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}
