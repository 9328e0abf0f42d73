//! Formats of strings.

use super::ty::Type;

/// A format of strings that has a type of its own. The values keep the text as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Bytes as Base64 (RFC 4648, section 4).
    Base64,
    /// Bytes as Base64 for URLs (RFC 4648, section 5).
    Base64Url,
    /// A date (RFC 3339).
    Date,
    /// A date and a time (RFC 3339).
    DateTime,
    /// A decimal number.
    Decimal,
    /// A duration (ISO 8601).
    Duration,
    /// A time of day (RFC 3339).
    Time,
    /// A URI or a relative reference (RFC 3986).
    Uri,
    /// A UUID (RFC 9562).
    Uuid,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::Base64,
        Self::Base64Url,
        Self::Date,
        Self::DateTime,
        Self::Decimal,
        Self::Duration,
        Self::Time,
        Self::Uri,
        Self::Uuid,
    ];

    /// The name of the type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Base64 => "Base64",
            Self::Base64Url => "Base64Url",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
            Self::Decimal => "Decimal",
            Self::Duration => "Duration",
            Self::Time => "Time",
            Self::Uri => "Uri",
            Self::Uuid => "Uuid",
        }
    }
}

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
