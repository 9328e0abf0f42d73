//! Maps from strings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tape::{Node, Tape, end_of};
use super::wire::{Reading, Value, Wire};

/// A field that is absent or null reads as an empty map.
impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let end = match value.node() {
            Node::Object { end } => *end,
            Node::Null if !reading.exact => return Self::new(),
            _ => {
                value.refuse("an object", reading);
                return Self::new();
            }
        };
        let mut map = Self::new();
        let mut at = value.at + 1;
        while at < end && reading.mistake.is_none() {
            if let Some(Node::Text(key)) = value.nodes.get(at) {
                let place = Value {
                    at: at + 1,
                    ..value
                };
                let member = T::read(place, reading);
                if let Some(mistake) = &mut reading.mistake {
                    mistake.in_field(key);
                }
                map.insert(key.to_string(), member);
            }
            at = end_of(value.nodes, at + 1);
        }
        map
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
