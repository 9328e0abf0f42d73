//! The credentials of the API.

use crate::source::Pointer;

use super::docs::Docs;

/// A credential.
#[derive(Debug)]
pub struct Scheme {
    /// The place of the security scheme.
    pub origin: Pointer,
    /// The key under `components/securitySchemes`.
    pub wire: String,
    /// The name of the setter, before case conversion.
    pub name: String,
    /// The environment variable that holds the credential, if the document names it.
    pub env: Option<String>,
    /// The protocol that the credential is an access token of, if the document says so.
    pub protocol: Option<Protocol>,
    /// The location of the credential in a request.
    pub placement: Placement,
    /// The documentation.
    pub docs: Docs,
}

/// A protocol that issues access tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// OAuth 2.0 (RFC 6749).
    OAuth2,
    /// `OpenID` Connect.
    OpenIdConnect,
}

/// The location of a credential in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: NAME …`.
    Authorization(String),
    /// A header.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// An index into [`Api::schemes`](super::Api::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(pub usize);
