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
    /// The location of the credential in a request.
    pub placement: Placement,
    /// The documentation.
    pub docs: Docs,
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
