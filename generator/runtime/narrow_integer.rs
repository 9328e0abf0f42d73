//! Integers of 32 bits: read as 64 bits, then checked.

use super::scalar::scalar;
use super::tape::{Node, Tape};
use super::wire::{Mismatch, Reading, Value, Wire};

impl Wire for i32 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let number = i64::read(value, reading);
        let number = Self::try_from(number)
            .map_err(|_| Mismatch::because(format!("expected a 32-bit integer, found {number}")));
        scalar(number, reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Signed((*self).into()));
    }
}
