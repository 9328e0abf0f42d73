//! JSON data as a flat list of nodes, the intermediate form between serde formats and the types.
//!
//! Types read themselves from a tape and write themselves to one, with plain functions that know
//! nothing about serde. Serde's generic code is therefore compiled once, here, and not once per type;
//! and every value can be inspected before it is decoded, wherever its tag is.

use std::borrow::Cow;
use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Serialize, Serializer};

use super::wire::{Value, key_step};

/// One scalar, one object key, or the head of an array or object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'a, str>),
    /// `end` is the index after the last item.
    Array {
        end: usize,
    },
    /// Keys and values alternate; `end` is the index after the last value.
    Object {
        end: usize,
    },
}

/// The `end` of a container that is still being read: no container can end before it begins.
pub(crate) const OPEN: usize = 0;

/// The nodes of one value.
#[derive(Debug, Default)]
pub struct Tape<'a> {
    nodes: Vec<Node<'a>>,
    /// Whether it is a part of a request.
    request: bool,
}

impl<'a> Tape<'a> {
    pub(crate) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// An empty tape for a part of a request.
    pub(crate) fn for_request() -> Self {
        Self {
            request: true,
            ..Self::default()
        }
    }

    /// Whether it is a part of a request.
    pub(crate) fn is_request(&self) -> bool {
        self.request
    }

    pub(crate) fn push(&mut self, node: Node<'a>) {
        self.nodes.push(node);
    }

    /// Begins an array; everything that is pushed until [`Tape::close`] is an item.
    pub fn open_array(&mut self) -> usize {
        self.open(Node::Array { end: OPEN })
    }

    /// Begins an object; keys and values are pushed alternately until [`Tape::close`].
    pub(crate) fn open_object(&mut self) -> usize {
        self.open(Node::Object { end: OPEN })
    }

    fn open(&mut self, head: Node<'a>) -> usize {
        self.nodes.push(head);
        self.nodes.len() - 1
    }

    /// Closes the array or object that starts at `at`.
    pub fn close(&mut self, at: usize) {
        let len = self.nodes.len();
        if let Some(Node::Array { end } | Node::Object { end }) = self.nodes.get_mut(at) {
            *end = len;
        }
    }

    /// Reads one value; after an error, [`Tape::broken_at`] returns its position.
    pub(crate) fn read<'de: 'a, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_any(Reader(self))
    }
}

/// The index after the value at `at`.
pub(crate) fn end_of(nodes: &[Node<'_>], at: usize) -> usize {
    match nodes.get(at) {
        Some(Node::Array { end } | Node::Object { end }) => *end,
        _ => at + 1,
    }
}

impl<'de> Deserialize<'de> for Tape<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut tape = Self::default();
        tape.read(deserializer)?;
        Ok(tape)
    }
}

/// Reads one value, or one key, to the end of a tape.
struct Reader<'t, 'a>(&'t mut Tape<'a>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Reader<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Reader<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Node::Null);
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.push(Node::Null);
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(Node::Bool(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.push(Node::Unsigned(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push(Node::Signed(value));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.push(Node::Float(value));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<(), E> {
        self.0.push(Node::Text(Cow::Borrowed(value)));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.push(Node::Text(Cow::Owned(value.to_owned())));
        Ok(())
    }

    fn visit_string<E>(self, value: String) -> Result<(), E> {
        self.0.push(Node::Text(Cow::Owned(value)));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let at = self.0.open_array();
        while items.next_element_seed(Reader(self.0))?.is_some() {}
        self.0.close(at);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let at = self.0.open_object();
        while entries.next_key_seed(Key(self.0))?.is_some() {
            entries.next_value_seed(Reader(self.0))?;
        }
        self.0.close(at);
        Ok(())
    }
}

/// Reads a key, as a string in every format, so that keys and values alternate.
struct Key<'t, 'a>(&'t mut Tape<'a>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Key<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Key<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<(), E> {
        Reader(self.0).visit_borrowed_str(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        Reader(self.0).visit_str(value)
    }
}

impl Serialize for Tape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nodes = self.nodes();
        Value { nodes, at: 0 }.serialize(serializer)
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nodes = self.nodes;
        let mut at = self.at + 1;
        match nodes.get(self.at) {
            None | Some(Node::Null) => serializer.serialize_unit(),
            Some(Node::Bool(value)) => serializer.serialize_bool(*value),
            Some(Node::Unsigned(value)) => serializer.serialize_u64(*value),
            Some(Node::Signed(value)) => serializer.serialize_i64(*value),
            Some(Node::Float(value)) => serializer.serialize_f64(*value),
            Some(Node::Text(value)) => serializer.serialize_str(value),
            Some(Node::Array { end }) => {
                let mut items = serializer.serialize_seq(None)?;
                while at < *end {
                    items.serialize_element(&Value { nodes, at })?;
                    at = end_of(nodes, at);
                }
                items.end()
            }
            Some(Node::Object { end }) => {
                let mut entries = serializer.serialize_map(None)?;
                while at < *end {
                    entries.serialize_entry(&Value { nodes, at }, &Value { nodes, at: at + 1 })?;
                    at = end_of(nodes, at + 1);
                }
                entries.end()
            }
        }
    }
}

impl Tape<'_> {
    /// The JSON path at which reading stopped, e.g. `$.projects[0].role`.
    pub(crate) fn broken_at(&self) -> String {
        let mut path = String::from("$");
        let mut at = 0;
        while let Some(step) = self.last_child(at) {
            path.push_str(&step.1);
            at = step.0;
        }
        path
    }

    /// The index of the last child of an open container, and its step in a path.
    fn last_child(&self, at: usize) -> Option<(usize, String)> {
        let keyed = match self.nodes().get(at)? {
            Node::Array { end: OPEN } => false,
            Node::Object { end: OPEN } => true,
            _ => return None,
        };
        let mut child = at + 1;
        let mut last = None;
        let mut index = 0;
        while let Some(node) = self.nodes().get(child) {
            let step = match node {
                Node::Text(key) if keyed => key_step(key),
                _ => format!("[{index}]"),
            };
            let value = child + usize::from(keyed);
            last = Some((value, step));
            index += 1;
            child = match end_of(self.nodes(), value) {
                OPEN => break,
                end => end,
            };
        }
        last
    }
}
