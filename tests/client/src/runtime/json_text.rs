//! JSON texts that the server has answered with.

use bytes::Bytes;

use super::Error;
use super::json_read::read_json;
use super::response::Head;
use super::unreadable::unreadable;
use super::wire::Wire;

/// Reads a JSON text as a `T`.
pub(crate) fn decode<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    read_json(text).map_err(|why| unreadable(head, text, why))
}
