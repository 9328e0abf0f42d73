//! Kinds of errors, and how to tell them apart.

use std::fmt::{self, Debug, Formatter};

use reqwest::StatusCode;

use super::Error;

/// Constants and not an enum: which of them come up depends on the parts that a crate has.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Kind(pub(super) &'static str);

pub(crate) const BUILDER: Kind = Kind("Builder");
pub(crate) const INVALID_REQUEST: Kind = Kind("InvalidRequest");
pub(crate) const CREDENTIAL: Kind = Kind("Credential");
pub(crate) const CONNECT: Kind = Kind("Connect");
pub(crate) const TIMEOUT: Kind = Kind("Timeout");
pub(crate) const BROKEN: Kind = Kind("Broken");
pub(crate) const REDIRECT: Kind = Kind("Redirect");
pub(crate) const STATUS: Kind = Kind("Status");
pub(crate) const DECODE: Kind = Kind("Decode");
pub(crate) const TOO_LARGE: Kind = Kind("TooLarge");

impl Debug for Kind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// What kind of error it is.
impl Error {
    fn is(&self, kind: Kind) -> bool {
        self.kind() == kind
    }

    fn answered(&self, status: StatusCode) -> bool {
        self.is_status() && self.status() == Some(status)
    }

    /// A setting is invalid. This error occurs when a [`Client`](crate::Client) is built, before
    /// anything is sent.
    #[must_use]
    pub fn is_builder(&self) -> bool {
        self.is(BUILDER)
    }

    /// The request is invalid and was not sent: an argument or header is not allowed, or a
    /// credential is missing.
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.is(INVALID_REQUEST)
    }

    /// The provider of a [`Credential`](crate::Credential) failed. Nothing was sent.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        self.is(CREDENTIAL)
    }

    /// The client could not connect.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.is(CONNECT)
    }

    /// A time limit was exceeded, while connecting or while waiting for the response.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.is(TIMEOUT)
    }

    /// No complete response was received: the client could not connect, a time limit was exceeded,
    /// or the connection was lost. The server may or may not have processed the request.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        [CONNECT, TIMEOUT, BROKEN].contains(&self.kind())
    }

    /// A redirect was refused: there were too many, it led from https to http, or the request body
    /// can be sent only once.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.is(REDIRECT)
    }

    /// The response has an error status, or the server reported an error in a stream.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.is(STATUS)
    }

    /// The response reports success, but does not match the API documentation.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.is(DECODE)
    }

    /// The response is larger than
    /// [`ClientBuilder::max_response_size`](crate::ClientBuilder::max_response_size) allows.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.is(TOO_LARGE)
    }

    /// Status 400: the API rejected the request.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.answered(StatusCode::BAD_REQUEST)
    }

    /// Status 401: the credential is invalid, or not valid for this operation.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.answered(StatusCode::UNAUTHORIZED)
    }

    /// Status 403: the caller does not have permission.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.answered(StatusCode::FORBIDDEN)
    }

    /// Status 404: the requested item does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.answered(StatusCode::NOT_FOUND)
    }

    /// Status 409: the request conflicts with the current state.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.answered(StatusCode::CONFLICT)
    }

    /// Status 422: the request is well formed, but its content is invalid.
    #[must_use]
    pub fn is_unprocessable_entity(&self) -> bool {
        self.answered(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Status 429: too many requests, or a quota is exhausted.
    #[must_use]
    pub fn is_rate_limit(&self) -> bool {
        self.answered(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Status 500 and above: the server failed.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.is_status() && self.status().is_some_and(|status| status.is_server_error())
    }
}
