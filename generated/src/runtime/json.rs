//! Conversion between JSON text and the types of an API.
//!
//! Types implement [`Wire`] through the tables [`object!`](object), [`input!`](input), [`tuple!`](tuple),
//! [`union!`](union), [`string_enum!`](string_enum) and [`integer_enum!`](integer_enum).
//!
//! `PartialEq`, `Debug` and the serde traits of structs and unions use their JSON. Derived code would
//! do this field by field, and take a fifth of the compile time of a crate with many types.

mod container;
mod input;
mod integer_enum;
mod object;
mod scalar;
mod string_enum;
pub(crate) mod tape;
pub(crate) mod tree;
mod union;
mod wire;

use std::fmt::{self, Debug, Formatter};

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

use self::tape::{Node, end_of};
use self::tree::written;

pub use self::tape::Tape;

#[doc(hidden)]
pub use self::container::tuple;
#[doc(hidden)]
pub use self::input::{argument, input};
#[doc(hidden)]
pub use self::integer_enum::integer_enum;
#[doc(hidden)]
pub use self::object::object;
pub use self::object::write_object;
pub use self::string_enum::UnknownValue;
#[doc(hidden)]
pub use self::string_enum::string_enum;
#[doc(hidden)]
pub use self::union::union;
pub use self::union::{Choice, Guard};
use self::wire::Mismatch;
pub use self::wire::{Reading, Value, Wire};

/// Reads a value from a tape.
pub(crate) fn decoded<T: Wire>(tape: &Tape<'_>) -> Result<T, Mismatch> {
    let mut reading = Reading::default();
    let value = T::read(tape.root(), &mut reading);
    reading.mistake.map_or(Ok(value), Err)
}

/// The reason why a text is not JSON of a type: the message, and the serde error if it is not JSON.
pub(crate) type Unreadable = (String, Option<serde_json::Error>);

/// Reads a JSON text; it may begin with a byte order mark.
pub(crate) fn tree(text: &[u8]) -> Result<Tape<'_>, Unreadable> {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(("the body is empty".to_owned(), None));
    }
    let mut tape = Tape::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    match tape
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
    {
        Ok(()) => Ok(tape),
        Err(error) => {
            let message = format!("invalid JSON at {}: {error}", tape.broken_at());
            Err((message, Some(error)))
        }
    }
}

/// Reads a JSON text as a `T`.
pub(crate) fn read<T: Wire>(text: &[u8]) -> Result<T, Unreadable> {
    let tape = tree(text)?;
    decoded(&tape).map_err(|mismatch| (mismatch.to_string(), None))
}

/// A value as JSON.
pub(crate) fn encode<T: Wire>(value: &T) -> String {
    let mut tape = Tape::default();
    value.write(&mut tape);
    tape.json()
}

/// `modules! { pub mod one: A; mod two: *; }` declares modules, and re-exports types of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __modules {
    ($($visibility:vis mod $name:ident $(: $item:tt)?;)+) => {$(
        $visibility mod $name;
        $(#[doc(inline)] pub use $name::$item;)?
    )+};
}

#[doc(hidden)]
pub use __modules as modules;

/// The body of every generated `PartialEq::eq`.
#[doc(hidden)]
pub fn equal<T: Wire>(one: &T, other: &T) -> bool {
    written(one).nodes() == written(other).nodes()
}

/// The body of every generated `Debug::fmt`: `Project {"id": "proj_abc", "role": "member"}`.
#[doc(hidden)]
pub fn debug<T: Wire>(name: &str, value: &T, formatter: &mut Formatter<'_>) -> fmt::Result {
    let tape = written(value);
    write!(formatter, "{name} ")?;
    tape.root().fmt(formatter)
}

impl Debug for Value<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let nodes = self.nodes;
        let mut at = self.at + 1;
        match self.node() {
            Node::Null => formatter.write_str("null"),
            Node::Bool(value) => value.fmt(formatter),
            Node::Unsigned(value) => value.fmt(formatter),
            Node::Signed(value) => value.fmt(formatter),
            Node::Float(value) => value.fmt(formatter),
            Node::Text(value) => value.fmt(formatter),
            Node::Array { end } => {
                let mut list = formatter.debug_list();
                while at < *end {
                    list.entry(&Value { nodes, at });
                    at = end_of(nodes, at);
                }
                list.finish()
            }
            Node::Object { end } => {
                let mut map = formatter.debug_map();
                while at < *end {
                    map.entry(&Value { nodes, at }, &Value { nodes, at: at + 1 });
                    at = end_of(nodes, at + 1);
                }
                map.finish()
            }
        }
    }
}

/// `PartialEq` and `Debug` of a type on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_traits {
    ($name:ident) => {
        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                $crate::runtime::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug(::std::stringify!($name), self, formatter)
            }
        }
    };
}

#[doc(hidden)]
pub use __json_traits as json_traits;

/// The body of every generated `Deserialize::deserialize`.
#[doc(hidden)]
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tape = Tape::deserialize(deserializer)?;
    decoded(&tape).map_err(serde::de::Error::custom)
}

/// The body of every generated `Serialize::serialize`.
#[doc(hidden)]
pub fn serialize<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    written(value).serialize(serializer)
}

/// The serde traits of a wire type, so that users can use it in their own types.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_traits {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::serialize(self, serializer)
            }
        }
    };
}

#[doc(hidden)]
pub use __serde_traits as serde_traits;
