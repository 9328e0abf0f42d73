//! The value that data is.

use super::tape::Tape;
use super::wire::{Mismatch, Value, Wire};

/// Reads what stands on a tape.
pub(crate) fn decoded<T: Wire>(tape: &Tape<'_>) -> Result<T, Mismatch> {
    let root = Value {
        nodes: tape.nodes(),
        at: 0,
    };
    let mut mistake = None;
    let value = T::read(root, &mut mistake);
    mistake.map_or(Ok(value), Err)
}
