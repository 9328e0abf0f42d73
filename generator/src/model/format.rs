//! Formats of strings, and sizes of integers.

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

    /// A string of the format.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Base64 => "aGk=",
            Self::Base64Url => "aGk",
            Self::Date => "2030-01-31",
            Self::DateTime => "2030-01-31T12:00:00Z",
            Self::Decimal => "12.50",
            Self::Duration => "PT1H30M",
            Self::Time => "12:00:00Z",
            Self::Uri => "https://example.com",
            Self::Uuid => "f81d4fae-7dec-4bd0-a765-00a0c91e6bf6",
        }
    }
}

/// The size and signedness of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// 32 bits.
    I32,
    /// 64 bits. The default.
    I64,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
}

impl Integer {
    /// The format that OpenAPI's registry has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "int32",
            Self::I64 => "int64",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
        }
    }
}
