//! Booleans.

use super::tape::{Node, Tape};
use super::wire::{Reading, Value, Wire};

/// Reads `"true"` and `"false"`, and 1 and 0, as well: some servers know no booleans.
impl Wire for bool {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            Node::Bool(value) => *value,
            Node::Unsigned(number @ 0..=1) if !reading.exact => *number == 1,
            Node::Text(text) if !reading.exact && text == "true" => true,
            Node::Text(text) if !reading.exact && text == "false" => false,
            _ => {
                value.refuse("a boolean", reading);
                false
            }
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Bool(*self));
    }
}
