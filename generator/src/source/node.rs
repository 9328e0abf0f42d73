//! The document as a tree that loses nothing that a check needs: the order of keys, keys given
//! twice, integers past 64 bits.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

/// A value of a YAML or JSON document.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`, or nothing behind a key.
    #[default]
    Null,
    /// `true` or `false` (YAML 1.2: `yes` and `no` are strings).
    Bool(bool),
    /// Any number.
    Number(Number),
    /// Any other scalar.
    String(String),
    /// A sequence.
    Array(Vec<Node>),
    /// A mapping.
    Object(Map),
}

/// A number: exact up to 128 bits, the nearest `f64` beyond that and for fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Int(i128),
    /// A fraction, or an integer past 128 bits.
    Float(f64),
}

/// A mapping in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: IndexMap<String, Node>,
    /// Keys that stand more than once with different values: YAML 1.2 (3.2.1.3) and RFC 8259 (4)
    /// leave such a mapping without a meaning. The last value is kept.
    pub(super) duplicates: Vec<String>,
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Map {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        // Most mappings have few keys, and are asked for many that they do not have: comparing is
        // faster than hashing.
        if self.entries.len() > 8 {
            return self.entries.get(key);
        }
        let entry = self.entries.iter().find(|(known, _)| *known == key);
        entry.map(|(_, node)| node)
    }

    /// The keys and values in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(key, node)| (key.as_str(), node))
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets `key`, in its old position if it had one.
    pub fn insert(&mut self, key: String, node: Node) {
        self.entries.insert(key, node);
    }

    /// Removes `key`, keeping the order of the rest.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        self.duplicates.retain(|duplicate| duplicate != key);
        self.entries.shift_remove(key)
    }

    /// The values, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.entries.values_mut()
    }

    /// The value of `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.get_mut(key)
    }
}

impl Node {
    /// The mapping, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The text, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of `key`, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// The node's kind in the words of JSON, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The tree of a text of JSON; `None` if it is none.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = NodeSeed.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok().map(|()| node)
    }

    /// The same value as JSON. Numbers that JSON's `f64` cannot hold become `null`.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(Number::Float(value)) => Value::from(*value),
            Self::Number(Number::Int(value)) => i64::try_from(*value)
                .map(Value::from)
                .or_else(|_| u64::try_from(*value).map(Value::from))
                .unwrap_or_else(|_| Value::from(approximate(*value))),
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Object(map) => Value::Object(
                map.iter()
                    .map(|(key, node)| (key.to_owned(), node.to_json()))
                    .collect(),
            ),
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "JSON readers see such integers as the nearest f64 as well"
)]
fn approximate(value: i128) -> f64 {
    value as f64
}

/// Reads a [`Node`] from any self-describing format.
pub(super) struct NodeSeed;

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML or JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value.into())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(Number::Int(value)))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        let value = i128::try_from(value).unwrap_or(i128::MAX);
        Ok(Node::Number(Number::Int(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(Number::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(NodeSeed)? {
            array.push(item);
        }
        Ok(Node::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut map = Map::default();
        while let Some(key) = members.next_key_seed(KeySeed)? {
            let node = members.next_value_seed(NodeSeed)?;
            let same = map.get(&key).is_some_and(|first| *first == node);
            if !same && map.get(&key).is_some() && !map.duplicates.contains(&key) {
                map.duplicates.push(key.clone());
            }
            map.insert(key, node);
        }
        Ok(Node::Object(map))
    }

    /// A YAML tag (`!name value`) says nothing that OpenAPI knows; the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (_, value) = tagged.variant_seed(KeySeed)?;
        serde::de::VariantAccess::newtype_variant_seed(value, NodeSeed)
    }
}

/// Reads a key as the text that the document has: `200:` is the key `200`.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar as the key of a mapping")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}
