//! The serde traits of the types of this crate.

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

use super::decoded::decoded;
use super::tape::Tape;
use super::wire::Wire;
use super::written::written;

/// The body of every generated `Deserialize::deserialize`.
pub(crate) fn deserialize<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let tape = Tape::deserialize(deserializer)?;
    decoded(&tape).map_err(serde::de::Error::custom)
}

/// The body of every generated `Serialize::serialize`.
pub(crate) fn serialize<T: Wire, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    written(value).serialize(serializer)
}

/// The serde traits of a type on the wire, so that users can put it into types of their own.
macro_rules! serde_traits {
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

pub(crate) use serde_traits;
