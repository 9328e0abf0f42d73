//! JSON texts as values.

use super::decoded::decoded;
use super::json_tape::{Unreadable, json_tape};
use super::wire::Wire;

/// Reads a JSON text as a `T`.
pub(crate) fn read_json<T: Wire>(text: &[u8]) -> Result<T, Unreadable> {
    let tape = json_tape(text)?;
    decoded(&tape).map_err(|mismatch| (mismatch.to_string(), None))
}
