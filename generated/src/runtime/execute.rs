//! From a plan to an answer: the request is made, sent, and sent again where that may help.

use std::time::Duration;

use reqwest::Url;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, USER_AGENT};

use super::error::Error;
use super::request::Plan;
use super::response::{Head, RawResponse, Receive};
use super::retry;
use crate::client::API;

/// Sends a request until it succeeds, or cannot be helped by another try.
pub(crate) async fn execute<T: Receive>(mut plan: Plan) -> Result<T, Error> {
    if let Some(mistake) = plan.error.take() {
        return Err(mistake);
    }
    let max_retries = plan.max_retries.unwrap_or(plan.client.settings.max_retries);
    let mut request = plan.assemble()?;
    let mut retries = 0;
    loop {
        let again = if retries < max_retries {
            request.try_clone()
        } else {
            None
        };
        let limit = plan.time_limit();
        let error = match tokio::time::timeout(limit, attempt(&plan, request, retries)).await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => error.after(retries),
            Err(_) => Error::timed_out(limit).after(retries),
        };
        match again.zip(retry::pause(&error, retries)) {
            Some((copy, pause)) => {
                tokio::time::sleep(pause).await;
                request = copy;
            }
            None => return Err(error),
        }
        retries += 1;
    }
}

/// Sends a request once. Every answer but a success is an error.
async fn attempt<T: Receive>(
    plan: &Plan,
    request: reqwest::Request,
    retries: u32,
) -> Result<T, Error> {
    let http = &plan.client.settings.http;
    let mut response = http.execute(request).await.map_err(Error::transport)?;
    let head = Head {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        retries,
    };
    if head.status.is_success() {
        T::receive(head, response, plan).await
    } else {
        let answer = RawResponse::receive(head, response, plan).await?;
        Err(Error::answer(answer))
    }
}

impl Plan {
    /// The time that one try may take.
    pub(crate) fn time_limit(&self) -> Duration {
        self.timeout.unwrap_or(self.client.settings.timeout)
    }

    /// Makes the HTTP request.
    fn assemble(&self) -> Result<reqwest::Request, Error> {
        let settings = &self.client.settings;
        let url = Url::parse(&self.url()).map_err(|error| {
            Error::invalid_request(format!("the URL of the request is not valid: {error}"))
        })?;
        let mut request = reqwest::Request::new(self.endpoint.method.clone(), url);
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, HeaderValue::from_static(API.user_agent));
        headers.insert(ACCEPT, HeaderValue::from_static(self.endpoint.accept));
        self.attach(&mut request)?;
        settings
            .credentials
            .authorize(&mut request, self.endpoint.security)?;
        // What is nearer to the call wins.
        for source in [&settings.headers, &self.headers] {
            replace(request.headers_mut(), source);
        }
        Ok(request)
    }

    /// The base URL, the path and the query.
    pub(crate) fn url(&self) -> String {
        if let Some(url) = &self.trail.url {
            return url.clone();
        }
        // A fragment only tells operations of one path apart: none is sent (RFC 9110, 7.1).
        let path = self.path.split('#').next().unwrap_or_default();
        let mut url = format!("{}{path}", self.base_url());
        // Some paths have a query of their own.
        let mut mark = if path.contains('?') { '&' } else { '?' };
        for (_, pairs) in &self.query {
            url.push(mark);
            url.push_str(pairs);
            mark = '&';
        }
        url
    }

    /// A base URL that the user has set is that of all operations: of a proxy, or a test.
    fn base_url(&self) -> &str {
        let settings = &self.client.settings;
        let own = self.server.filter(|_| !settings.base_url_is_set);
        own.unwrap_or(&settings.base_url)
    }

    /// Adds the body, if there is one.
    fn attach(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        if let Some(make) = self.body {
            let (usual, body) = make(&self.pieces);
            let media_type = self.content_type.map_or(usual.clone(), |media_type| {
                with_parameter(media_type, &usual)
            });
            let media_type = HeaderValue::try_from(media_type).map_err(|_| {
                Error::invalid_request("the media type of the body is not valid".to_owned())
            })?;
            request.headers_mut().insert(CONTENT_TYPE, media_type);
            *request.body_mut() = Some(body.into());
        }
        Ok(())
    }
}

/// A media type, with the parameter of the usual one: the boundary, or the charset.
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

/// Sets headers in place of those of the same names; cookies alone are added to one another, as
/// one of them may be a credential.
fn replace(headers: &mut HeaderMap, source: &HeaderMap) {
    for (name, value) in source {
        let held = headers.get(name).filter(|_| *name == COOKIE);
        let joined = held.map(|held| [held.as_bytes(), b"; ", value.as_bytes()].concat());
        let joined = joined.and_then(|bytes| HeaderValue::try_from(bytes).ok());
        headers.insert(name.clone(), joined.unwrap_or_else(|| value.clone()));
    }
}
