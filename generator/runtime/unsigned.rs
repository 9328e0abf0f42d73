//! Integers without a sign.

use super::scalar::scalar;
use super::tape::{Node, Tape};
use super::wire::{Mismatch, Reading, Value, Wire};

impl Wire for u64 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        if let Node::Unsigned(number) = value.node() {
            return *number;
        }
        let number = i64::read(value, reading);
        let number = Self::try_from(number).map_err(|_| {
            Mismatch::because(format!("expected an unsigned integer, found {number}"))
        });
        scalar(number, reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Unsigned(*self));
    }
}
