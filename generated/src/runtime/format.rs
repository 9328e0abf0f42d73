//! Strings with a format: the text as it was sent, and its conversions.
//!
//! A value holds any text, and is written exactly as it was read: servers send dates without an offset and UUIDs in
//! upper case, and a value must survive a round trip. Two values are equal if their text is equal. To compare what they
//! mean, compare what they convert to.

mod dates;

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

pub use dates::{Date, DateTime, Duration, Time, UnixTime};

/// The reason why a value cannot be converted: its text does not have the format, or the target type cannot hold it.
#[derive(Debug)]
pub struct FormatError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// The maximum number of characters of a text that an error shows.
const LONGEST: usize = 64;

impl FormatError {
    pub(super) fn new(text: &impl Display, kind: &str) -> Self {
        let text = text.to_string();
        let end = text.char_indices().nth(LONGEST).map(|(end, _)| end);
        let shown = end.and_then(|end| text.get(..end));
        let shown = shown.map_or_else(|| text.clone(), |start| format!("{start}…"));
        Self {
            message: format!("`{}` is not {kind}", shown.replace(char::is_control, " ")),
            source: None,
        }
    }

    pub(super) fn caused_by(self, source: impl Error + Send + Sync + 'static) -> Self {
        Self {
            source: Some(Box::new(source)),
            ..self
        }
    }
}

impl Display for FormatError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for FormatError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_ref()?;
        Some(source.as_ref())
    }
}

/// Reads a text as a type of another crate.
pub(super) fn view<T>(text: &str, kind: &str) -> Result<T, FormatError>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    text.parse()
        .map_err(|error| FormatError::new(&text, kind).caused_by(error))
}

/// `texts! { /// About. pub Date; }` defines types that hold a text.
macro_rules! texts {
    ($($(#[$about:meta])+ pub $name:ident;)+) => {$(
        $(#[$about])+
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Returns the text as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            /// Never fails: any text is a value.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<&Self> for $name {
            fn from(value: &Self) -> Self {
                value.clone()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl From<&$name> for String {
            fn from(value: &$name) -> Self {
                value.0.clone()
            }
        }

        impl From<$name> for serde_json::Value {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }

        impl $crate::runtime::IntoNullable<$name> for String {
            fn into_nullable(self) -> Option<$name> {
                Some(self.into())
            }
        }

        $crate::runtime::format::optional!($name: String, &str);

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                Self($crate::runtime::Wire::read(reader))
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                $crate::runtime::Wire::write(&self.0, writer);
            }

            fn blank() -> Self {
                Self(String::new())
            }

            fn set_constant(&mut self, text: &'static str) {
                $crate::runtime::Wire::set_constant(&mut self.0, text);
            }

            fn is_constant(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        $crate::runtime::serde_traits!($name);
    )+};
}

/// `optional!(Date: String);` makes an `Option` of a string or of another crate's value an optional argument.
macro_rules! optional {
    ($name:ident: $($source:ty),+) => {$(
        impl $crate::runtime::IntoOption<$name, $crate::runtime::argument::kind::Texts> for Option<$source> {
            fn into_option(self) -> Option<$name> {
                self.map(Into::into)
            }
        }
    )+};
}

/// `converts! { "jiff": Date, jiff::civil::Date, |date| date.to_string(); }` converts a value of another crate to text.
macro_rules! converts {
    ($($feature:tt: $name:ident, $source:ty, |$value:ident| $text:expr;)+) => {$(
        #[cfg(feature = $feature)]
        impl From<$source> for $name {
            fn from($value: $source) -> Self {
                Self::from($text)
            }
        }

        #[cfg(feature = $feature)]
        $crate::runtime::format::optional!($name: $source);

        #[cfg(feature = $feature)]
        impl $crate::runtime::IntoNullable<$name> for $source {
            fn into_nullable(self) -> Option<$name> {
                Some(self.into())
            }
        }
    )+};
}

pub(super) use {converts, optional, texts};

texts! {
    /// A UUID (JSON Schema, format `uuid`; RFC 9562), such as `f81d4fae-7dec-4bd0-a765-00a0c91e6bf6`.
    ///
    /// It holds the text as it was sent; UUIDs that differ in case are not equal.
    pub Uuid;

    /// A URI, a URL, or a relative reference (JSON Schema, formats `uri`, `uri-reference`, `iri` and `iri-reference`;
    /// RFC 3986 and 3987), such as `https://example.com/a?b=c`.
    pub Uri;

    /// A decimal number of any size and precision (OpenAPI format `decimal`), such as `12.50`.
    ///
    /// It holds the digits as they were sent: `12.5` and `12.50` are not equal.
    pub Decimal;
}

converts! {
    "uuid": Uuid, uuid::Uuid, |uuid| uuid.to_string();
    "url": Uri, url::Url, |url| String::from(url);
    "rust_decimal": Decimal, rust_decimal::Decimal, |number| number.to_string();
}

#[cfg(feature = "uuid")]
impl Uuid {
    /// Returns the UUID as a type of the crate `uuid`, which also compares and orders UUIDs.
    ///
    /// # Errors
    ///
    /// The text is not a UUID.
    pub fn to_uuid(&self) -> Result<uuid::Uuid, FormatError> {
        view(self, "a UUID")
    }
}

#[cfg(feature = "url")]
impl Uri {
    /// Returns the URL as a type of the crate `url`.
    ///
    /// # Errors
    ///
    /// The text is not an absolute URL. For a relative reference, call `url::Url::join` on its base URL.
    pub fn to_url(&self) -> Result<url::Url, FormatError> {
        view(self, "an absolute URL")
    }
}

#[cfg(feature = "rust_decimal")]
impl Decimal {
    /// Returns the number as a type of the crate `rust_decimal`, which also compares and orders numbers.
    ///
    /// # Errors
    ///
    /// The text is not a decimal number, or it has more digits than the type holds (28).
    pub fn to_decimal(&self) -> Result<rust_decimal::Decimal, FormatError> {
        let number = match self.split_once(['e', 'E']) {
            None => rust_decimal::Decimal::from_str_exact(self),
            // `1.5e3`. The digits are read first, because the whole would be rounded.
            Some((digits, _)) => rust_decimal::Decimal::from_str_exact(digits)
                .and_then(|_| rust_decimal::Decimal::from_scientific(self)),
        };
        number.map_err(|error| FormatError::new(self, "a decimal number").caused_by(error))
    }
}
