//! Edits of a document in the form of JSON.

use serde_json::{Map, Value};

/// An edit. Places are JSON Pointers (RFC 6901).
#[derive(Clone, Debug)]
pub enum Edit {
    /// Removes a member or an item.
    Remove(&'static str),
    /// Sets a member or an item. A place that ends with `/-` appends an item to an array.
    Put(&'static str, Value),
    /// Renames a member without moving it.
    Rename(&'static str, &'static str),
    /// Redirects every reference to the first place to the second place.
    Refer(&'static str, &'static str),
}

/// Applies the edits in order.
///
/// # Errors
/// If a place does not exist.
pub fn apply(document: &mut Value, edits: &[Edit]) -> Result<(), String> {
    for edit in edits {
        let done = match edit {
            Edit::Remove(place) => remove(document, place),
            Edit::Put(place, value) => put(document, place, value.clone()),
            Edit::Rename(place, name) => rename(document, place, name),
            Edit::Refer(from, to) => {
                refer(document, &format!("#{from}"), &format!("#{to}"));
                Some(())
            }
        };
        done.ok_or_else(|| format!("nothing to change: {edit:?}"))?;
    }
    Ok(())
}

/// Returns the parent of a place, and the last token of the place.
fn holder<'v>(document: &'v mut Value, place: &str) -> Option<(&'v mut Value, String)> {
    let (parent, token) = place.rsplit_once('/')?;
    let token = token.replace("~1", "/").replace("~0", "~");
    Some((document.pointer_mut(parent)?, token))
}

fn remove(document: &mut Value, place: &str) -> Option<()> {
    match holder(document, place)? {
        (Value::Object(map), key) => map.shift_remove(&key).map(|_| ()),
        (Value::Array(items), index) => {
            let index: usize = index.parse().ok()?;
            (index < items.len()).then(|| {
                items.remove(index);
            })
        }
        _ => None,
    }
}

fn put(document: &mut Value, place: &str, value: Value) -> Option<()> {
    match holder(document, place)? {
        (Value::Object(map), key) => {
            map.insert(key, value);
        }
        (Value::Array(items), index) if index == "-" => items.push(value),
        (Value::Array(items), index) => *items.get_mut(index.parse::<usize>().ok()?)? = value,
        _ => return None,
    }
    Some(())
}

fn rename(document: &mut Value, place: &str, name: &str) -> Option<()> {
    let (Value::Object(map), key) = holder(document, place)? else {
        return None;
    };
    map.get(&key)?;
    let renamed = std::mem::take(map).into_iter().map(|(other, value)| {
        let other = if other == key { name.to_owned() } else { other };
        (other, value)
    });
    *map = renamed.collect::<Map<_, _>>();
    Some(())
}

fn refer(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(map) => map.values_mut().for_each(|inner| refer(inner, from, to)),
        Value::Array(items) => items.iter_mut().for_each(|inner| refer(inner, from, to)),
        Value::String(text) if text == from => to.clone_into(text),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn documents_are_changed_in_place() {
        let mut document = json!({"a": {"b": [1, 2], "c/d": "#/a"}, "e": null});
        let edits = [
            Edit::Remove("/a/b/0"),
            Edit::Put("/a/b/-", json!(3)),
            Edit::Put("/a/b/0", json!(4)),
            Edit::Refer("/a", "/f"),
            Edit::Rename("/a/c~1d", "g"),
            Edit::Rename("/a", "f"),
        ];
        apply(&mut document, &edits).expect("there is something everywhere");
        let text = r##"{"f":{"b":[4,3],"g":"#/f"},"e":null}"##;
        assert_eq!(document.to_string(), text);
        let nowhere = apply(&mut document, &[Edit::Remove("/x")]);
        assert_eq!(nowhere, Err("nothing to change: Remove(\"/x\")".to_owned()));
    }
}
