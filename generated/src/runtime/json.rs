//! JSON, read and written in one pass.
//!
//! [`from_slice`] and [`from_str`] read any type of this crate, and [`to_string`] and [`to_vec`] write it.
//! Use them for stored bodies, lines of batch files, and WebSocket messages: they are faster than serde's traits.
//!
//! # Reading
//!
//! The input is JSON as RFC 8259 and `serde_json` define it. This table lists the cases that they leave open:
//!
//! | | |
//! |---|---|
//! | byte order mark | one is allowed before the text |
//! | text after the value | an error, except white space |
//! | depth | at most 127 nested arrays and objects; one more is an error |
//! | duplicate key | the last value is used, even in nested values, maps and tags; every value must have the expected type |
//! | half of a surrogate pair (`\ud800`) | an error |
//! | control characters in a string | an error |
//! | numbers beyond the range of a double (`1e999`) | an error everywhere |
//! | integers | exact or an error, never rounded: `1.0` and `1.7e9` are integers, `1.5` is not |
//! | numbers with a fraction | the nearest double |
//! | numbers in a `serde_json::Value` or an unknown member | exact if they are integers of up to 64 bits; otherwise the nearest double, or all digits if `serde_json/arbitrary_precision` is on |
//!
//! Servers do not always send what their API documentation says. These values are accepted,
//! too, unless they match another variant of a union exactly:
//!
//! | expected | accepted, and how it is read |
//! |---|---|
//! | a string | a number, as its text |
//! | an integer or a number | a string that contains one |
//! | a number | `"NaN"`, `"Infinity"`, `"-Infinity"`, `"INF"`, `"-INF"` |
//! | a boolean | `"true"`, `"false"`, `1`, `0` |
//! | an object | an array of one object |
//! | an array | an object, as an array that contains it; null, as an empty array |
//! | a map | null, as an empty map |
//! | a string or an integer from a fixed set | any other, as `Unknown` |
//! | one of several types (a union) | any other value, as `Unknown`; an error if its tag (the discriminator) is that of a variant that it does not match |
//! | a constant | any other value of its type; null, as the constant unless it is a boolean |
//! | a member that may be missing | null |
//!
//! In a response, an optional or nullable member whose value does not fit is also accepted, and
//! read as missing or null. Its value is then among the unknown members, if the type has a field
//! for members of any type, and `Response::mismatches` lists it. `ClientBuilder::strict` makes it
//! an error, as it is in [`from_slice`] and [`from_str`].
//!
//! A missing member is an error if it is required. A missing array or map is empty, a missing
//! `serde_json::Value` is null, and a missing constant has its value unless it is a boolean: a server that omits a flag
//! does not mean that it is set.
//!
//! # Errors
//!
//! Invalid JSON is reported first, even if an earlier value has the wrong type: most often, the text was truncated.
//! Otherwise, the first value that has the wrong type is reported, or else the first missing member of the innermost
//! object that was read completely.
//!
//! # Writing
//!
//! The JSON has no white space. Unknown members, values and variants are written as they were read. A
//! number without a fraction is written as an integer. NaN and the infinities are an error; through serde's
//! traits, formats that support them write them, and `serde_json` writes null, as it always does.

mod bridge;
mod choice;
mod enum_table;
mod error;
mod guard;
mod marks;
mod object;
mod reader;
mod scalar;
mod struct_table;
mod text;
pub(crate) mod tree;
mod union_table;
mod wire;

use std::fmt::{self, Formatter};

use self::reader::Mode;
use self::text::Shape;

#[doc(hidden)]
pub use self::bridge::{deserialize, serialize};
#[doc(hidden)]
pub use self::choice::Choice;
#[doc(hidden)]
pub use self::enum_table::{Tag, integer_enum, string_enum};
pub(crate) use self::error::Unreadable;
pub use self::error::{Error, Mismatch};
#[doc(hidden)]
pub use self::guard::{Guard, Variants};
#[doc(hidden)]
pub use self::marks::converted;
pub(crate) use self::marks::{NO_OBJECT, add_fault, faulty};
#[doc(hidden)]
pub use self::reader::Reader;
#[doc(hidden)]
pub use self::struct_table::{input, object, tuple};
#[doc(hidden)]
pub use self::text::Writer;
#[doc(hidden)]
pub use self::union_table::union;
#[doc(hidden)]
pub use self::wire::Member;
pub use self::wire::{AsText, UnknownValue, Wire};

/// Reads a value from the bytes of a JSON text, which may begin with a byte order mark.
///
/// # Errors
///
/// The bytes are not UTF-8, the text is not JSON, or its value is not a `T`.
pub fn from_slice<T: Wire>(bytes: &[u8]) -> Result<T, Error> {
    utf8(bytes).and_then(from_str)
}

fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err(Error::not_utf8(
                bytes,
                str::from_utf8(valid).unwrap_or_default(),
            ))
        }
    }
}

/// Reads a value from a JSON text, which may begin with a byte order mark.
///
/// # Errors
///
/// The text is not JSON, or its value is not a `T`.
pub fn from_str<T: Wire>(text: &str) -> Result<T, Error> {
    read_from(text, Mode::Converting).map(|received| received.data)
}

/// A value that was read from a response.
pub(crate) struct Received<T> {
    pub(crate) data: T,
    /// Whether the text has a member `error` that the type does not know, or is an object of any members.
    pub(crate) stray_error: bool,
    /// Whether the type knows all members and values.
    pub(crate) is_known: bool,
    /// The optional members that were read as missing, because their values do not fit.
    pub(crate) mismatches: Vec<Mismatch>,
}

impl<T> Received<T> {
    /// A value that was not read from JSON.
    pub(crate) fn of(data: T) -> Self {
        Self {
            data,
            stray_error: false,
            is_known: true,
            mismatches: Vec::new(),
        }
    }

    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Received<U> {
        Received {
            data: map(self.data),
            stray_error: self.stray_error,
            is_known: self.is_known,
            mismatches: self.mismatches,
        }
    }
}

fn read_from<T: Wire>(text: &str, mode: Mode) -> Result<Received<T>, Error> {
    read_by(text, mode, T::read)
}

fn read_by<T: Wire>(
    text: &str,
    mode: Mode,
    read: impl FnOnce(&mut Reader<'_>) -> T,
) -> Result<Received<T>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    reader.mode = mode;
    reader.next_token();
    let value = read(&mut reader);
    reader.finish();
    match reader.mistake {
        None => Ok(Received {
            data: value,
            stray_error: reader.stray_error,
            is_known: reader.unknown == 0,
            mismatches: Mismatch::all_of(text, reader.contained),
        }),
        Some(_) if text.trim_ascii().is_empty() => Err(Error::empty()),
        Some(mistake) => Err(Error::of(text, mistake)),
    }
}

/// Writes a value as JSON text, without white space.
///
/// # Errors
///
/// A number is NaN or infinite, which JSON cannot represent, or the value was built from an integer or from JSON that
/// does not fit.
pub fn to_vec<T: Wire>(value: &T) -> Result<Vec<u8>, Error> {
    let writer = Writer::written(value);
    match (writer.fault, writer.not_finite) {
        (None, None) => Ok(writer.out),
        (Some(message), _) => Err(Error::fault(message)),
        (None, Some(at)) => Err(Error::not_finite(&writer.out, at)),
    }
}

/// Writes a value as JSON text, without white space.
///
/// # Errors
///
/// A number is NaN or infinite, which JSON cannot represent, or the value was built from an integer or from JSON that
/// does not fit.
pub fn to_string<T: Wire>(value: &T) -> Result<String, Error> {
    // A `String` cannot become anything but UTF-8.
    to_vec(value).map(|bytes| String::from_utf8(bytes).unwrap_or_default())
}

/// Reads the body of a response, an event or a webhook as a `T`. Unless `strict`, an optional member
/// whose value does not fit is read as missing.
pub(crate) fn receive<T: Wire>(body: &[u8], strict: bool) -> Result<Received<T>, Unreadable> {
    receive_response(body, strict, 0)
}

/// Like [`receive`]. The status code of the response may determine the variant of a union; a body that is not of that
/// variant is read like any other.
pub(crate) fn receive_response<T: Wire>(
    body: &[u8],
    strict: bool,
    status: u16,
) -> Result<Received<T>, Unreadable> {
    let mode = if strict {
        Mode::Converting
    } else {
        Mode::Lenient
    };
    utf8(body)
        .and_then(|text| {
            let read = |reader: &mut Reader<'_>| T::read_response(status, reader);
            read_by(text, mode, read).or_else(|_| read_from(text, mode))
        })
        .map_err(Error::into_unreadable)
}

/// Whether bytes are a JSON text.
pub(crate) fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// Reads a text that is not JSON as the string of a `T`, if `T` knows it.
pub(crate) fn receive_text<T: Wire>(text: &str) -> Option<T> {
    let received = read_text(text)?;
    received.is_known.then_some(received.data)
}

/// Reads a text as the string of a `T`, which need not know it.
pub(crate) fn any_text<T: Wire>(text: &str) -> Option<T> {
    read_text(text).map(|received| received.data)
}

fn read_text<T: Wire>(text: &str) -> Option<Received<T>> {
    read_from(&encode(&text.to_owned()), Mode::Exact).ok()
}

/// A value as JSON; a number that JSON cannot represent is null.
pub(crate) fn encode<T: Wire>(value: &T) -> String {
    tree::written(value).json()
}

/// `modules! { pub mod one: A; mod two; }` declares modules, and re-exports types from them.
#[doc(hidden)]
#[macro_export]
macro_rules! __modules {
    ($($visibility:vis mod $name:ident $(: $item:ident)*;)+) => {$(
        $visibility mod $name;
        $(#[doc(inline)] pub use $name::$item;)*
    )+};
}

#[doc(hidden)]
pub use __modules as modules;

/// The body of every generated `PartialEq::eq` of a struct or a union.
#[doc(hidden)]
pub fn equal<T: Wire>(one: &T, other: &T) -> bool {
    let mut equal = false;
    see(one, &mut |one| {
        see(other, &mut |other| {
            let mut pairs = one.fields.iter().zip(other.fields);
            equal = one.name == other.name && pairs.all(|(one, other)| one.equals(*other));
        });
    });
    equal
}

/// The body of every generated `Clone::clone` of a struct.
#[doc(hidden)]
#[must_use]
pub fn copy<T: Wire>(value: &T) -> T {
    let mut copy = None;
    see(value, &mut |shape| {
        let mut reader = Reader::blank();
        reader.copied = Some(shape.fields);
        copy = Some(T::read(&mut reader));
    });
    copy.unwrap_or_else(T::blank)
}

/// Shows the fields of a struct, or the variant of a union.
fn see<T: Wire>(value: &T, see: &mut dyn FnMut(&Shape<'_>)) {
    value.write(&mut Writer {
        see: Some(see),
        ..Writer::default()
    });
}

/// The body of every generated `Debug::fmt`: `Project { id: "proj_abc", role: "member" }`.
///
/// # Errors
///
/// The formatter fails.
#[doc(hidden)]
pub fn debug<T: Wire>(value: &T, formatter: &mut Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    see(value, &mut |shape| {
        if shape.names.is_empty() && !shape.fields.is_empty() {
            let mut output = formatter.debug_tuple(shape.name);
            for field in shape.fields {
                output.field(field.as_debug());
            }
            result = output.finish();
            return;
        }
        let mut output = formatter.debug_struct(shape.name);
        for (name, field) in shape.names.split_whitespace().zip(shape.fields) {
            output.field(name.trim_start_matches("r#"), field.as_debug());
        }
        result = output.finish();
    });
    result
}

/// The body of every generated `Debug::fmt` of a string from a fixed set: the name of its variant.
///
/// # Errors
///
/// The formatter fails.
#[doc(hidden)]
pub fn debug_text(
    text: &str,
    values: &[&str],
    names: &str,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let mut variants = values.iter().zip(names.split_whitespace());
    if let Some((_, name)) = variants.find(|(value, _)| **value == text) {
        return formatter.write_str(name.trim_start_matches("r#"));
    }
    let value = UnknownValue::new(text);
    formatter.debug_tuple("Unknown").field(&value).finish()
}

/// `Clone`, `PartialEq`, `Debug` and the serde traits of a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! __shared_traits {
    ($name:ident) => {
        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::runtime::copy(self)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                $crate::runtime::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug(self, formatter)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[doc(hidden)]
pub use __shared_traits as shared_traits;

/// The serde traits of a wire type, so that users can use it in their own types.
#[cfg(feature = "serde")]
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

/// No serde traits: the cargo feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_traits {
    ($name:ident) => {};
}

#[doc(hidden)]
pub use __serde_traits as serde_traits;
