//! The document as a tree. The tree preserves everything that is checked later: the order of keys,
//! duplicate keys, and integers beyond 64 bits.

use std::fmt;

use indexmap::{IndexMap, IndexSet};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::budget::{Budget, DEPTH, MAPPING, MEMBERS, NODE, too_deep, too_many};

/// A value of a YAML or JSON document.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// `null`, or a key without a value.
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

/// A number. Integers are exact up to 128 bits. Larger ones and fractions are the nearest `f64`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Int(i128),
    /// A fraction, or an integer beyond 128 bits.
    Float(f64),
}

/// A mapping in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Map(Box<Members>);

/// Boxed, because most nodes are scalars and take a third of the memory this way.
#[derive(Clone, Debug, Default)]
struct Members {
    entries: IndexMap<String, Node>,
    /// Keys that occur more than once with different values. YAML 1.2 (3.2.1.3) and RFC 8259 (4)
    /// give such a mapping no meaning. The last value is kept.
    duplicates: IndexSet<String>,
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.0.entries == other.0.entries
    }
}

impl IntoIterator for Map {
    type Item = (String, Node);
    type IntoIter = indexmap::map::IntoIter<String, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.entries.into_iter()
    }
}

impl Map {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        // Most mappings have few keys, and most lookups find nothing. A linear search is faster
        // than hashing then.
        if self.0.entries.len() > 8 {
            return self.0.entries.get(key);
        }
        let entry = self.0.entries.iter().find(|(known, _)| *known == key);
        entry.map(|(_, node)| node)
    }

    /// The keys and values in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0
            .entries
            .iter()
            .map(|(key, node)| (key.as_str(), node))
    }

    /// The number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Returns whether the mapping is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    /// Sets `key`. An existing key keeps its position.
    pub fn insert(&mut self, key: String, node: Node) {
        self.0.entries.insert(key, node);
    }

    /// Sets `key` while the document is read. Records a duplicate if the key had a different value.
    pub(super) fn read(&mut self, key: String, node: Node) {
        if self.get(&key).is_some_and(|first| *first != node) {
            self.0.duplicates.insert(key.clone());
        }
        self.insert(key, node);
    }

    /// The keys that the document has more than once with different values.
    pub(super) fn duplicates(&self) -> impl Iterator<Item = &str> {
        self.0.duplicates.iter().map(String::as_str)
    }

    /// Removes `key`. The other keys keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        self.0.duplicates.shift_remove(key);
        self.0.entries.shift_remove(key)
    }

    /// The values, mutably.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.0.entries.values_mut()
    }

    /// The value of `key`, mutably.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.entries.get_mut(key)
    }
}

impl Node {
    /// The mapping, if the node is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The string, if the node is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of `key`, if the node is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// The JSON type of the node, for messages.
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

    /// Parses JSON text. Returns `None` if it is not valid JSON.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        Self::read_json(text, &Budget::default()).ok()
    }

    /// Parses JSON text.
    pub(super) fn read_json(text: &str, budget: &Budget) -> serde_json::Result<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // The seed limits the depth itself, as it does for YAML.
        deserializer.disable_recursion_limit();
        let node = NodeSeed::new(budget).deserialize(&mut deserializer)?;
        deserializer.end().map(|()| node)
    }

    /// Converts the value to JSON. Numbers that JSON's `f64` cannot hold become `null`.
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
    reason = "other JSON parsers also read such integers as the nearest f64"
)]
fn approximate(value: i128) -> f64 {
    value as f64
}

/// A seed that deserializes a [`Node`] from YAML or JSON.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'b> {
    budget: &'b Budget,
    /// The number of enclosing sequences and mappings.
    depth: usize,
}

impl<'b> NodeSeed<'b> {
    /// The seed for the root of a tree.
    pub(super) fn new(budget: &'b Budget) -> Self {
        Self { budget, depth: 0 }
    }
}

impl NodeSeed<'_> {
    fn spend<E: Error>(self, bytes: usize) -> Result<(), E> {
        self.budget.spend(NODE + bytes).map_err(E::custom)
    }

    /// Opens a sequence or mapping and returns the seed for its members.
    fn inside<E: Error>(self, bytes: usize) -> Result<Self, E> {
        self.spend(bytes)?;
        if self.depth >= DEPTH {
            return Err(E::custom(too_deep()));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }

    fn scalar<E: Error>(self, node: Node) -> Result<Node, E> {
        self.spend(node.as_str().map_or(0, str::len))?;
        Ok(node)
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML or JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.scalar(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.scalar(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.scalar(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.scalar(Node::Number(Number::Int(value.into())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.scalar(Node::Number(Number::Int(value.into())))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.scalar(Node::Number(Number::Int(value)))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        let value = i128::try_from(value).unwrap_or(i128::MAX);
        self.scalar(Node::Number(Number::Int(value)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.scalar(Node::Number(Number::Float(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.scalar(Node::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.scalar(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let seed = self.inside(0)?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(seed)? {
            array.push(item);
            if array.len() > MEMBERS {
                return Err(A::Error::custom(too_many()));
            }
        }
        Ok(Node::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let seed = self.inside(MAPPING)?;
        let mut map = Map::default();
        while let Some(key) = members.next_key_seed(KeySeed)? {
            self.spend(key.len())?;
            map.read(key, members.next_value_seed(seed)?);
            if map.len() > MEMBERS {
                return Err(A::Error::custom(too_many()));
            }
        }
        Ok(Node::Object(map))
    }

    /// OpenAPI has no use for a YAML tag (`!name value`), so only the value is kept.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (_, value) = tagged.variant_seed(KeySeed)?;
        serde::de::VariantAccess::newtype_variant_seed(value, self)
    }
}

/// A seed that deserializes a key as written: `200:` is the key `200`.
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
