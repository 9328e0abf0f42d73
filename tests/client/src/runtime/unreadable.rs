//! Errors of JSON texts that the server has answered with.

use bytes::Bytes;

use super::Error;
use super::json_tape::Unreadable;
use super::response::Head;

/// The answer cannot be read, for this reason.
pub(crate) fn unreadable(head: &Head, text: &Bytes, (message, source): Unreadable) -> Error {
    let error = Error::undecodable(head, text, message);
    match source {
        Some(source) => error.caused_by(source),
        None => error,
    }
}
