//! Responses from memory, for tests of code that calls the API.
//!
//! ```text
//! let mock = Mock::new();
//! mock.reply::<Retrieve>(&invite);
//! let client = Client::builder().transport(mock.clone()).build()?;
//! ```

use std::collections::VecDeque;
use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode, Url};

use super::client::header_names;
use super::json::{self, Wire};
use super::response::{Binary, Empty, Json, LooseText, OptionalJson, Text};
use super::syntax::media_type_header;
use super::transport::{Sending, Transport};

/// An operation of the API, represented by its request, such as the one that `retrieve` returns.
pub trait Operation {
    /// The value of the response; for a stream, its items.
    type Given: ?Sized;

    /// The HTTP method.
    const METHOD: &'static str;

    /// The path template.
    const PATH: &'static str;

    /// Encodes the value as the server would, and returns the media type and the body.
    fn encode(given: &Self::Given) -> (&'static str, Bytes);

    /// The status code of a response with this value.
    #[must_use]
    fn status(given: &Self::Given) -> StatusCode;
}

/// A [`Transport`] that responds from memory and records requests. Clones share the responses and
/// the recorded requests.
///
/// Each operation has a queue of responses. The last one is repeated for all further requests.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    replies: Vec<Replies>,
    requests: Vec<MockRequest>,
}

struct Replies {
    method: &'static str,
    path: &'static str,
    queue: VecDeque<Answer>,
}

#[derive(Clone)]
struct Answer {
    status: StatusCode,
    media_type: &'static str,
    body: Bytes,
}

/// A request that a [`Mock`] received.
#[derive(Clone)]
pub struct MockRequest {
    /// The HTTP method.
    pub method: Method,
    /// The URL, including the base URL of the client.
    pub url: Url,
    /// The headers, including credentials.
    pub headers: HeaderMap,
    /// The body; empty if there is none, or if it was sent as a stream.
    pub body: Bytes,
}

/// Shows neither the query nor the values of headers, because they may contain credentials. The body is shown.
impl Debug for MockRequest {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        url.set_query(None);
        let _ = url.set_password(None).and_then(|()| url.set_username(""));
        formatter
            .debug_struct("MockRequest")
            .field("method", &self.method)
            .field("url", &url.as_str())
            .field("headers", &header_names(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}

impl Mock {
    /// Creates a mock without responses: every request fails with status code 501.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response for an operation: a value of its type, or the items of a stream.
    pub fn reply<O: Operation>(&self, given: &O::Given) -> &Self {
        let (media_type, body) = O::encode(given);
        self.push::<O>(O::status(given), media_type, body)
    }

    /// Adds a response for an operation: a status code and a JSON body, which may have any type.
    #[allow(
        clippy::must_use_candidate,
        reason = "it is returned so that more responses can be added"
    )]
    pub fn answer<O: Operation>(&self, status: StatusCode, body: &serde_json::Value) -> &Self {
        self.push::<O>(status, "application/json", body.to_string().into())
    }

    /// Adds a response for an operation: a body of any media type.
    pub fn raw<O: Operation>(&self, media_type: &'static str, body: impl Into<Bytes>) -> &Self {
        self.push::<O>(StatusCode::OK, media_type, body.into())
    }

    /// The requests that have been sent so far.
    #[must_use]
    pub fn requests(&self) -> Vec<MockRequest> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push<O: Operation>(
        &self,
        status: StatusCode,
        media_type: &'static str,
        body: Bytes,
    ) -> &Self {
        let answer = Answer {
            status,
            media_type,
            body,
        };
        let mut state = self.state();
        let same = |replies: &&mut Replies| replies.method == O::METHOD && replies.path == O::PATH;
        match state.replies.iter_mut().find(same) {
            Some(replies) => replies.queue.push_back(answer),
            None => state.replies.push(Replies {
                method: O::METHOD,
                path: O::PATH,
                queue: [answer].into(),
            }),
        }
        drop(state);
        self
    }
}

impl State {
    fn answer(&mut self, request: &MockRequest) -> Answer {
        let fits = |replies: &&mut Replies| {
            request.method == *replies.method && matches(replies.path, &request.url)
        };
        let fitting = self.replies.iter_mut().filter(fits);
        // The path that says most of itself is meant.
        let found = fitting.max_by_key(|replies| weight(replies.path));
        let answer = found.and_then(|replies| match replies.queue.len() {
            1 => replies.queue.front().cloned(),
            _ => replies.queue.pop_front(),
        });
        answer.unwrap_or_else(|| Answer {
            status: StatusCode::NOT_IMPLEMENTED,
            media_type: "text/plain",
            body: format!(
                "the mock has no response for {} {}",
                request.method,
                request.url.path()
            )
            .into(),
        })
    }
}

impl Transport for Mock {
    fn send(&self, request: reqwest::Request) -> Sending {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let request = MockRequest {
            method: request.method().clone(),
            url: request.url().clone(),
            body: body.map(Bytes::copy_from_slice).unwrap_or_default(),
            headers: request.headers().clone(),
        };
        let mut state = self.state();
        let answer = state.answer(&request);
        state.requests.push(request);
        drop(state);
        let mut response = http::Response::new(answer.body);
        *response.status_mut() = answer.status;
        let headers = response.headers_mut();
        if let Ok(media_type) = media_type_header(answer.media_type) {
            headers.insert(CONTENT_TYPE, media_type);
        }
        // A test is not to wait.
        headers.insert("x-should-retry", HeaderValue::from_static("false"));
        Box::pin(async move { Ok(response.into()) })
    }
}

/// Shows only the number of requests, because they may contain credentials.
impl Debug for Mock {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Mock")
            .field("requests", &self.state().requests.len())
            .finish_non_exhaustive()
    }
}

/// A way to read a response that a mock can also produce.
pub trait Mocked {
    /// The value that is passed to a mock; for a stream, its items.
    type Given: ?Sized;

    /// The media type and the body.
    fn encode(given: &Self::Given) -> (&'static str, Bytes);

    /// The status code.
    #[must_use]
    fn status(_: &Self::Given) -> StatusCode {
        StatusCode::OK
    }
}

/// How much a template says of itself: its number of segments, of segments without parameters, and of query pairs.
fn weight(template: &str) -> (usize, usize, usize) {
    let (path, query) = parts(template);
    let segments = path.split('/');
    let literal = segments.clone().filter(|segment| !segment.contains('{'));
    (
        segments.clone().count(),
        literal.count(),
        query.split('&').filter(|pair| !pair.is_empty()).count(),
    )
}

/// The path and the query of a template. Its fragment is not sent.
fn parts(template: &str) -> (&str, &str) {
    let template = template.split('#').next().unwrap_or_default();
    template.split_once('?').unwrap_or((template, ""))
}

/// Whether the path of a URL ends with a path that matches the template. The path of a base URL may precede it.
pub(crate) fn matches(template: &str, url: &Url) -> bool {
    let (path, query) = parts(template);
    let held: Vec<&str> = url.query().unwrap_or_default().split('&').collect();
    let mut pairs = query.split('&').filter(|pair| !pair.is_empty());
    // The template begins with a slash, before which any segment may precede it.
    let path = path.strip_prefix('/').unwrap_or(path);
    let wanted: Vec<&str> = path.split('/').rev().collect();
    let given: Vec<&str> = url.path().split('/').skip(1).collect();
    wanted.len() <= given.len()
        && wanted
            .iter()
            .zip(given.iter().rev())
            .all(|(wanted, given)| is_like(wanted, given, 1))
        && pairs.all(|pair| held.iter().any(|held| is_like(pair, held, 0)))
}

/// Whether a part of a URL matches a part of the template, which may have parameters in braces. Those take `least` bytes.
/// A template need not be percent-encoded.
fn is_like(wanted: &str, given: &str, least: usize) -> bool {
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
    let given = decoded(given);
    let (Some((before, _)), Some((_, after))) = (wanted.split_once('{'), wanted.rsplit_once('}'))
    else {
        return decoded(wanted) == given;
    };
    let (before, after) = (decoded(before), decoded(after));
    given.len() >= before.len() + after.len() + least
        && given.starts_with(&*before)
        && given.ends_with(&*after)
}

impl<T: Wire + 'static> Mocked for Json<T> {
    type Given = T;

    fn encode(given: &T) -> (&'static str, Bytes) {
        ("application/json", json::encode(given).into())
    }

    fn status(given: &T) -> StatusCode {
        StatusCode::from_u16(given.response_status()).unwrap_or_default()
    }
}

impl<T: Wire + 'static> Mocked for OptionalJson<T> {
    type Given = Option<T>;

    fn encode(given: &Option<T>) -> (&'static str, Bytes) {
        (
            "application/json",
            given.as_ref().map(json::encode).unwrap_or_default().into(),
        )
    }

    fn status(given: &Option<T>) -> StatusCode {
        given.as_ref().map(Json::status).unwrap_or_default()
    }
}

impl Mocked for Empty {
    type Given = ();

    fn encode((): &()) -> (&'static str, Bytes) {
        ("text/plain", Bytes::new())
    }
}

impl Mocked for Text {
    type Given = str;

    fn encode(given: &str) -> (&'static str, Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}

impl Mocked for LooseText {
    type Given = str;

    fn encode(given: &str) -> (&'static str, Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}

impl Mocked for Binary {
    type Given = Bytes;

    fn encode(given: &Bytes) -> (&'static str, Bytes) {
        ("application/octet-stream", given.clone())
    }
}
