//! Arrays.

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Reading, Value, Wire};

/// A field that is absent or null reads as an empty list: servers leave out what has no items. An
/// object reads as a list of it, which is how some of them write a single thing.
impl<T: Wire> Wire for Vec<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let end = match value.node() {
            Node::Array { end } => *end,
            Node::Null if !reading.exact => return Self::new(),
            Node::Object { .. } if !reading.exact => return vec![T::read(value, reading)],
            _ => {
                value.refuse("an array", reading);
                return Self::new();
            }
        };
        let mut items = Self::new();
        let mut at = value.at + 1;
        while at < end && reading.mistake.is_none() {
            let item = T::read(Value { at, ..value }, reading);
            if let Some(mistake) = &mut reading.mistake {
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
