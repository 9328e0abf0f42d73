//! Integers without a sign.

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Value, Wire};

impl Wire for u64 {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        if let Node::Unsigned(number) = value.node() {
            return Ok(*number);
        }
        let number = i64::read(value)?;
        Self::try_from(number)
            .map_err(|_| Mismatch::because(format!("expected an unsigned integer, found {number}")))
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Unsigned(*self));
    }
}
