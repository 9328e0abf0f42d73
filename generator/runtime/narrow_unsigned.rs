//! Integers of 32 bits without a sign: read as 64 bits, then checked.

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Value, Wire};

impl Wire for u32 {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        let number = i64::read(value)?;
        Self::try_from(number).map_err(|_| {
            Mismatch::because(format!(
                "expected an unsigned 32-bit integer, found {number}"
            ))
        })
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Unsigned((*self).into()));
    }
}
