//! Arrays.

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Mistake, Value, Wire};

/// A field that is absent or null reads as an empty list: servers leave out what has no items.
impl<T: Wire> Wire for Vec<T> {
    fn read(value: Value<'_>, mistake: &mut Mistake) -> Self {
        let end = match value.node() {
            Node::Array { end } => *end,
            Node::Null => return Self::new(),
            _ => {
                value.refuse("an array", mistake);
                return Self::new();
            }
        };
        let mut items = Self::new();
        let mut at = value.at + 1;
        while at < end && mistake.is_none() {
            let item = T::read(Value { at, ..value }, mistake);
            if let Some(mistake) = mistake {
                mistake.in_item(items.len());
            }
            items.push(item);
            at = end_of(value.nodes, at);
        }
        items
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
    /// Says that the value is at `index` of an array.
    fn in_item(&mut self, index: usize) {
        self.0.1.push(format!("[{index}]"));
    }
}
