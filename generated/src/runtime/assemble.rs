//! The HTTP request that is built from a plan.

use reqwest::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT,
};
use reqwest::{Method, Url};

use super::error::Error;
use super::redirect::{Route, strip};
use super::request::Plan;

/// Tells the server which attempts belong together, so that it acts only once (IETF draft *The
/// Idempotency-Key HTTP Header Field*).
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The number of earlier attempts.
const RETRY_COUNT: HeaderName = HeaderName::from_static("x-retry-count");

impl Plan {
    /// Builds the HTTP request for one attempt.
    pub(crate) fn assemble(&self, route: &Route, retries: u32) -> Result<reqwest::Request, Error> {
        let settings = &self.client.settings;
        let (url, method) = route.step(self)?;
        let mut request = reqwest::Request::new(method, url);
        let headers = request.headers_mut();
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(settings.api.user_agent),
        );
        headers.insert(ACCEPT, HeaderValue::from_static(self.endpoint.accept));
        if retries > 0 {
            headers.insert(RETRY_COUNT, retries.into());
        }
        if !route.without_body && self.trail.url.is_none() {
            self.attach(&mut request)?;
        }
        if !route.abroad {
            let credentials = &settings.credentials;
            credentials.authorize(&mut request, self.endpoint.security)?;
        }
        // Headers nearer to the call win.
        let headers = request.headers_mut();
        for source in [&settings.headers, &self.headers, &self.options.headers] {
            replace(headers, source);
        }
        if route.abroad {
            strip(headers, settings.api);
        }
        settings.hooks.before(&mut request);
        // The methods whose requests usually have content (RFC 9110, section 8.6).
        let has_content = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
        if has_content && request.body().is_none() {
            let headers = request.headers_mut();
            headers.entry(CONTENT_LENGTH).or_insert(0.into());
        }
        Ok(request)
    }

    /// Whether sending the request twice may have a different effect than sending it once (RFC 9110, section 9.2.1).
    pub(crate) fn is_write(&self) -> bool {
        ![Method::GET, Method::HEAD, Method::OPTIONS].contains(&self.method())
    }

    /// The HTTP method. The URL of the next page is a link, which is followed with `GET`, without the body
    /// that led to the first one.
    pub(crate) fn method(&self) -> Method {
        match self.trail.url {
            Some(_) => Method::GET,
            None => self.endpoint.method.clone(),
        }
    }

    /// Whether the body can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        let mut sources = self.pieces.iter().flat_map(|piece| &piece.source);
        sources.all(|source| source.is_repeatable())
    }

    /// The base URL, the path and the query.
    pub(crate) fn url(&self) -> Result<Url, Error> {
        if let Some(url) = &self.trail.url {
            return Ok(url.clone());
        }
        let mut url = self.base_url()?;
        // A fragment only tells operations of one path apart: none is sent (RFC 9110, 7.1).
        let path = self.path.split('#').next().unwrap_or_default();
        // Some paths have a query of their own.
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        let base = url.path().trim_end_matches('/');
        url.set_path(&[base, path].concat());
        let pairs = self.query.iter().map(|(_, pairs)| pairs);
        let pairs = pairs.chain(&self.options.query).map(String::as_str);
        let pairs = query.into_iter().chain(pairs);
        let own = url
            .query()
            .filter(|query| !query.is_empty())
            .map(str::to_owned);
        let pairs: Vec<&str> = own.as_deref().into_iter().chain(pairs).collect();
        let pairs = Some(pairs.join("&")).filter(|pairs| !pairs.is_empty());
        url.set_query(pairs.as_deref());
        Ok(url)
    }

    /// A base URL set by the user applies to all operations, for a proxy or a test.
    pub(crate) fn base_url(&self) -> Result<Url, Error> {
        let settings = &self.client.settings;
        match self.server.filter(|_| !settings.base_url_is_set) {
            // Parsed when the client was built: to do so takes longer than the rest of a request.
            None => Ok(settings.base_url.clone()),
            Some(own) => Url::parse(own).map_err(|error| {
                Error::invalid_request(format!("the request URL is invalid: {error}"))
            }),
        }
    }

    /// Adds the body, if there is one.
    fn attach(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        let Some(make) = self.body else {
            return self.options.extended(request);
        };
        let (usual, body) = make(&self.pieces)?;
        let media_type = self.content_type.map_or(usual.clone(), |media_type| {
            with_parameter(media_type, &usual)
        });
        let media_type = HeaderValue::try_from(media_type).map_err(|_| {
            Error::invalid_request("the media type of the request body is invalid".to_owned())
        })?;
        request.headers_mut().insert(CONTENT_TYPE, media_type);
        *request.body_mut() = Some(body);
        self.options.extended(request)
    }
}

/// A media type, with the parameter of the default one: the boundary, or the charset.
fn with_parameter(media_type: &str, usual: &str) -> String {
    match usual.split_once("; ") {
        Some((_, parameter)) if !names(media_type, parameter) => {
            format!("{media_type}; {parameter}")
        }
        _ => media_type.to_owned(),
    }
}

fn names(media_type: &str, parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    media_type.to_ascii_lowercase().contains(name)
}

/// Sets headers, replacing those with the same names; only cookies are combined, as
/// one of them may be a credential.
fn replace(headers: &mut HeaderMap, source: &HeaderMap) {
    for (name, value) in source {
        let held = headers.get(name).filter(|_| *name == COOKIE);
        let joined = held.map(|held| [held.as_bytes(), b"; ", value.as_bytes()].concat());
        let joined = joined.and_then(|bytes| HeaderValue::try_from(bytes).ok());
        headers.insert(name.clone(), joined.unwrap_or_else(|| value.clone()));
    }
}
