//! Booleans.

use super::tape::{Node, Tape};
use super::wire::{Mistake, Value, Wire};

/// Reads `"true"` and `"false"`, and 1 and 0, as well: some servers know no booleans.
impl Wire for bool {
    fn read(value: Value<'_>, mistake: &mut Mistake) -> Self {
        match value.node() {
            Node::Bool(value) => *value,
            Node::Unsigned(1) => true,
            Node::Text(text) if text == "true" => true,
            Node::Unsigned(0) => false,
            Node::Text(text) if text == "false" => false,
            _ => {
                value.refuse("a boolean", mistake);
                false
            }
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Bool(*self));
    }
}
