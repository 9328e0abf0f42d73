//! Responses.

use super::docs::Docs;
use super::ty::Type;
use super::xml::XmlRoot;

/// The response on success.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// No body, or one that is ignored.
    Empty,
    /// JSON, or XML that is read like it.
    Json(Type),
    /// JSON, or nothing, because some success responses have no body.
    OptionalJson(Type),
    /// Text.
    Text,
    /// Text that may be a JSON string.
    LooseText,
    /// Bytes.
    Binary,
    /// A stream of bytes.
    Pieces,
    /// Server-sent events.
    Events(Content, Type),
    /// Server-sent events whose names decide the variant of the type, a union.
    NamedEvents(Type),
    /// JSON values, one per line.
    Lines(Type),
    /// The parts of a multipart body.
    Parts(Content, Type),
}

/// The form in which the values of a stream are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// JSON.
    Json,
    /// Text: the type is a string or an enum of strings.
    Text,
    /// Bytes.
    Bytes,
}

impl Reply {
    /// Whether it is a stream of server-sent events.
    #[must_use]
    pub fn is_events(&self) -> bool {
        match self {
            Self::Events(..) | Self::NamedEvents(_) => true,
            Self::Empty
            | Self::Json(_)
            | Self::OptionalJson(_)
            | Self::Text
            | Self::LooseText
            | Self::Binary
            | Self::Pieces
            | Self::Lines(_)
            | Self::Parts(..) => false,
        }
    }

    /// The type of the decoded values, if they have one.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty)
            | Self::OptionalJson(ty)
            | Self::Events(_, ty)
            | Self::NamedEvents(ty)
            | Self::Lines(ty)
            | Self::Parts(_, ty) => Some(ty),
            Self::Empty | Self::Text | Self::LooseText | Self::Binary | Self::Pieces => None,
        }
    }
}

/// A response of another media type that can be requested instead of the usual one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The words of the method that requests it: `pdf`, `csv`.
    pub name: String,
    /// The response.
    pub reply: Reply,
    /// The media type in the header `Accept`.
    pub accept: String,
    /// Whether the response with another status code is JSON, which the client cannot decline.
    pub beside_json: bool,
}

/// An error response.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The status codes: `404`, `4XX`, `default`.
    pub statuses: Vec<String>,
    /// The type of the body, if it is JSON or XML of a known type.
    pub ty: Option<Type>,
    /// The root of the body, if that is XML.
    pub xml: Option<XmlRoot>,
    /// The documentation.
    pub docs: Docs,
}

/// An example of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The whole body.
    pub json: serde_json::Value,
    /// Whether the example is from the document. Otherwise, it is generated from the schema.
    pub documented: bool,
}
