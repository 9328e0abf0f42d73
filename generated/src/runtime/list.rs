//! Arrays.

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Value, Wire};

/// A field that is absent or null reads as an empty list: servers leave out what has no items.
impl<T: Wire> Wire for Vec<T> {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        let end = match value.node() {
            Node::Array { end } => *end,
            Node::Null => return Ok(Self::new()),
            _ => return Err(value.mismatch("an array")),
        };
        let mut items = Self::new();
        let mut at = value.at + 1;
        while at < end {
            let item = T::read(Value { at, ..value });
            items.push(item.map_err(|error| error.in_item(items.len()))?);
            at = end_of(value.nodes, at);
        }
        Ok(items)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        let at = tape.open_array();
        for item in self {
            item.write(tape);
        }
        tape.close(at);
    }
}

impl Mismatch {
    /// The same error, seen from the array that holds the value at `index`.
    fn in_item(mut self, index: usize) -> Self {
        self.0.1.push(format!("[{index}]"));
        self
    }
}
