//! JSON, read and written in one pass.
//!
//! [`from_slice`] and [`from_str`] read any type of this crate, [`to_string`] and [`to_vec`] write
//! it: bodies that were stored, lines of batch files, messages of web sockets. They are faster than
//! serde's traits, which go through a text or through events.
//!
//! # What is read
//!
//! A text is JSON if RFC 8259 and `serde_json` say so, with these decisions:
//!
//! | | |
//! |---|---|
//! | byte order mark | one is allowed before the text |
//! | text behind the value | an error; white space is not |
//! | depth | 127 arrays and objects inside each other; one more is an error |
//! | a key that is there twice | the last value counts, also for nested values, maps and tags; each must fit its type |
//! | half of a surrogate pair (`\\ud800`) | an error |
//! | control characters in a string | an error |
//! | numbers that no double comes near (`1e999`) | an error, wherever they are |
//! | integers | exact or an error, never rounded: `1.0` and `1.7e9` are integers, `1.5` is not |
//! | numbers with a fraction | the nearest double |
//! | free values and unknown members | `serde_json::Value`: 64 bits exactly, beyond that the nearest double, or all digits if `serde_json/arbitrary_precision` is on |
//!
//! Servers do not always send what their API's description says. This is accepted in its place,
//! unless the value could be of another variant of a union that fits exactly:
//!
//! | wanted | accepted |
//! |---|---|
//! | a string | a number: its text as it was sent |
//! | an integer or a number | a string that is one |
//! | a boolean | `"true"`, `"false"`, `1`, `0` |
//! | an object | an array of one object |
//! | an array | an object: an array of it; null: an empty array |
//! | a map | null: an empty map |
//! | a string of a set | any other string: `Unknown` |
//! | one of several types | anything else: `Unknown`, unless it has the tag of a variant that it does not fit |
//! | a member that is always the same string | any other string; null: that string |
//! | a member that may be missing | null |
//!
//! A member that is missing is an error if it is required; an array or a map is empty, a free value
//! is null, and a member that is always the same string is that string.
//!
//! # Which error
//!
//! A text that is not JSON is told first, even if a value before does not fit: most often it was cut.
//! Then the first value that does not fit; then, of the innermost object that is read to its end, the
//! first member that is missing.
//!
//! # What is written
//!
//! JSON without white space. Unknown members, values and variants are written as they were read. A
//! number without a fraction is written as an integer. NaN and the infinities are an error here; a
//! serde format that has them gets them, and `serde_json` writes null, as it always does.

mod boolean;
mod choice;
mod error;
mod integer;
mod list;
mod map;
mod number;
mod object;
mod option;
mod place;
mod reader;
mod serde_in;
mod serde_out;
mod shared_traits;
mod skip;
mod string;
mod string_enum;
pub mod tree;
mod union;
mod value;
mod wire;
mod writer;

#[doc(hidden)]
pub use choice::Choice;
pub use error::Error;
#[doc(hidden)]
pub use object::object;
pub use reader::Reader;
#[doc(hidden)]
pub use serde_in::deserialize;
#[doc(hidden)]
pub use serde_out::{serde_traits, serialize};
#[doc(hidden)]
pub use shared_traits::{copy, debug, equal, shared_traits};
pub use string_enum::UnknownValue;
#[doc(hidden)]
pub use string_enum::string_enum;
#[doc(hidden)]
pub use union::{Guard, Variants, union};
#[doc(hidden)]
pub use wire::Member;
pub use wire::Wire;
pub use writer::Writer;

/// Reads a value from the bytes of a JSON text, which may begin with a byte order mark.
///
/// # Errors
///
/// The bytes are not UTF-8, the text is not JSON, or what it says is not a `T`.
pub fn from_slice<T: Wire>(bytes: &[u8]) -> Result<T, Error> {
    match str::from_utf8(bytes) {
        Ok(text) => from_str(text),
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
/// The text is not JSON, or what it says is not a `T`.
pub fn from_str<T: Wire>(text: &str) -> Result<T, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    reader.next_token();
    let value = T::read(&mut reader);
    reader.finish();
    match reader.mistake {
        None => Ok(value),
        Some(_) if text.trim_ascii().is_empty() => Err(Error::empty()),
        Some(mistake) => Err(Error::of(text, mistake)),
    }
}

/// Writes a value as JSON text, without white space.
///
/// # Errors
///
/// A number is NaN or infinite, which JSON has no text for.
pub fn to_vec<T: Wire>(value: &T) -> Result<Vec<u8>, Error> {
    let writer = Writer::written(value);
    match writer.not_finite {
        None => Ok(writer.out),
        Some(at) => Err(Error::not_finite(&writer.out, at)),
    }
}

/// Writes a value as JSON text, without white space.
///
/// # Errors
///
/// A number is NaN or infinite, which JSON has no text for.
pub fn to_string<T: Wire>(value: &T) -> Result<String, Error> {
    // A `String` cannot become anything but UTF-8.
    to_vec(value).map(|bytes| String::from_utf8(bytes).unwrap_or_default())
}
