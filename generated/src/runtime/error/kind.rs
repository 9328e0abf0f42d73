//! Kinds of errors, and the methods that distinguish them.

use http::StatusCode;

use super::Error;

/// A kind of error, which users distinguish with the methods of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Builder,
    InvalidRequest,
    Credential,
    Connect,
    Timeout,
    Broken,
    Redirect,
    Status,
    Decode,
    TooLarge,
    Write,
    Webhook,
}

/// The kind of an error.
impl Error {
    fn is(&self, kind: Kind) -> bool {
        self.kind() == kind
    }

    fn answered(&self, status: StatusCode) -> bool {
        self.is_status() && self.status() == Some(status)
    }

    /// A setting of the client or the secret of a webhook cannot be used, or TLS or the runtime of
    /// blocking calls cannot be set up.
    #[must_use]
    pub fn is_builder(&self) -> bool {
        self.is(Kind::Builder)
    }

    /// The request is invalid and was not sent: an argument or header is not allowed, or a
    /// credential is missing.
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.is(Kind::InvalidRequest)
    }

    /// The provider of a `Credential` failed, so this attempt was not sent. An earlier attempt may have been sent and
    /// rejected with status code 401.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        self.is(Kind::Credential)
    }

    /// The client could not connect.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.is(Kind::Connect)
    }

    /// The server did not respond in time, or could not be reached in time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is(Kind::Timeout)
    }

    /// No complete response was received: the connection failed, timed out, or was lost.
    /// The server may or may not have processed the request.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        [Kind::Connect, Kind::Timeout, Kind::Broken].contains(&self.kind())
    }

    /// A redirect was refused: there were too many, it pointed from https to http or to a URL that is neither, or the
    /// request body can be sent only once.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.is(Kind::Redirect)
    }

    /// The server responded with a status code other than 2xx, or reported an error in a successful
    /// response or in a stream.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.is(Kind::Status)
    }

    /// The response reports success, but does not match the API documentation.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.is(Kind::Decode)
    }

    /// The response is larger than `ClientBuilder::max_response_size` allows.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.is(Kind::TooLarge)
    }

    /// Writing the response failed; [`source`](std::error::Error::source) returns the error of the writer.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.is(Kind::Write)
    }

    /// A webhook is not authentic or not recent: a header is missing or malformed, the event is older or
    /// newer than allowed, or no signature matches.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.is(Kind::Webhook)
    }

    /// Status code 400: the API rejected the request.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.answered(StatusCode::BAD_REQUEST)
    }

    /// Status code 401: the credential is invalid, or not valid for this operation.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.answered(StatusCode::UNAUTHORIZED)
    }

    /// Status code 403: the caller does not have permission.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.answered(StatusCode::FORBIDDEN)
    }

    /// Status code 404: the requested item does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.answered(StatusCode::NOT_FOUND)
    }

    /// Status code 409: the request conflicts with the current state.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.answered(StatusCode::CONFLICT)
    }

    /// Status code 422: the request is well formed, but its content is invalid.
    #[must_use]
    pub fn is_unprocessable_entity(&self) -> bool {
        self.answered(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Status code 429: too many requests, or a quota is exhausted.
    #[must_use]
    pub fn is_rate_limit(&self) -> bool {
        self.answered(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Status code 5xx: the server failed.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.is_status() && self.status().is_some_and(|status| status.is_server_error())
    }
}
