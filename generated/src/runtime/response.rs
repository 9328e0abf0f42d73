//! Responses, and how a complete body is read.

use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use super::error::body::ApiError;
use super::error::{Error, kind::Kind, request_id};
use super::json::{self, Wire};
use super::request::Plan;

/// The status and headers of a response.
#[derive(Clone, Debug)]
pub struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) retries: u32,
}

impl Head {
    /// Splits the status and headers off a response.
    pub(crate) fn of(mut answer: reqwest::Response, retries: u32) -> (Self, reqwest::Response) {
        let head = Self {
            status: answer.status(),
            headers: std::mem::take(answer.headers_mut()),
            retries,
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

impl Receive for RawResponse {
    #[allow(
        clippy::manual_async_fn,
        reason = "it would hold the response twice, and so would each future"
    )]
    fn receive(
        head: Head,
        mut response: reqwest::Response,
        plan: &Plan,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        async move {
            let limit = plan.client.settings.max_response_size;
            let mut body = Bytes::new();
            let mut longer = Vec::new();
            while let Some(piece) = plan.in_time(response.chunk()).await? {
                if body.len() + longer.len() + piece.len() > limit {
                    let message = format!("the response is larger than {limit} bytes");
                    return Err(Error::new(Kind::TooLarge, message));
                }
                // Most responses come in one piece, which need not be copied.
                if body.is_empty() && longer.is_empty() {
                    body = piece;
                } else {
                    longer.extend_from_slice(&std::mem::take(&mut body));
                    longer.extend_from_slice(&piece);
                }
            }
            if !longer.is_empty() {
                body = longer.into();
            }
            Ok(Self { head, body })
        }
    }

    fn head(&self) -> &Head {
        &self.head
    }
}

/// A successful response: its data, status and headers.
#[derive(Clone, Debug)]
pub struct Response<T> {
    head: Head,
    data: T,
    /// The body, if it was not decoded.
    body: Bytes,
}

impl<T> Response<T> {
    pub(crate) fn new(head: Head, data: T) -> Self {
        let body = Bytes::new();
        Self { head, data, body }
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

    /// The request ID (response header `x-request-id`), to include in support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// The number of retries before the request succeeded.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.head.retries
    }

    /// The data of the response.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.data
    }

    /// The data of the response, without status and headers.
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
        let data = document(&raw)?;
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for Json<T> {
    type Given = T;

    fn encode(given: &T) -> (&'static str, bytes::Bytes) {
        ("application/json", json::encode(given).into())
    }
}

/// Reads the body as JSON of type `T`, if there is one and it is not null.
pub struct OptionalJson<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for OptionalJson<T> {
    type Received = RawResponse;
    type Output = Option<T>;

    fn read(raw: RawResponse) -> Result<Response<Option<T>>, Error> {
        let text = raw.body.trim_ascii();
        let data = if text.is_empty() || text == b"null" {
            None
        } else {
            Some(document(&raw)?)
        };
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for OptionalJson<T> {
    type Given = Option<T>;

    fn encode(given: &Option<T>) -> (&'static str, bytes::Bytes) {
        (
            "application/json",
            given.as_ref().map(json::encode).unwrap_or_default().into(),
        )
    }
}

impl Response<()> {
    /// The body exactly as received. The description of the API does not define it.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }
}

/// Ignores the body.
#[derive(Debug)]
pub struct Empty;

impl Reply for Empty {
    type Received = RawResponse;
    type Output = ();

    fn read(raw: RawResponse) -> Result<Response<()>, Error> {
        let mut response = Response::new(raw.head, ());
        response.body = raw.body;
        Ok(response)
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for Empty {
    type Given = ();

    fn encode((): &()) -> (&'static str, bytes::Bytes) {
        ("text/plain", bytes::Bytes::new())
    }
}

/// Reads the body as UTF-8, replacing invalid sequences with U+FFFD.
#[derive(Debug)]
pub struct Text;

impl Reply for Text {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let text = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw.body);
        let data = String::from_utf8_lossy(text).into_owned();
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for Text {
    type Given = str;

    fn encode(given: &str) -> (&'static str, bytes::Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}

/// Reads the body as a JSON string if it is one, and otherwise as UTF-8.
///
/// A response whose media type is `text/…` is read as it is.
#[derive(Debug)]
pub struct LooseText;

impl Reply for LooseText {
    type Received = RawResponse;
    type Output = String;

    fn read(raw: RawResponse) -> Result<Response<String>, Error> {
        let text = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw.body);
        let media = raw.head.headers.get(CONTENT_TYPE);
        let plain = media.is_some_and(|media| {
            let top = media.as_bytes().get(..5);
            top.is_some_and(|top| top.eq_ignore_ascii_case(b"text/"))
        });
        let json = (!plain)
            .then(|| serde_json::from_slice(text).ok())
            .flatten();
        let data = json.unwrap_or_else(|| String::from_utf8_lossy(text).into_owned());
        Ok(Response::new(raw.head, data))
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for LooseText {
    type Given = str;

    fn encode(given: &str) -> (&'static str, bytes::Bytes) {
        ("text/plain; charset=utf-8", given.to_owned().into())
    }
}

/// Takes the body as it is.
#[derive(Debug)]
pub struct Binary;

impl Reply for Binary {
    type Received = RawResponse;
    type Output = Bytes;

    fn read(raw: RawResponse) -> Result<Response<Bytes>, Error> {
        Ok(Response::new(raw.head, raw.body))
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for Binary {
    type Given = Bytes;

    fn encode(given: &Bytes) -> (&'static str, bytes::Bytes) {
        ("application/octet-stream", given.clone())
    }
}

/// Reads a whole body as a `T`. Some servers report errors with status 200.
fn document<T: Wire>(raw: &RawResponse) -> Result<T, Error> {
    if ApiError::is_all_of(&raw.body) {
        return Err(Error::reported(raw));
    }
    decode(&raw.head, &raw.body).map_err(|error| {
        if ApiError::is_in(&raw.body) {
            Error::reported(raw)
        } else {
            error
        }
    })
}

/// Reads a JSON text as a `T`.
pub(crate) fn decode<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    json::read(text).map_err(|why| Error::unreadable(head, text, why))
}
