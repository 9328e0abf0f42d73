//! Decides whether a schema is an enum of strings or of named integers.

use std::collections::HashSet;

use crate::model::{Docs, EnumValue};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::{Node, Number};

/// The strings that a schema lists in `enum` or `const`, except `null` and without duplicates.
/// Returns `None` if it lists none or other values among them, or if no array or object can have them.
pub(super) fn values(schema: &SchemaObject<'_>) -> Option<Vec<EnumValue>> {
    if is_compound(schema) {
        return None;
    }
    let nodes = match (&schema.enumeration, schema.constant) {
        (_, Some(constant)) => vec![constant],
        (Some(nodes), None) => nodes.clone(),
        (None, None) => return None,
    };
    // YAML reads `enum: [1, 2]` as numbers even if `type: string` shows that strings are meant.
    let as_text = schema.types.as_slice() == [JsonType::String];
    let mut seen = HashSet::new();
    let mut values = Vec::new();
    let nodes = nodes.into_iter().enumerate();
    for (index, node) in nodes.filter(|(_, node)| **node != Node::Null) {
        let wire = match node {
            Node::String(text) => text.clone(),
            Node::Bool(_) | Node::Number(_) if as_text => {
                let mut unquoted = schema.unquoted.iter();
                let written = unquoted.find(|(known, _)| std::ptr::eq(*known, node));
                written.map_or_else(|| node.to_json().to_string(), |(_, text)| text.clone())
            }
            _ => return None,
        };
        if seen.insert(wire.clone()) {
            values.push(value(schema, index, wire));
        }
    }
    (!values.is_empty()).then_some(values)
}

/// Returns whether all values of a schema are arrays or objects.
pub(super) fn is_compound(schema: &SchemaObject<'_>) -> bool {
    let is_compound = |kind: &JsonType| match kind {
        JsonType::Array | JsonType::Object => true,
        JsonType::Boolean | JsonType::Integer | JsonType::Number | JsonType::String => false,
    };
    !schema.types.is_empty() && schema.types.iter().all(is_compound)
}

/// The integers that a schema lists, if any of them has a name. Otherwise, plain integers are more
/// readable.
pub(super) fn integers(schema: &SchemaObject<'_>) -> Option<Vec<EnumValue>> {
    let nodes = schema
        .enumeration
        .as_ref()
        .filter(|_| !is_compound(schema))?;
    let mut values: Vec<EnumValue> = Vec::new();
    for (index, node) in nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| ***node != Node::Null)
    {
        let Node::Number(Number::Int(number)) = node else {
            return None;
        };
        let number = i64::try_from(*number).ok()?;
        let value = value(schema, index, number.to_string());
        if values.iter().all(|known| known.wire != value.wire) {
            values.push(value);
        }
    }
    let named = values.iter().any(|value| value.name.is_some());
    (named && values.len() > 1).then_some(values)
}

fn value(schema: &SchemaObject<'_>, index: usize, wire: String) -> EnumValue {
    let (name, words) = schema.value_names.get(index).copied().unwrap_or_default();
    let default = schema.default.map(|node| match node {
        Node::String(text) => text.clone(),
        other => other.to_json().to_string(),
    });
    EnumValue {
        is_default: default.as_ref() == Some(&wire),
        wire,
        name: name.map(str::to_owned),
        docs: Docs {
            text: words.map(str::to_owned),
            ..Docs::default()
        },
    }
}
