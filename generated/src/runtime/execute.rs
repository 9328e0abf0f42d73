//! From a plan to an answer: the request is made, sent, and sent again where that may help.

use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, USER_AGENT};

use super::error::Error;
use super::request::Plan;
use super::response::RawResponse;
use super::retry;
use crate::client::API;

/// Sends a request until it succeeds, or cannot be helped by another try.
pub(crate) async fn execute(mut plan: Plan) -> Result<RawResponse, Error> {
    if let Some(mistake) = plan.error.take() {
        return Err(mistake);
    }
    let settings = &plan.client.settings;
    let max_retries = plan.max_retries.unwrap_or(settings.max_retries);
    let mut request = plan.assemble()?;
    let mut retries = 0;
    loop {
        let again = if retries < max_retries {
            request.try_clone()
        } else {
            None
        };
        let error = match attempt(&settings.http, request).await {
            Ok(raw) => return Ok(RawResponse { retries, ..raw }),
            Err(error) => error.after(retries),
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
async fn attempt(http: &reqwest::Client, request: reqwest::Request) -> Result<RawResponse, Error> {
    let timeout = request.timeout().copied();
    let transport = |error| Error::transport(error, timeout);
    let mut response = http.execute(request).await.map_err(transport)?;
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let body = response.bytes().await.map_err(transport)?;
    let raw = RawResponse {
        status,
        headers,
        body,
        retries: 0,
    };
    if status.is_success() {
        Ok(raw)
    } else {
        Err(Error::answer(raw))
    }
}

impl Plan {
    /// Makes the HTTP request.
    fn assemble(&self) -> Result<reqwest::Request, Error> {
        let settings = &self.client.settings;
        let url = Url::parse(&format!("{}{}", settings.base_url, self.path)).map_err(|error| {
            Error::invalid_request(format!("the URL of the request is not valid: {error}"))
        })?;
        let mut request = reqwest::Request::new(self.endpoint.method.clone(), url);
        *request.timeout_mut() = Some(self.timeout.unwrap_or(settings.timeout));
        let headers = request.headers_mut();
        headers.insert(USER_AGENT, HeaderValue::from_static(API.user_agent));
        headers.insert(ACCEPT, HeaderValue::from_static(self.endpoint.accept));
        settings
            .credentials
            .authorize(&mut request, self.endpoint.security)?;
        // What is nearer to the call wins.
        for source in [&settings.headers, &self.headers] {
            replace(request.headers_mut(), source);
        }
        Ok(request)
    }
}

fn replace(headers: &mut HeaderMap, source: &HeaderMap) {
    for (name, value) in source {
        headers.insert(name.clone(), value.clone());
    }
}
