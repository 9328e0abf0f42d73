//! Types of strings.

use super::format::Format;
use super::ty::Type;

impl Type {
    /// Whether all values are strings, and any string is a value.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Text(_))
    }

    /// The format in it, if there is one.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Text(format) => Some(*format),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.format()
            }
            Self::Any
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::String
            | Self::Bytes
            | Self::File(_)
            | Self::Named(_) => None,
        }
    }

    /// The type with strings in place of formats.
    #[must_use]
    pub fn without_format(&self) -> Self {
        let inner = |inner: &Self| Box::new(inner.without_format());
        match self {
            Self::Text(_) => Self::String,
            Self::List(item) => Self::List(inner(item)),
            Self::Map(value) => Self::Map(inner(value)),
            Self::Nullable(value) => Self::Nullable(inner(value)),
            Self::Boxed(value) => Self::Boxed(inner(value)),
            Self::Any
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::String
            | Self::Bytes
            | Self::File(_)
            | Self::Named(_) => self.clone(),
        }
    }
}
