//! Booleans.

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Value, Wire};

impl Wire for bool {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            Node::Bool(value) => Ok(*value),
            _ => Err(value.mismatch("a boolean")),
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Bool(*self));
    }
}
