//! The tables of enums for values of a set that may grow, `string_enum!` and `integer_enum!`, and the tags that unions
//! add to objects.

use super::text::{Shape, Writer};
use super::tree::{Kind, Node};
use super::wire::{Member, Wire};

/// `string_enum! { pub enum Role { Owner = "owner", Reader = "reader" } }` defines the enum `Role` with
/// these variants and `Unknown(UnknownValue)`. In JSON, the enum is one of these strings.
///
/// Values are equal if their strings are equal. Derived code would take longer to compile.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`\"", $value, "\"`")] $variant,)*
            /// A value that this version of the crate does not know. It is written back unchanged.
            Unknown($crate::runtime::UnknownValue),
        }

        impl $name {
            /// Returns the value as it is sent over the wire.
            #[must_use]
            pub fn as_str(&self) -> &::std::primitive::str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self::from(self.as_str())
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug_text(
                    self.as_str(),
                    &[$($value),*],
                    ::std::stringify!($($variant)*),
                    formatter,
                )
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                self.as_str() == other.as_str()
            }
        }

        impl $crate::runtime::Kept for $name {}

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl<T: $crate::runtime::AsText> ::std::convert::From<T> for $name {
            fn from(value: T) -> Self {
                match value.text() {
                    $($value => Self::$variant,)*
                    value => Self::Unknown($crate::runtime::UnknownValue::new(value)),
                }
            }
        }

        impl ::std::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &::std::primitive::str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl<T: $crate::runtime::AsText + ?::std::marker::Sized> ::std::cmp::PartialEq<T> for $name {
            fn eq(&self, other: &T) -> ::std::primitive::bool {
                self.as_str() == other.text()
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

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let read = Self::from(&*reader.text());
                if let Self::Unknown(_) = read {
                    reader.count_unknown(true);
                }
                read
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                writer.text(self.as_str());
            }

            fn blank() -> Self {
                Self::Unknown(::std::default::Default::default())
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __string_enum as string_enum;

/// `integer_enum! { pub enum State { Installed = 1, Upcoming = 2 } }` defines the enum `State` with
/// these variants and `Unknown(i64)`. In JSON, the enum is one of these integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::marker::Copy, ::std::fmt::Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`", ::std::stringify!($value), "`")] $variant,)*
            /// A value that this version of the crate does not know. It is written back unchanged.
            Unknown(::std::primitive::i64),
        }

        impl $name {
            /// Returns the value as it is sent over the wire.
            #[must_use]
            pub fn as_i64(self) -> ::std::primitive::i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl $crate::runtime::Kept for $name {}

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::std::convert::From<::std::primitive::i64> for $name {
            fn from(value: ::std::primitive::i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let number: ::std::primitive::i64 = $crate::runtime::Wire::read(reader);
                let read = Self::from(number);
                reader.count_unknown(::std::matches!(read, Self::Unknown(_)));
                read
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                $crate::runtime::Wire::write(&self.as_i64(), writer);
            }

            fn blank() -> Self {
                Self::Unknown(0)
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __integer_enum as integer_enum;

impl Writer<'_> {
    /// Writes the variant of a union.
    #[doc(hidden)]
    pub fn variant(&mut self, name: &'static str, value: &dyn Member) {
        if let Some(see) = self.see.take() {
            return see(&Shape {
                name,
                names: "",
                fields: &[value],
            });
        }
        let start = self.out.len();
        value.write(self);
        self.variant = start;
    }

    /// Adds a member to the object that is the variant written last, unless it has a member with this name.
    #[doc(hidden)]
    pub fn tag(&mut self, key: &str, tag: impl Into<Tag>) {
        let start = self.variant;
        let written = self.out.get(start..).unwrap_or_default();
        let object = Node::of(str::from_utf8(written).unwrap_or_default());
        if object.kind() != Kind::Object || object.member(key).is_some() {
            return;
        }
        self.out.pop();
        self.key(key, &mut self.out.ends_with(b"{"));
        match tag.into() {
            Tag::Text(text) => self.string(text),
            Tag::Integer(number) => self.integer(number),
            Tag::Bool(value) => Wire::write(&value, self),
        }
        self.out.push(b'}');
    }
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

macro_rules! tags {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for Tag {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

tags!(&'static str => Text, i64 => Integer, bool => Bool);
