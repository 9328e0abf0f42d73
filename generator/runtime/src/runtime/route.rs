//! The HTTP request that is built from a plan, and the URLs that responses refer to: links, and
//! redirects (RFC 9110, section 15.4). Redirects are followed here and not by the HTTP client,
//! because it does not know which headers contain credentials.

use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION,
    CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION, PROXY_AUTHORIZATION,
    USER_AGENT,
};
use reqwest::{Method, Response, StatusCode, Url};

use super::body::sent_in_time;
use super::client::Api;
use super::error::{Error, kind::Kind};
use super::request::Plan;
use super::syntax::{media_type_header, parameter, with_parameter};

/// Tells the server which attempts belong together, so that it acts only once (IETF draft *The
/// Idempotency-Key HTTP Header Field*).
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The number of earlier attempts.
const RETRY_COUNT: HeaderName = HeaderName::from_static("x-retry-count");

/// The headers that describe a body, and are dropped with it (RFC 9110, section 15.4).
const CONTENT: [HeaderName; 4] = [
    CONTENT_TYPE,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_LOCATION,
];

/// The HTTP methods that do not change state on the server (the IANA registry of HTTP methods), without `TRACE`.
const SAFE: [&str; 7] = [
    "GET", "HEAD", "OPTIONS", "PROPFIND", "QUERY", "REPORT", "SEARCH",
];

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
        let accept = media_type_header(self.endpoint.accept);
        headers.insert(ACCEPT, accept.map_err(Error::invalid_request)?);
        if retries > 0 {
            headers.insert(RETRY_COUNT, retries.into());
        }
        let with_body = !route.without_body && self.trail.url.is_none();
        if with_body {
            self.attach(&mut request)?;
        }
        if !route.abroad {
            let credentials = &settings.credentials;
            let security = self.endpoint.security;
            credentials.authorize(&mut request, security, &self.sent, self.given())?;
        }
        // Headers nearer to the call win.
        let headers = request.headers_mut();
        let usual = headers.get(CONTENT_TYPE).cloned();
        for source in [&settings.headers, &self.headers, &self.options.headers] {
            replace(headers, source);
        }
        keep_boundary(headers, usual.as_ref());
        for (name, value) in headers.iter_mut() {
            if is_secret(name, settings.api) {
                value.set_sensitive(true);
            }
        }
        if !with_body {
            for name in CONTENT {
                headers.remove(name);
            }
        }
        if route.abroad {
            strip(headers, settings.api);
        }
        settings.hooks.before(&mut request);
        // The methods whose requests usually have content (RFC 9110, section 8.6).
        let has_content = ["POST", "PUT", "PATCH", "QUERY"].contains(&request.method().as_str());
        if has_content && request.body().is_none() {
            let headers = request.headers_mut();
            headers.entry(CONTENT_LENGTH).or_insert(0.into());
        }
        Ok(request)
    }

    /// The headers that the user has set.
    pub(crate) fn given(&self) -> [&HeaderMap; 2] {
        [&self.client.settings.headers, &self.options.headers]
    }

    /// Whether the request may change state on the server: its HTTP method is not safe (RFC 9110, section 9.2.1).
    pub(crate) fn is_write(&self) -> bool {
        self.trail.url.is_none() && !SAFE.contains(&self.endpoint.method)
    }

    /// The HTTP method. If the server returned the URL of the page, it is requested with `GET` and
    /// without the body of the first request.
    fn method(&self) -> Result<Method, Error> {
        match self.trail.url {
            Some(_) => Ok(Method::GET),
            None => Method::from_bytes(self.endpoint.method.as_bytes())
                .map_err(|error| Error::builder(error.to_string()).caused_by(error)),
        }
    }

    /// Whether the body can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        let pieces = self.draft.pieces.iter().chain(&self.options.parts);
        let mut sources = pieces.flat_map(|piece| &piece.source);
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
        let parts = &self.options.parts;
        let Some(make) = self.draft.make.or(self.options.make) else {
            return self.options.extended(request);
        };
        let (usual, body) = if parts.is_empty() {
            make(&self.draft.pieces)?
        } else {
            make(&[self.draft.pieces.as_slice(), parts].concat())?
        };
        if !parts.is_empty() && !usual.starts_with("multipart/") {
            let message = "a part cannot be added: the request body is not multipart";
            return Err(Error::invalid_request(message.to_owned()));
        }
        let media_type = self.content_type.map_or(usual.clone(), |media_type| {
            with_parameter(media_type, &usual)
        });
        let media_type = HeaderValue::try_from(media_type).map_err(|_| {
            Error::invalid_request("the media type of the request body is invalid".to_owned())
        })?;
        request.headers_mut().insert(CONTENT_TYPE, media_type);
        *request.body_mut() = Some(body);
        self.options.extended(request)?;
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let json = body.and_then(|body| str::from_utf8(body).ok());
        if let Some(converted) = json.and_then(|json| self.syntax?.write(json)) {
            let text = converted.map_err(Error::invalid_request)?;
            *request.body_mut() = Some(text.into());
        }
        Ok(())
    }
}

/// Gives a media type that the user has set for a multipart body the boundary of that body.
fn keep_boundary(headers: &mut HeaderMap, usual: Option<&HeaderValue>) {
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
    let is_multipart = |media: &String| {
        let top = media.get(..10).unwrap_or_default();
        top.eq_ignore_ascii_case("multipart/")
    };
    let usual = usual.and_then(text).filter(is_multipart);
    let own = headers.get(CONTENT_TYPE).and_then(text);
    let Some((usual, own)) = usual.zip(own.filter(is_multipart)) else {
        return;
    };
    if let Ok(value) = HeaderValue::try_from(with_parameter(&own, &usual)) {
        headers.insert(CONTENT_TYPE, value);
    }
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
            return Err(Self::refused("refused the 21st redirect: the limit is 20"));
        }
        self.redirects += 1;
        self.abroad |= from.origin() != target.origin();
        let next = redirected(status, method.clone());
        self.without_body |= next != method;
        let method = next;
        self.target = Some((target, method));
        Ok(true)
    }

    /// The last URL of the request, and its HTTP method.
    pub(crate) fn step(&self, plan: &Plan) -> Result<(Url, Method), Error> {
        match &self.target {
            Some(target) => Ok(target.clone()),
            None => Ok((plan.url()?, plan.method()?)),
        }
    }

    /// The reason why a redirect is not followed.
    pub(crate) fn refused(message: &str) -> Error {
        Error::new(Kind::Redirect, message.to_owned())
    }
}

/// Removes credentials from the headers, and the name of the first server.
pub(crate) fn strip(headers: &mut HeaderMap, api: &Api) {
    let names: Vec<HeaderName> = headers.keys().cloned().collect();
    for name in names {
        if name == HOST || is_secret(&name, api) {
            headers.remove(name);
        }
    }
}

/// Whether a header may hold a credential.
fn is_secret(name: &HeaderName, api: &Api) -> bool {
    let mut schemes = api.schemes.iter();
    [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name)
        || schemes.any(|scheme| name.as_str().eq_ignore_ascii_case(scheme.parameter))
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The HTTP method of the next request: 303 changes it to `GET`, and so do 301 and 302 in response
/// to a POST, as in all clients (RFC 9110, section 15.4.2).
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

/// Sends a request, and the ones to which redirects lead. Returns the last response, and where it is from.
pub(crate) async fn exchange(plan: &Plan, retries: u32) -> Result<(Response, Route), Error> {
    let settings = &plan.client.settings;
    let mut route = Route::default();
    loop {
        if !route.abroad {
            let security = plan.endpoint.security;
            settings.credentials.provide(security, plan.given()).await?;
        }
        let request = plan.assemble(&route, retries)?;
        let transport = settings.via.transport()?;
        let answer = match plan.idle_limit() {
            None => transport.send(request).await.map_err(Error::transport)?,
            Some(limit) => Box::pin(sent_in_time(&*transport, request, limit)).await?,
        };
        if !route.follow(plan, &answer)? {
            return Ok((answer, route));
        }
        if !route.without_body && !plan.is_repeatable() {
            return Err(Route::refused(
                "cannot follow a redirect: the request body can be sent only once",
            ));
        }
    }
}
