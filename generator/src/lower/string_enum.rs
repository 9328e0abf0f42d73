//! Decides whether a schema is a set of texts.

use std::collections::HashSet;

use crate::ir::{Docs, EnumValue};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::Node;

/// The texts that a schema lists in `enum` or `const`, `null` aside; `None` if it lists none, or
/// other values among them. A text that stands twice counts once.
pub(super) fn values(schema: &SchemaObject<'_>) -> Option<Vec<EnumValue>> {
    let nodes = match (&schema.enumeration, schema.constant) {
        (_, Some(constant)) => vec![constant],
        (Some(nodes), None) => nodes.clone(),
        (None, None) => return None,
    };
    // YAML reads `enum: [1, 2]` as numbers, though `type: string` says what they are meant to be.
    let as_text = schema.types.as_slice() == [JsonType::String];
    let mut seen = HashSet::new();
    let mut values = Vec::new();
    for node in nodes.into_iter().filter(|node| **node != Node::Null) {
        let wire = match node {
            Node::String(text) => text.clone(),
            Node::Bool(_) | Node::Number(_) if as_text => node.to_json().to_string(),
            _ => return None,
        };
        if seen.insert(wire.clone()) {
            let docs = Docs::default();
            values.push(EnumValue { wire, docs });
        }
    }
    (!values.is_empty()).then_some(values)
}
