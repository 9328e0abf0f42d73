//! Strings of a set that may grow, and the table `string_enum!` that describes one.

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};

use super::reader::Reader;
use super::writer::Writer;

/// A string that this version of the crate has no name for.
///
/// It is made of a string that has none, so it never holds a value that has a name.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

/// `Unknown("…")` is enough.
impl Debug for UnknownValue {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl UnknownValue {
    #[doc(hidden)]
    #[must_use]
    pub fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The string itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'a> Reader<'a> {
    /// Reads a string; anything else is a mistake.
    #[doc(hidden)]
    #[inline]
    pub fn text(&mut self) -> Cow<'a, str> {
        if self.peek() == b'"' {
            return self.string();
        }
        self.refuse("a string");
        Cow::Borrowed("")
    }
}

impl Writer<'_> {
    /// Writes a string.
    #[doc(hidden)]
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.string(text);
    }
}

/// `string_enum! { pub enum Role { Owner = "owner", Reader = "reader" } }` makes the enum `Role` of
/// these variants and `Unknown(UnknownValue)`, which is a string with these values.
///
/// Values are equal if their strings are: derived code would cost the compiler more.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::fmt::Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`", ::std::stringify!($value), "`")] $variant,)*
            /// A value that this version of the crate has no name for; it is written back unchanged.
            Unknown($crate::runtime::json::UnknownValue),
        }

        impl $name {
            /// The string that stands for this value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &::std::primitive::str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::std::convert::From<&::std::primitive::str> for $name {
            fn from(value: &::std::primitive::str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::runtime::json::UnknownValue::new(value)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::convert::AsRef<::std::primitive::str> for $name {
            fn as_ref(&self) -> &::std::primitive::str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::runtime::json::Wire for $name {
            fn read(reader: &mut $crate::runtime::json::Reader<'_>) -> Self {
                Self::from(&*reader.text())
            }

            fn blank() -> Self {
                Self::Unknown(::std::default::Default::default())
            }

            fn write(&self, writer: &mut $crate::runtime::json::Writer<'_>) {
                writer.text(self.as_str());
            }
        }
        $crate::runtime::json::serde_traits!($name);
    )+};
}

pub use __string_enum as string_enum;
