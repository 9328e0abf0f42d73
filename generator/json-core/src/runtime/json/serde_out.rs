//! Values to any format that serde writes.
//!
//! `serde_json` gets the text as it is, by the name that its `RawValue` goes by; any other format is
//! told what the text says. If `serde_json` should change the name it is told like the others.

use std::sync::LazyLock;

use serde::ser::{
    Error as _, Serialize, SerializeMap as _, SerializeSeq as _, SerializeStruct as _, Serializer,
};

use super::integer::is_whole;
use super::reader::Reader;
use super::serde_in::RAW;
use super::wire::Wire;
use super::writer::Writer;

/// The body of every generated `Serialize::serialize`.
///
/// # Errors
///
/// The format cannot write the value.
#[doc(hidden)]
pub fn serialize<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let writer = Writer::written(value);
    let text = str::from_utf8(&writer.out).map_err(S::Error::custom)?;
    if writer.not_finite.is_none() && takes_text::<S>() {
        return raw(text, serializer);
    }
    Played(text).serialize(serializer)
}

/// Whether a serializer is `serde_json`'s, writes no white space, and takes text.
fn takes_text<S>() -> bool {
    static KNOWN: LazyLock<bool> = LazyLock::new(|| {
        let text = serde_json::to_string(&Raw("[0]"));
        text.is_ok_and(|text| text == "[0]")
    });
    let name = std::any::type_name::<S>();
    (name == TO_BYTES || is_compact(name)) && *KNOWN
}

/// The serializer of `serde_json::to_vec` and `to_string`.
const TO_BYTES: &str = "&mut serde_json::ser::Serializer<&mut alloc::vec::Vec<u8>>";

/// Whether the name of a type is that of `serde_json`'s serializer with its own formatter: that one
/// is the default, which names leave out.
fn is_compact(name: &str) -> bool {
    let Some(arguments) = name.strip_prefix("&mut serde_json::ser::Serializer<") else {
        return false;
    };
    let mut depth = 0_usize;
    arguments.bytes().all(|byte| {
        match byte {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || byte != b','
    })
}

fn raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_struct(RAW, 1)?;
    output.serialize_field(RAW, text)?;
    output.end()
}

struct Raw(&'static str);

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        raw(self.0, serializer)
    }
}

/// The text of a value, which a format is told.
struct Played<'a>(&'a str);

impl Serialize for Played<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = Reader::new(self.0);
        reader.foreign = true;
        match reader.peek() {
            b'"' => serializer.serialize_str(&reader.string()),
            b't' => serializer.serialize_bool(true),
            b'f' => serializer.serialize_bool(false),
            b'n' => serializer.serialize_unit(),
            b'[' => {
                let mut items = serializer.serialize_seq(None)?;
                reader.open();
                while !matches!(reader.peek(), b']' | 0) {
                    items.serialize_element(&Played(reader.played()))?;
                }
                items.end()
            }
            b'{' => {
                let mut entries = serializer.serialize_map(None)?;
                reader.open();
                while !matches!(reader.peek(), b'}' | 0) {
                    let key = reader.key();
                    reader.colon();
                    entries.serialize_entry(&*key, &Played(reader.played()))?;
                }
                entries.end()
            }
            _ => number(self.0, serializer),
        }
    }
}

impl<'a> Reader<'a> {
    /// The text of the next item, without the comma behind it.
    fn played(&mut self) -> &'a str {
        let start = self.at;
        if self.not_finite().is_none() {
            self.skip();
        }
        let text = self.since(start);
        self.at += usize::from(self.peek() == b',');
        text
    }
}

fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = text.parse::<u64>() {
        return serializer.serialize_u64(number);
    }
    if let Ok(number) = text.parse::<i64>() {
        return serializer.serialize_i64(number);
    }
    if is_whole(text)
        && let Ok(number) = text.parse::<i128>()
    {
        return serializer.serialize_i128(number);
    }
    // NaN and the infinities are read from these names, too.
    serializer.serialize_f64(text.parse().map_err(S::Error::custom)?)
}

/// Serde's traits for a type on the wire, so that users can put it into types of their own.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_traits {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }
    };
}

/// Nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_traits {
    ($name:ident) => {};
}

pub use __serde_traits as serde_traits;
