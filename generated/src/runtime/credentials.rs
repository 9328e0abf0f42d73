//! Credentials: which there are, which an operation needs, and how they stay secret.

use std::fmt::{self, Debug, Formatter};

use reqwest::header::InvalidHeaderValue;

use super::Error;

/// A way to prove who is calling (`OpenAPI` *Security Scheme Object*).
pub(crate) struct Scheme {
    /// Its name in the API's description.
    pub(crate) name: &'static str,
    /// The method of [`ClientBuilder`](super::ClientBuilder) that sets it.
    pub(crate) setter: &'static str,
    /// The environment variable that holds it.
    pub(crate) env: &'static str,
    /// Its place: the name of a header, query parameter or cookie, or of an authorization scheme.
    pub(crate) parameter: &'static str,
    /// Puts it into a request, at its place.
    pub(crate) apply: fn(&mut reqwest::Request, &str, &str) -> Result<(), InvalidHeaderValue>,
}

impl Debug for Scheme {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Alternatives, of which each is a set of schemes that go together (`OpenAPI` *Security
/// Requirement Object*). An empty set, and an empty list, stand for no credential at all.
pub(crate) type Security = [&'static [&'static Scheme]];

/// The credentials that a client has.
#[derive(Default)]
pub(crate) struct Credentials(Vec<(&'static Scheme, String)>);

impl Credentials {
    pub(crate) fn get(&self, scheme: &'static Scheme) -> Option<&str> {
        let mut held = self.0.iter();
        held.find(|(known, _)| std::ptr::eq(*known, scheme))
            .map(|(_, value)| value.as_str())
    }

    /// Sets a credential; an empty one means that there is none.
    pub(crate) fn set(&mut self, scheme: &'static Scheme, value: String) {
        self.0.retain(|(known, _)| !std::ptr::eq(*known, scheme));
        if !value.is_empty() {
            self.0.push((scheme, value));
        }
    }

    /// Adds the credentials of the first alternative for which all are there, and no others.
    pub(crate) fn authorize(
        &self,
        request: &mut reqwest::Request,
        security: &Security,
    ) -> Result<(), Error> {
        let complete = |set: &&&[&'static Scheme]| {
            !set.is_empty() && set.iter().all(|scheme| self.get(scheme).is_some())
        };
        let Some(set) = security.iter().find(complete) else {
            let open = security.is_empty() || security.iter().any(|set| set.is_empty());
            return if open { Ok(()) } else { Err(missing(security)) };
        };
        for &scheme in *set {
            let value = self.get(scheme).unwrap_or_default();
            (scheme.apply)(request, scheme.parameter, value).map_err(|_| {
                let setter = scheme.setter;
                Error::invalid_request(format!(
                    "the value of ClientBuilder::{setter} has characters that no HTTP header can carry"
                ))
            })?;
        }
        Ok(())
    }

    /// Takes every credential out of a text. A server may echo what it was sent.
    pub(crate) fn scrub(&self, text: &mut String) {
        for (_, value) in &self.0 {
            if text.contains(value) {
                *text = text.replace(value, REDACTED);
            }
        }
    }
}

const REDACTED: &str = "[redacted]";

/// Names the credentials, without their values.
impl Debug for Credentials {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.iter().map(|(scheme, _)| scheme))
            .finish()
    }
}

fn missing(security: &Security) -> Error {
    let set = |schemes: &&[&Scheme]| -> String {
        let ways: Vec<_> = schemes.iter().map(|scheme| way(scheme)).collect();
        ways.join(" and ")
    };
    let sets: Vec<_> = security.iter().map(set).collect();
    Error::invalid_request(format!(
        "no credential for this request: set it with {}",
        sets.join(", or with ")
    ))
}

fn way(scheme: &Scheme) -> String {
    format!(
        "ClientBuilder::{} or the environment variable {}",
        scheme.setter, scheme.env
    )
}
