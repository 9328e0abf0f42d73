//! The answer to a request.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::Error;
use super::error_kind::TOO_LARGE;
use super::request::Plan;

/// What comes before the body of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) retries: u32,
}

impl Head {
    /// Takes what comes first off an answer.
    pub(crate) fn of(mut answer: reqwest::Response, retries: u32) -> (Self, reqwest::Response) {
        let head = Self {
            status: answer.status(),
            headers: std::mem::take(answer.headers_mut()),
            retries,
        };
        (head, answer)
    }
}

/// An answer as it came, with its whole body.
#[derive(Debug)]
pub(crate) struct RawResponse {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

/// A way to read an answer.
pub(crate) trait Reply: 'static {
    /// What of the answer must be there first: a [`RawResponse`] is the whole of it.
    type Received: Receive;
    type Output: 'static;

    fn read(received: Self::Received) -> Result<Response<Self::Output>, Error>;
}

/// How much of an answer is waited for within the time limit of a try.
pub(crate) trait Receive: Send + Sized + 'static {
    /// Takes over a successful answer whose body is still to come.
    fn receive(
        head: Head,
        response: reqwest::Response,
        plan: &Plan,
    ) -> impl Future<Output = Result<Self, Error>> + Send;

    /// What came before the body.
    fn head(&self) -> &Head;
}

impl Receive for RawResponse {
    #[allow(
        clippy::manual_async_fn,
        reason = "it would hold the answer twice, and with it each call"
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
                    let message = format!("the answer is larger than {limit} bytes");
                    return Err(Error::new(TOO_LARGE, message));
                }
                // Most answers come in one piece, which need not be copied.
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

/// The data of a successful response, with all that came with it.
#[derive(Clone, Debug)]
pub struct Response<T> {
    head: Head,
    data: T,
    /// The body, where it was not decoded.
    #[allow(dead_code, reason = "an API may describe all of its bodies")]
    pub(crate) body: Bytes,
}

impl<T> Response<T> {
    pub(crate) fn new(head: Head, data: T) -> Self {
        let body = Bytes::new();
        Self { head, data, body }
    }

    /// The HTTP status, always 200 to 299.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The response headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The server's name for this request (header `x-request-id`), to quote to the API's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// How often the request was sent again before it succeeded.
    #[must_use]
    pub fn retries_taken(&self) -> u32 {
        self.head.retries
    }

    /// What the response says.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.data
    }

    /// What the response says, without the rest.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }
}

/// The value of `x-request-id`, as most APIs call it, or of `request-id`.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let value = headers
        .get("x-request-id")
        .or_else(|| headers.get("request-id"))?;
    value.to_str().ok()
}
