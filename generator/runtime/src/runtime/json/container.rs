//! Lists, maps, optional values, and values of any type.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Number};

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Reading, Value, Wire};

/// A field that is absent or null reads as an empty list, because servers omit empty lists. An
/// object reads as an array with one item, because some of them send a single item that way.
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
    /// Records that the value is at `index` of an array.
    fn in_item(&mut self, index: usize) {
        self.0.1.push(format!("[{index}]"));
    }
}

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

impl<T: Wire> Wire for Option<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            Node::Null => None,
            _ => Some(T::read(value, reading)),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        match self {
            Some(value) => value.write(tape),
            None => tape.push(Node::Null),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        Self::new(T::read(value, reading))
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        (**self).write(tape);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

/// An absent field reads as null, which is not written.
impl Wire for serde_json::Value {
    fn read(value: Value<'_>, _: &mut Reading) -> Self {
        read(value)
    }

    fn absent() -> Option<Self> {
        Some(Self::Null)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        match self {
            Self::Null => tape.push(Node::Null),
            Self::Bool(value) => tape.push(Node::Bool(*value)),
            Self::Number(number) => tape.push(number_node(number)),
            Self::String(text) => tape.push(Node::Text(Cow::Borrowed(text))),
            Self::Array(items) => {
                let at = tape.open_array();
                for item in items {
                    item.write(tape);
                }
                tape.close(at);
            }
            Self::Object(members) => {
                let at = tape.open_object();
                for (key, member) in members {
                    tape.push(Node::Text(Cow::Borrowed(key)));
                    member.write(tape);
                }
                tape.close(at);
            }
        }
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

fn read(value: Value<'_>) -> serde_json::Value {
    match value.node() {
        Node::Null => serde_json::Value::Null,
        Node::Bool(value) => (*value).into(),
        Node::Unsigned(number) => (*number).into(),
        Node::Signed(number) => (*number).into(),
        Node::Float(number) => (*number).into(),
        Node::Text(text) => text.as_ref().into(),
        Node::Array { end } => {
            let mut items = Vec::new();
            let mut at = value.at + 1;
            while at < *end {
                items.push(read(Value { at, ..value }));
                at = end_of(value.nodes, at);
            }
            items.into()
        }
        Node::Object { end } => {
            let mut members = Map::new();
            let mut at = value.at + 1;
            while at < *end {
                if let Some(Node::Text(key)) = value.nodes.get(at) {
                    members.insert(
                        key.to_string(),
                        read(Value {
                            at: at + 1,
                            ..value
                        }),
                    );
                }
                at = end_of(value.nodes, at + 1);
            }
            members.into()
        }
    }
}

fn number_node(number: &Number) -> Node<'static> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), ..) => Node::Unsigned(number),
        (_, Some(number), _) => Node::Signed(number),
        (.., Some(number)) => Node::Float(number),
        _ => Node::Null,
    }
}
