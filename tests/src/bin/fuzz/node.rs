//! Counts and picks nodes of a document.

use fastrand::Rng;
use serde_json::{Map, Value};

/// The number of nodes, including `node` itself.
pub(super) fn count(node: &Value) -> usize {
    1 + children(node).map(|(_, child)| count(child)).sum::<usize>()
}

pub(super) fn children(node: &Value) -> Box<dyn Iterator<Item = (Option<&str>, &Value)> + '_> {
    match node {
        Value::Array(items) => Box::new(items.iter().map(|item| (None, item))),
        Value::Object(map) => Box::new(map.iter().map(|(key, item)| (Some(key.as_str()), item))),
        _ => Box::new(std::iter::empty()),
    }
}

/// Returns the node with this number in document order, and the key that it belongs to.
pub(super) fn nth<'v>(
    node: &'v Value,
    key: Option<&'v str>,
    left: &mut usize,
) -> Option<(Option<&'v str>, &'v Value)> {
    if *left == 0 {
        return Some((key, node));
    }
    *left -= 1;
    children(node).find_map(|(key, child)| nth(child, key, left))
}

pub(super) fn nth_mut<'v>(
    node: &'v mut Value,
    accepted: fn(&Value) -> bool,
    left: &mut usize,
) -> Option<&'v mut Value> {
    if accepted(node) {
        if *left == 0 {
            return Some(node);
        }
        *left -= 1;
    }
    match node {
        Value::Array(items) => items
            .iter_mut()
            .find_map(|item| nth_mut(item, accepted, left)),
        Value::Object(map) => map
            .values_mut()
            .find_map(|item| nth_mut(item, accepted, left)),
        _ => None,
    }
}

pub(super) fn count_of(node: &Value, accepted: fn(&Value) -> bool) -> usize {
    let inner = children(node)
        .map(|(_, child)| count_of(child, accepted))
        .sum::<usize>();
    usize::from(accepted(node)) + inner
}

/// Picks a random node that `accepted` returns true for.
pub(super) fn any<'v>(
    document: &'v mut Value,
    accepted: fn(&Value) -> bool,
    rng: &mut Rng,
) -> Option<&'v mut Value> {
    let all = count_of(document, accepted);
    let mut index = rng.usize(..all.max(1));
    nth_mut(document, accepted, &mut index)
}

pub(super) fn any_object<'v>(
    document: &'v mut Value,
    rng: &mut Rng,
) -> Option<&'v mut Map<String, Value>> {
    any(
        document,
        |node| node.as_object().is_some_and(|map| !map.is_empty()),
        rng,
    )?
    .as_object_mut()
}

pub(super) fn any_key(map: &Map<String, Value>, rng: &mut Rng) -> String {
    let index = rng.usize(..map.len().max(1));
    map.keys().nth(index).cloned().unwrap_or_default()
}

/// Copies a random node. Most nodes of a document are small, as they are deep inside.
pub(super) fn sample(document: &Value, rng: &mut Rng) -> Value {
    let mut index = rng.usize(..count(document));
    nth(document, None, &mut index).map_or(Value::Null, |(_, node)| node.clone())
}
