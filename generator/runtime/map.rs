//! Maps from strings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Value, Wire};

/// A field that is absent or null reads as an empty map.
impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        let end = match value.node() {
            Node::Object { end } => *end,
            Node::Null => return Ok(Self::new()),
            _ => return Err(value.mismatch("an object")),
        };
        let mut map = Self::new();
        let mut at = value.at + 1;
        while at < end {
            if let Some(Node::Text(key)) = value.nodes.get(at) {
                let member = T::read(Value {
                    at: at + 1,
                    ..value
                });
                map.insert(
                    key.to_string(),
                    member.map_err(|error| error.in_field(key))?,
                );
            }
            at = end_of(value.nodes, at + 1);
        }
        Ok(map)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        let at = tape.open_object();
        for (key, member) in self {
            tape.push(Node::Text(Cow::Borrowed(key)));
            member.write(tape);
        }
        tape.close(at);
    }
}
