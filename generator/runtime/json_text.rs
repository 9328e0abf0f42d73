//! JSON texts that the server has sent.

use bytes::Bytes;

use super::Error;
use super::decoded::decoded;
use super::json_tape::tape_of;
use super::response::Head;
use super::wire::Wire;

/// Reads a JSON text as a `T`.
pub(crate) fn decode<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    let tape = tape_of(head, text)?;
    decoded(&tape).map_err(|mismatch| Error::undecodable(head, text, mismatch.to_string()))
}
