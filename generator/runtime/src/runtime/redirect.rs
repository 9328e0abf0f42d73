//! Redirects (RFC 9110, section 15.4), followed here and not by the HTTP client: that one does not
//! know which headers hold credentials.

use reqwest::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, LOCATION, PROXY_AUTHORIZATION,
};
use reqwest::{Method, Response, StatusCode, Url};

use super::client::Api;
use super::error::{Error, kind::Kind};
use super::request::Plan;

const MAX_REDIRECTS: usize = 20;

/// Where a request goes: to its operation, or to where the server has sent it on.
#[derive(Default)]
pub(crate) struct Route {
    /// The place and the method, after a redirect.
    pub(crate) target: Option<(Url, Method)>,
    /// Whether the body stayed behind.
    pub(crate) without_body: bool,
    /// Whether it has left the origin that it was meant for, and with that its credentials behind.
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
                "redirected to a URL that is not http or https",
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

    /// Where the request went last, and by which method.
    pub(crate) fn step(&self, plan: &Plan) -> Result<(Url, Method), Error> {
        match &self.target {
            Some(target) => Ok(target.clone()),
            None => Ok((plan.url()?, plan.endpoint.method.clone())),
        }
    }

    /// Why a redirect is not followed.
    pub(crate) fn refused(message: &str) -> Error {
        Error::new(Kind::Redirect, message.to_owned())
    }
}

/// Removes from the headers what proves who is calling.
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

/// The method of the next request: 303 asks for another thing, and so do 301 and 302 in response to a
/// POST, as all clients have it (RFC 9110, section 15.4.2).
fn redirected(status: StatusCode, method: Method) -> Method {
    match (status.as_u16(), &method) {
        (_, &Method::HEAD) => method,
        (303, _) | (301 | 302, &Method::POST) => Method::GET,
        _ => method,
    }
}
