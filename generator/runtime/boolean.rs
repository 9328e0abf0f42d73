//! Booleans.

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Value, Wire};

/// Reads `"true"` and `"false"`, and 1 and 0, as well: some servers know no booleans.
impl Wire for bool {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            Node::Bool(value) => Ok(*value),
            Node::Unsigned(1) => Ok(true),
            Node::Unsigned(0) => Ok(false),
            Node::Text(text) if text == "true" => Ok(true),
            Node::Text(text) if text == "false" => Ok(false),
            _ => Err(value.mismatch("a boolean")),
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Bool(*self));
    }
}
