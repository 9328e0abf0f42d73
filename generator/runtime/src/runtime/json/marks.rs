//! The keys by which a value carries a mistake, or JSON that is not an object, until it is sent. A server cannot send
//! them.

use std::collections::BTreeMap;

use super::reader::{Mode, Reader};
use super::wire::Wire;
use super::{encode, read_by};

/// The only key of a map that stands for a JSON value that is not an object, although the caller passed
/// it where an object was expected. The value is sent as it is, and the server judges it.
pub(crate) const NO_OBJECT: &str = "\u{0}not an object\u{0}";

/// The start of a key of unknown members that stands for a mistake in a value: the rest of the key is the message.
/// Writing the value fails.
const FAULT: &str = "\u{0}fault\u{0}";

/// Adds a mistake to the unknown members of a value.
pub(crate) fn add_fault<V: Wire>(rest: &mut BTreeMap<String, V>, message: &str) {
    rest.insert(format!("{FAULT}{message}"), V::blank());
}

/// Whether a key is a mark of the client, not a member.
#[inline]
pub(super) fn is_mark(key: &str) -> bool {
    key == NO_OBJECT || fault(key).is_some()
}

/// The mistake that a key stands for.
#[inline]
pub(super) fn fault(key: &str) -> Option<&str> {
    key.strip_prefix(FAULT)
}

/// A part of a response as a part of a request. Unknown members are kept. If the type of the request does not accept
/// it, writing the value fails.
#[doc(hidden)]
pub fn converted<T: Wire, U: Wire>(value: &T) -> U {
    let read = |reader: &mut Reader<'_>| {
        reader.has_marks = true;
        U::read(reader)
    };
    match read_by(&encode(value), Mode::Converting, read) {
        Ok(received) => received.data,
        Err(error) => faulty(&error.to_string()),
    }
}

/// A struct, a union or any value, or a list of these, that contains a mistake: writing it fails.
pub(crate) fn faulty<T: Wire>(message: &str) -> T {
    let mut members = BTreeMap::new();
    add_fault(&mut members, message);
    let text = encode::<BTreeMap<_, serde_json::Value>>(&members);
    let mut reader = Reader::new(&text);
    reader.has_marks = true;
    reader.next_token();
    T::read(&mut reader)
}
