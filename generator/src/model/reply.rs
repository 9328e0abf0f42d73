//! Responses.

use super::ty::Type;

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
