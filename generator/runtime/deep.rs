//! Nested values as pairs of texts: `name[key]=value`.

use super::percent::percent;
use super::tape::{Node, Tape};
use super::wire::Value;

/// Writes a value as pairs with `&` between them; `None` if there are none.
///
/// An array of plain values repeats the name, as servers in most languages expect, unless it is
/// `indexed`; the items of other arrays are told apart by their index, which all that read nested
/// pairs understand. The members of an object without a name have the names of their keys.
pub(crate) fn deep(name: &str, indexed: bool, tape: &Tape<'_>) -> Option<String> {
    let mut pairs = Vec::new();
    let value = Value {
        nodes: tape.nodes(),
        at: 0,
    };
    collect(name, indexed, value, &mut pairs);
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

fn collect(name: &str, indexed: bool, value: Value<'_>, pairs: &mut Vec<String>) {
    let is_container =
        |value: Value<'_>| matches!(value.node(), Node::Array { .. } | Node::Object { .. });
    if !is_container(value) {
        let pair = value
            .plain()
            .map(|text| format!("{}={}", percent(name), percent(&text)));
        pairs.extend(pair);
        return;
    }
    let children = value.children();
    let nested = children.iter().any(|(_, child)| is_container(*child));
    for (index, (key, child)) in children.into_iter().enumerate() {
        match key {
            Some(key) if name.is_empty() => collect(key, indexed, child, pairs),
            Some(key) => collect(&format!("{name}[{key}]"), indexed, child, pairs),
            None if nested || indexed => {
                collect(&format!("{name}[{index}]"), indexed, child, pairs);
            }
            None => collect(name, indexed, child, pairs),
        }
    }
}
