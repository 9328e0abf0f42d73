//! Values of which the API's description says nothing.

use std::borrow::Cow;

use serde_json::{Map, Number};

use super::tape::{Node, Tape, end_of};
use super::wire::{Reading, Value, Wire};

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
