//! Responses, and how a complete body is read.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ETAG, LINK};
use http::{HeaderMap, StatusCode};
use reqwest::Url;

use super::client::header_names;
use super::error::body::{ApiError, media_type};
use super::error::{Error, request_id};
use super::json::{self, Mismatch, Received, Wire};
use super::request::Plan;
use super::retry;
use super::route::{Route, linked};
use super::syntax::{Original, accepts, document, essence, markup, wanted_text, whole_text};

/// The status and headers of a response.
#[derive(Clone)]
pub struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) retries: u32,
    /// The URL that responded, after a redirect.
    pub(crate) url: Option<Url>,
    /// Whether a redirect has led to another origin.
    pub(crate) abroad: bool,
    /// Whether a value that does not fit an optional member is an error.
    pub(crate) strict: bool,
    /// Whether the body may be of any media type.
    pub(crate) is_of_any_type: bool,
    /// The body as it was received, if it was converted to JSON.
    pub(crate) original: Option<Arc<dyn Original>>,
    /// The format of a body of JSON, HTML or XML, if the request does not accept it.
    pub(crate) foreign: Option<&'static str>,
}

/// Shows no values of headers: one may be a secret, such as a cookie.
impl Debug for Head {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Head")
            .field("status", &self.status)
            .field("headers", &header_names(&self.headers))
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

impl Head {
    /// Whether the media type is `text/…`.
    fn is_text(&self) -> bool {
        let top = media_type(&self.headers).and_then(|media| media.get(..5));
        top.is_some_and(|top| top.eq_ignore_ascii_case("text/"))
    }

    /// Splits the status code and headers off a response.
    pub(crate) fn of(
        (mut answer, route): (reqwest::Response, Route),
        retries: u32,
        plan: &Plan,
    ) -> (Self, reqwest::Response) {
        // The same order as that in which a request is put together.
        let settings = &plan.client.settings;
        let all = [&plan.options.headers, &plan.headers, &settings.headers];
        let accepted = all.into_iter().find_map(|headers| headers.get(ACCEPT));
        let accepted = accepted.and_then(|one| one.to_str().ok());
        let accepted = accepted.unwrap_or(plan.endpoint.accept);
        let foreign = markup(answer.headers()).filter(|format| !accepts(accepted, format));
        let url = route.target.map(|(url, _)| url);
        let head = Self {
            foreign,
            original: None,
            status: answer.status(),
            headers: std::mem::take(answer.headers_mut()),
            retries,
            abroad: route.abroad,
            strict: plan.client.settings.strict,
            url,
            is_of_any_type: ["*/*", "application/*"].contains(&plan.endpoint.accept),
        };
        (head, answer)
    }
}

/// An undecoded response, with its complete body.
#[derive(Clone, Debug)]
pub struct RawResponse {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

/// A way to read a response.
pub trait Reply: 'static {
    /// The part of the response that the attempt waits for: all of it for a `RawResponse`.
    type Received: Receive;
    /// The resulting value.
    type Output: 'static;

    /// Reads the received value.
    ///
    /// # Errors
    ///
    /// It does not match the API documentation ([`Error::is_decode`]).
    fn read(received: Self::Received) -> Result<Response<Self::Output>, Error>;
}

/// The part of a response that must arrive within the time limit of an attempt.
pub trait Receive: Send + Sized + 'static {
    /// Takes a successful response whose body has not been read yet.
    fn receive(
        head: Head,
        response: reqwest::Response,
        plan: &Plan,
    ) -> impl Future<Output = Result<Self, Error>> + Send;

    /// The status and headers.
    fn head(&self) -> &Head;
}

/// A successful response: its data, status code and headers.
#[derive(Clone, Debug)]
pub struct Response<T> {
    head: Head,
    data: T,
    /// The body, if it was not decoded.
    body: Bytes,
    mismatches: Vec<Mismatch>,
}

impl<T> Response<T> {
    pub(crate) fn new(head: Head, data: T) -> Self {
        Self {
            head,
            data,
            body: Bytes::new(),
            mismatches: Vec::new(),
        }
    }

    /// The response with this JSON body.
    pub(crate) fn of(head: Head, received: Received<T>) -> Self {
        Self {
            mismatches: received.mismatches,
            ..Self::new(head, received.data)
        }
    }

    /// The HTTP status code, from 200 to 299.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The response headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The request ID (response header `x-request-id` or `request-id`), to include in support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// The entity tag of the data (response header `etag`; RFC 9110, section 8.8.3), quoted as in the header. A
    /// request with this value in the header `if-none-match` asks whether the data has changed.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        str::from_utf8(self.headers().get(ETAG)?.as_bytes()).ok()
    }

    /// The delay that the server asks for before the next request (response header `retry-after-ms` or
    /// `retry-after`; RFC 9110, section 10.2.3).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry::asked(self.headers())
    }

    /// The target of the link with the given relation, such as `next` (response header `link`; RFC 8288). It may be relative
    /// to the URL of the request.
    #[must_use]
    pub fn link(&self, relation: &str) -> Option<&str> {
        let values = self.headers().get_all(LINK).into_iter();
        values
            .filter_map(|value| str::from_utf8(value.as_bytes()).ok())
            .find_map(|value| linked(value, relation))
    }

    /// The number of retries before the request succeeded.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.head.retries
    }

    /// The optional or nullable members of the body whose values do not match the API documentation. They were read as
    /// missing or null, and their values are among the unknown members. At most 1,000 are listed. Mismatches in the
    /// items of a stream are not listed.
    #[must_use]
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// The data of the response.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.data
    }

    /// The data of the response, without the status code and headers.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }
}

/// Reads the body as JSON of type `T`.
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Json<T> {
    type Received = RawResponse;
    type Output = T;

    fn read(raw: RawResponse) -> Result<Response<T>, Error> {
        let received = document(&raw)?;
        Ok(Response::of(raw.head, received))
    }
}

/// Reads the body as JSON of type `T`, if there is one and it is not null.
pub struct OptionalJson<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for OptionalJson<T> {
    type Received = RawResponse;
    type Output = Option<T>;

    fn read(raw: RawResponse) -> Result<Response<Option<T>>, Error> {
        let text = raw.body.trim_ascii();
        if text.is_empty() || text == b"null" {
            return Ok(Response::new(raw.head, None));
        }
        let received = document(&raw)?;
        Ok(Response::of(raw.head, received.map(Some)))
    }
}

/// Reads the response as `R`. JSON is an error: it belongs to another status code.
pub struct NotJson<R>(PhantomData<fn() -> R>);

impl<R: Reply<Received = RawResponse>> Reply for NotJson<R> {
    type Received = RawResponse;
    type Output = R::Output;

    fn read(raw: RawResponse) -> Result<Response<R::Output>, Error> {
        if markup(&raw.head.headers) == Some("json") {
            let media = media_type(&raw.head.headers).unwrap_or_default();
            let message = format!(
                "this method does not read `{}`, which the server sent with status code {}; use another method of the request",
                essence(media).to_ascii_lowercase(),
                raw.head.status.as_u16()
            );
            return Err(Error::undecodable(&raw.head, &raw.body, message));
        }
        R::read(raw)
    }
}

impl Response<()> {
    /// The body exactly as received. The API documentation does not describe it.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }
}

/// Ignores the body, unless it is an error.
#[derive(Debug)]
pub struct Empty;

impl Reply for Empty {
    type Received = RawResponse;
    type Output = ();

    fn read(raw: RawResponse) -> Result<Response<()>, Error> {
        if ApiError::is_all_of(&raw.body) {
            return Err(Error::reported(&raw));
        }
        let mut response = Response::new(raw.head, ());
        response.body = raw.body;
        Ok(response)
    }
}

/// The problem of a media type that the request does not accept.
pub(crate) const NOT_REQUESTED: &str = "the response is of a media type that was not requested";

/// Reads the body as text in the charset of its media type.
#[derive(Debug)]
pub struct Text;

impl Reply for Text {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let data = wanted_text(&raw)?;
        Ok(Response::new(raw.head, data))
    }
}

/// Reads the body as a JSON string if it is one, and otherwise as text.
///
/// A response whose media type is `text/…` is read as it is.
#[derive(Debug)]
pub struct LooseText;

impl Reply for LooseText {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let text = wanted_text(&raw)?;
        let json = (!raw.head.is_text()).then(|| serde_json::from_str(&text).ok());
        Ok(Response::new(raw.head, json.flatten().unwrap_or(text)))
    }
}

/// Takes the body as it is.
#[derive(Debug)]
pub struct Binary;

impl Reply for Binary {
    type Received = RawResponse;
    type Output = Bytes;

    fn read(raw: RawResponse) -> Result<Response<Bytes>, Error> {
        if raw.head.foreign.is_some() {
            return Err(Error::foreign(&raw, NOT_REQUESTED));
        }
        Ok(Response::new(raw.head, raw.body))
    }
}

/// Reads a JSON text as a `T`.
pub(crate) fn receive<T: Wire>(head: &Head, text: &Bytes) -> Result<Received<T>, Error> {
    let received =
        json::receive_response(text, head.strict, head.status.as_u16()).map_err(|mut why| {
            if let (Some(original), Some(at)) = (&head.original, why.at) {
                why.message.push_str(&original.place(text, at));
            }
            Error::unreadable(head, text, why)
        })?;
    #[cfg(feature = "tracing")]
    for one in &received.mismatches {
        tracing::debug!("json.path" = one.path(), "{}", one.message());
    }
    Ok(received)
}

/// Reads an event or a line of a stream as a `T`.
pub(crate) fn decode<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    receive(head, text).map(|received| received.data)
}

/// Reads a whole body as a `T`. Some servers report errors with status code 200.
pub(crate) fn document_in_utf_8<T: Wire>(raw: &RawResponse) -> Result<Received<T>, Error> {
    if raw.head.is_of_any_type && raw.head.is_text() && !raw.body.starts_with(b"{") {
        // A string that looks like JSON is still the text that it is.
        if let Some(known) = json::receive_text(&whole_text(raw)?) {
            return Ok(Received::of(known));
        }
    }
    match receive(&raw.head, &raw.body) {
        Ok(received)
            if received.stray_error
                && (ApiError::is_all_of(&raw.body)
                    || !received.mismatches.is_empty() && ApiError::is_in(&raw.body)) =>
        {
            Err(Error::reported(raw))
        }
        Err(_) if ApiError::is_in(&raw.body) => Err(Error::reported(raw)),
        // The documented type may be a string, which servers send as it is.
        Err(error) if raw.head.is_of_any_type && !json::is_json(&raw.body) => {
            let known = json::receive_text(&whole_text(raw)?);
            known.map(Received::of).ok_or(error)
        }
        result => result,
    }
}
