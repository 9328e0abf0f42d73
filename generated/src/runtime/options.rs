//! Settings of a single request, and the headers that it may have.

use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING};

use super::body::member;
use super::client::header_names;
use super::draft::{MakeBody, Piece};
use super::error::Error;
use super::json::is_json;
use super::json::tree::{Kind, Node};
use super::request::Plan;
use super::style::percent;

/// Settings of a single request, which replace those of the client. They include settings that
/// requests have no methods for.
///
/// Pass them to a request with its `with` method.
#[derive(Clone, Default)]
#[must_use = "options do nothing unless they are passed to a request"]
pub struct RequestOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) headers: HeaderMap,
    /// Pairs for the query, percent-encoded.
    pub(crate) query: Vec<String>,
    /// Members for a body that is a JSON object.
    pub(crate) body: Vec<(String, serde_json::Value)>,
    /// Parts for a multipart body.
    pub(crate) parts: Vec<Piece>,
    /// Builds that body if it has no other parts.
    pub(crate) make: Option<MakeBody>,
    /// The first error, which awaiting the request returns.
    pub(crate) error: Option<String>,
}

impl RequestOptions {
    /// Creates empty options: the settings of the client apply.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the duration of each attempt, overriding the client's limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits the time without progress: while the request body is sent, until the response begins, and between two
    /// chunks of the response. It overrides the client's limit.
    pub fn idle_timeout(mut self, idle_timeout: Duration) -> Self {
        self.idle_timeout = Some(idle_timeout);
        self
    }

    /// Limits the total time of the request, overriding the client's limit. It does not end a stream that has begun.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Limits the number of retries, overriding the client's limit.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// Sets a header. It replaces a header of the same name that the client sets. The headers that frame the body
    /// (`content-length`, `transfer-encoding`) cannot be set.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(message) = set_own_header(&mut self.headers, name.as_ref(), value.as_ref()) {
            self.error.get_or_insert(message);
        }
        self
    }

    /// Adds a query parameter that the API documentation does not describe. A page that is found by a URL of the server is
    /// requested without it.
    #[doc(alias = "query")]
    pub fn extra_query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (percent(name.as_ref()), percent(value.as_ref()));
        self.query.push(format!("{name}={value}"));
        self
    }

    /// Sets a member of the request body that the API documentation does not describe. The body
    /// must be a JSON object.
    #[doc(alias = "body")]
    pub fn extra_body(
        mut self,
        name: impl Into<String>,
        value: impl Into<serde_json::Value>,
    ) -> Self {
        self.body.push((name.into(), value.into()));
        self
    }

    /// These settings, with missing ones taken from `other`.
    pub(crate) fn over(mut self, other: Self) -> Self {
        let mut headers = other.headers;
        headers.extend(self.headers);
        self.headers = headers;
        self.query.splice(0..0, other.query);
        self.body.splice(0..0, other.body);
        self.parts.splice(0..0, other.parts);
        self.make = self.make.or(other.make);
        self.timeout = self.timeout.or(other.timeout);
        self.idle_timeout = self.idle_timeout.or(other.idle_timeout);
        self.deadline = self.deadline.or(other.deadline);
        self.max_retries = self.max_retries.or(other.max_retries);
        self
    }

    /// Adds the members to the body of a request.
    pub(crate) fn extended(&self, request: &mut reqwest::Request) -> Result<(), Error> {
        let Some((name, _)) = self.body.first() else {
            return Ok(());
        };
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let text = body.filter(|body| is_json(body));
        let text = text.and_then(|body| str::from_utf8(body).ok());
        let Some(object) = text
            .map(Node::of)
            .filter(|node| node.kind() == Kind::Object)
        else {
            return Err(Error::invalid_request(format!(
                "the member {name:?} cannot be added: the body is not a JSON object"
            )));
        };
        // The members of the body stay as they were written: parsed, numbers would lose digits.
        let is_added = |key: &str| self.body.iter().any(|(name, _)| name == key);
        let own = object.children().into_iter();
        let own = own.map(|(key, value)| (key.unwrap_or_default(), value));
        let own = own.filter(|(key, _)| !is_added(key));
        let mut members: Vec<String> = own.map(|(key, value)| member(&key, value.0)).collect();
        for (index, (name, value)) in self.body.iter().enumerate() {
            let mut later = self.body.iter().skip(index + 1);
            if later.all(|(other, _)| other != name) {
                members.push(member(name, &value.to_string()));
            }
        }
        *request.body_mut() = Some(format!("{{{}}}", members.join(",")).into());
        Ok(())
    }
}

/// Shows neither the values of headers nor those of parameters.
impl Debug for RequestOptions {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestOptions")
            .field("timeout", &self.timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .field("headers", &header_names(&self.headers))
            .finish_non_exhaustive()
    }
}

impl Plan {
    /// Sets a header that is an option of the request.
    pub(crate) fn option_header(&mut self, name: &str, value: &str) {
        if let Err(message) = set_own_header(&mut self.options.headers, name, value) {
            self.fail(message);
        }
    }

    /// Applies the settings in `options`.
    pub(crate) fn configure(&mut self, mut options: RequestOptions) {
        if let Some(mistake) = options.error.take() {
            self.fail(mistake);
        }
        self.options = options.over(std::mem::take(&mut self.options));
    }
}

/// Whether a header frames the body. With a value other than the client's, the server would take the rest of the
/// body for the next request (RFC 9112, section 6.3).
pub(crate) fn is_framing(name: &str) -> bool {
    let names = [CONTENT_LENGTH, TRANSFER_ENCODING];
    names
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known.as_str()))
}

/// Sets a header that the user adds to a request.
pub(crate) fn set_own_header(
    headers: &mut HeaderMap,
    name: &str,
    value: &str,
) -> Result<(), String> {
    if is_framing(name) {
        return Err(format!("the header `{name}` is set by the client"));
    }
    set_header(headers, name, value)
}

/// Sets a header, or returns an error that does not contain its value.
pub(crate) fn set_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), String> {
    let key = HeaderName::try_from(name)
        .map_err(|_| format!("{name:?} is not a valid HTTP header name"))?;
    let value = HeaderValue::try_from(value).map_err(|_| {
        format!(
            "the value of the header `{key}` contains characters that HTTP headers do not allow"
        )
    })?;
    headers.insert(key, value);
    Ok(())
}
