//! Breaks a document as a tree. Each step changes one place.

use fastrand::Rng;
use serde_json::{Value, json};

use super::node::{any, any_key, any_object, children, count, sample};
use super::pool::Pool;
use super::words;

/// The number of nodes above which a document does not grow further.
const LARGEST: usize = 6_000;

/// Breaks the document at a few places.
pub(super) fn mutate(document: &mut Value, pool: &Pool, rng: &mut Rng) {
    let mut steps = 1;
    while steps < 12 && rng.u8(..) < 150 {
        steps += 1;
    }
    for _ in 0..steps {
        let grows = count(document) < LARGEST;
        step(document, pool, grows, rng);
    }
}

fn step(document: &mut Value, pool: &Pool, grows: bool, rng: &mut Rng) {
    let kinds: &[fn(&mut Value, &Pool, &mut Rng)] = &[
        delete, rename, replace, scalar, kind, insert, insert, splice, splice, refer, refer, case,
        shuffle, swap,
    ];
    let growing: &[fn(&mut Value, &Pool, &mut Rng)] = &[duplicate, nest, copy];
    let all = kinds.len() + if grows { growing.len() } else { 0 };
    let index = rng.usize(..all);
    if let Some(change) = kinds.iter().chain(growing).nth(index) {
        change(document, pool, rng);
    }
}

fn delete(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let container = |node: &Value| {
        matches!(node, Value::Array(items) if !items.is_empty())
            || matches!(node, Value::Object(map) if !map.is_empty())
    };
    match any(document, container, rng) {
        Some(Value::Array(items)) => {
            items.remove(rng.usize(..items.len()));
        }
        Some(Value::Object(map)) => {
            let key = any_key(map, rng);
            map.shift_remove(&key);
        }
        _ => {}
    }
}

/// Renames a key: to a keyword, to an extreme text, or to a name that barely differs from a
/// sibling's.
fn rename(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let Some(map) = any_object(document, rng) else {
        return;
    };
    let (old, near) = (any_key(map, rng), any_key(map, rng));
    let new = match rng.u8(..4) {
        0 => words::keyword(rng).to_owned(),
        1 => words::text(rng),
        2 => near.to_uppercase(),
        _ => near + ["_", "-", "1", " ", "s", "."][rng.usize(..6)],
    };
    // Keeps the position, as the order of keys decides which of two equal names gets a suffix.
    let renamed = std::mem::take(map).into_iter();
    *map = renamed
        .map(|(key, node)| {
            if key == old {
                (new.clone(), node)
            } else {
                (key, node)
            }
        })
        .collect();
}

/// Replaces a node by a node from elsewhere in the document.
fn replace(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let other = sample(document, rng);
    if count(&other) > LARGEST / 10 {
        return;
    }
    if let Some(node) = any(document, |_| true, rng) {
        *node = other;
    }
}

fn scalar(document: &mut Value, _: &Pool, rng: &mut Rng) {
    if let Some(node) = any(document, |node| !node.is_object() && !node.is_array(), rng) {
        *node = words::scalar(rng);
    }
}

/// Converts a value to another type.
fn kind(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let Some(node) = any(document, |_| true, rng) else {
        return;
    };
    let inner = std::mem::take(node);
    *node = match rng.u8(..6) {
        0 => json!([inner]),
        1 => json!({ words::keyword(rng): inner }),
        2 => json!(inner.to_string()),
        3 => match inner {
            Value::Array(items) => Value::Object(
                items
                    .into_iter()
                    .enumerate()
                    .map(|(index, item)| (index.to_string(), item))
                    .collect(),
            ),
            Value::Object(map) => Value::Array(map.into_iter().map(|(_, item)| item).collect()),
            Value::String(text) => text
                .parse::<f64>()
                .map_or(Value::Null, |number| json!(number)),
            other => json!([other.clone(), other]),
        },
        4 => Value::Null,
        _ => words::scalar(rng),
    };
}

/// Inserts a keyword where it may not belong, with a value that it has elsewhere.
fn insert(document: &mut Value, pool: &Pool, rng: &mut Rng) {
    let key = words::keyword(rng);
    let value = match rng.u8(..4) {
        0 => words::scalar(rng),
        1 => sample(document, rng),
        _ => pool
            .value_of(key, rng)
            .unwrap_or_else(|| words::scalar(rng)),
    };
    if count(&value) > LARGEST / 10 {
        return;
    }
    if let Some(Value::Object(map)) = any(document, Value::is_object, rng) {
        map.insert(key.to_owned(), value);
    }
}

/// Replaces a member's value by the value of the same key in another document.
fn splice(document: &mut Value, pool: &Pool, rng: &mut Rng) {
    let Some(map) = any_object(document, rng) else {
        return;
    };
    let key = any_key(map, rng);
    let other = if rng.u8(..) < 200 {
        key.as_str()
    } else {
        words::keyword(rng)
    };
    if let Some(value) = pool.value_of(other, rng) {
        map.insert(key, value);
    }
}

/// Redirects a reference: forwards, backwards, to itself, or out of the document.
fn refer(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let target = match rng.u8(..16) {
        0 => words::text(rng),
        1 => format!("#{}", words::text(rng)),
        2 => format!("other.json#/{}", words::keyword(rng)),
        3 => "https://example.com/x.json#/a".to_owned(),
        4 => "#".to_owned(),
        _ => format!("#{}", pointer(document, rng)),
    };
    let is_reference = |node: &Value| node.get("$ref").is_some();
    let place = if rng.bool() {
        any(document, is_reference, rng)
    } else {
        any(document, Value::is_object, rng)
    };
    match place {
        Some(Value::Object(map)) if rng.u8(..) < 60 => {
            map.insert("$ref".to_owned(), json!(target));
        }
        Some(node) => *node = json!({ "$ref": target }),
        None => {}
    }
}

/// Returns a random place as a JSON Pointer in URI fragment form.
fn pointer(document: &Value, rng: &mut Rng) -> String {
    let (mut pointer, mut at) = (String::new(), document);
    // Most references of documents point to schemas.
    if rng.u8(..) < 150
        && let Some(schemas) = document.pointer("/components/schemas")
    {
        (pointer, at) = ("/components/schemas".to_owned(), schemas);
    }
    loop {
        let all = children(at).count();
        if all == 0 || (!pointer.is_empty() && rng.u8(..) < 70) {
            return pointer;
        }
        let index = rng.usize(..all);
        let Some((key, child)) = children(at).nth(index) else {
            return pointer;
        };
        let token = key.map_or_else(
            || index.to_string(),
            |key| key.replace('~', "~0").replace('/', "~1"),
        );
        pointer = format!("{pointer}/{token}");
        at = child;
    }
}

fn case(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let Some(map) = any_object(document, rng) else {
        return;
    };
    let key = any_key(map, rng);
    let other = match rng.u8(..3) {
        0 => key.to_uppercase(),
        1 => key.to_lowercase(),
        _ => key.replace(['_', '-'], ""),
    };
    if let Some(node) = map.shift_remove(&key) {
        map.insert(other, node);
    }
}

fn shuffle(document: &mut Value, _: &Pool, rng: &mut Rng) {
    match any(document, |node| node.is_array() || node.is_object(), rng) {
        Some(Value::Array(items)) => rng.shuffle(items),
        Some(Value::Object(map)) => {
            let mut members: Vec<_> = std::mem::take(map).into_iter().collect();
            rng.shuffle(&mut members);
            map.extend(members);
        }
        _ => {}
    }
}

fn swap(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let Some(map) = any_object(document, rng) else {
        return;
    };
    let (one, other) = (any_key(map, rng), any_key(map, rng));
    let Some(node) = map.get(&one).cloned() else {
        return;
    };
    let Some(node) = map.insert(other, node) else {
        return;
    };
    map.insert(one, node);
}

fn duplicate(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let container = |node: &Value| {
        matches!(node, Value::Array(items) if !items.is_empty())
            || matches!(node, Value::Object(map) if !map.is_empty())
    };
    let Some(node) = any(document, container, rng) else {
        return;
    };
    if count(node) > LARGEST / 4 {
        return;
    }
    match node {
        Value::Array(items) => {
            let item = items.get(rng.usize(..items.len())).cloned();
            items.extend(item);
        }
        Value::Object(map) => {
            let key = any_key(map, rng);
            let Some(node) = map.get(&key).cloned() else {
                return;
            };
            for _ in 0..rng.usize(1..4) {
                let end = ["_", "2", "-", " ", "/", "{x}", "List"][rng.usize(..7)];
                map.insert(format!("{key}{end}"), node.clone());
            }
        }
        _ => {}
    }
}

/// Nests a value, usually a few levels deep, sometimes deeper than any hand-written document.
fn nest(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let depth = match rng.u8(..) {
        0..200 => rng.usize(1..8),
        200..250 => rng.usize(8..100),
        _ => rng.usize(100..1_500),
    };
    let Some(node) = any(document, |_| true, rng) else {
        return;
    };
    let mut inner = std::mem::take(node);
    let kind = rng.u8(..7);
    for _ in 0..depth {
        inner = match kind {
            0 => json!([inner]),
            1 => json!({ "items": inner, "type": "array" }),
            2 => json!({ "allOf": [inner] }),
            3 => json!({ "oneOf": [inner, { "type": "string" }] }),
            4 => json!({ "type": "object", "properties": { "a": inner } }),
            5 => json!({ "additionalProperties": inner }),
            _ => json!({ "anyOf": [inner, { "type": "null" }] }),
        };
    }
    *node = inner;
}

/// Copies a part of the document below another part, so that it grows without a `$ref`.
fn copy(document: &mut Value, _: &Pool, rng: &mut Rng) {
    let other = sample(document, rng);
    if count(&other) > LARGEST / 4 {
        return;
    }
    match any(document, |node| node.is_array() || node.is_object(), rng) {
        Some(Value::Array(items)) => items.push(other),
        Some(Value::Object(map)) => {
            map.insert(words::text(rng), other);
        }
        _ => {}
    }
}
