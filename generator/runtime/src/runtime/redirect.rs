//! The URLs that responses refer to: links, and redirects (RFC 9110, section 15.4), which are followed here and not by the HTTP client, because it does not
//! know which headers contain credentials.

use reqwest::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, LOCATION, PROXY_AUTHORIZATION,
};
use reqwest::{Method, Response, StatusCode, Url};

use super::client::Api;
use super::error::{Error, kind::Kind};
use super::request::Plan;

const MAX_REDIRECTS: usize = 20;

/// The target of a request: its operation, or the target of a redirect.
#[derive(Default)]
pub(crate) struct Route {
    /// The URL and the HTTP method after a redirect.
    pub(crate) target: Option<(Url, Method)>,
    /// Whether the body was dropped.
    pub(crate) without_body: bool,
    /// Whether it was redirected to another origin, and lost its credentials.
    pub(crate) abroad: bool,
    redirects: usize,
}

impl Route {
    /// Follows a response that is a redirect; false if it is the response to the request itself.
    pub(crate) fn follow(&mut self, plan: &Plan, answer: &Response) -> Result<bool, Error> {
        let status = answer.status();
        let (true, Some(location)) = (is_redirect(status), answer.headers().get(LOCATION)) else {
            return Ok(false);
        };
        let (from, method) = self.step(plan)?;
        let location = String::from_utf8_lossy(location.as_bytes());
        let target = from
            .join(&location)
            .ok()
            .filter(|target| matches!(target.scheme(), "http" | "https"));
        let Some(target) = target else {
            return Err(Self::refused(
                "refused a redirect to a URL that is not http or https",
            ));
        };
        if from.scheme() == "https" && target.scheme() == "http" {
            return Err(Self::refused("refused a redirect from https to http"));
        }
        if self.redirects == MAX_REDIRECTS {
            return Err(Self::refused("more than 20 redirects"));
        }
        self.redirects += 1;
        self.abroad |= from.origin() != target.origin();
        let method = redirected(status, method);
        self.without_body |= method == Method::GET;
        self.target = Some((target, method));
        Ok(true)
    }

    /// The last URL of the request, and its HTTP method.
    pub(crate) fn step(&self, plan: &Plan) -> Result<(Url, Method), Error> {
        match &self.target {
            Some(target) => Ok(target.clone()),
            None => Ok((plan.url()?, plan.method())),
        }
    }

    /// The reason why a redirect is not followed.
    pub(crate) fn refused(message: &str) -> Error {
        Error::new(Kind::Redirect, message.to_owned())
    }
}

/// Removes credentials from the headers.
pub(crate) fn strip(headers: &mut HeaderMap, api: &Api) {
    let known = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE];
    let keys = api.schemes.iter().map(|scheme| scheme.parameter);
    let keys = keys.filter_map(|name| HeaderName::try_from(name).ok());
    for name in keys.chain(known) {
        headers.remove(name);
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The HTTP method of the next request: 303 changes it to `GET`, and so do 301 and 302 in response to a
/// POST, as in all clients (RFC 9110, section 15.4.2).
fn redirected(status: StatusCode, method: Method) -> Method {
    match (status.as_u16(), &method) {
        (_, &Method::HEAD) => method,
        (303, _) | (301 | 302, &Method::POST) => Method::GET,
        _ => method,
    }
}

/// The target of the first link with a relation in a header `link` (RFC 8288, section 3).
pub(crate) fn linked<'f>(field: &'f str, relation: &str) -> Option<&'f str> {
    let mut rest = field;
    loop {
        let (_, link) = rest.split_once('<')?;
        let (target, after) = link.split_once('>')?;
        let mut is_it = false;
        rest = after;
        while let Some(text) = rest.trim_start().strip_prefix(';') {
            let (name, value, after) = parameter(text);
            let mut relations = value.split_ascii_whitespace();
            is_it |= name.eq_ignore_ascii_case("rel")
                && relations.any(|one| one.eq_ignore_ascii_case(relation));
            rest = after;
        }
        if is_it {
            return Some(target);
        }
    }
}

/// A parameter after its `;`: the name, the value without quotes, and the rest.
fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or_default();
    let Some(value) = rest.strip_prefix('=') else {
        return (name.trim(), "", rest);
    };
    let value = value.trim_start();
    if let Some(quoted) = value.strip_prefix('"') {
        // No relation has an escaped quote in it; of other values only the end matters.
        let mut escaped = false;
        let end = quoted.find(|char| {
            let ends = char == '"' && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        });
        let (value, rest) = quoted
            .split_at_checked(end.unwrap_or(quoted.len()))
            .unwrap_or_default();
        return (name.trim(), value, rest.strip_prefix('"').unwrap_or(rest));
    }
    let end = value.find([';', ',']).unwrap_or(value.len());
    let (value, rest) = value.split_at_checked(end).unwrap_or_default();
    (name.trim(), value.trim(), rest)
}
