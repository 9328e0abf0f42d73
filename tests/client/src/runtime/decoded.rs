//! The value that data is.

use super::tape::Tape;
use super::wire::{Mismatch, Reading, Value, Wire};

/// Reads what stands on a tape.
pub(crate) fn decoded<T: Wire>(tape: &Tape<'_>) -> Result<T, Mismatch> {
    let root = Value {
        nodes: tape.nodes(),
        at: 0,
    };
    let mut reading = Reading::default();
    let value = T::read(root, &mut reading);
    reading.mistake.map_or(Ok(value), Err)
}
