//! Objects that have keys beside those of the document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::{Fields, index_of};
use super::tape::{Node, Tape, end_of};
use super::wire::{Value, Wire};

impl<const N: usize> Fields<'_, N> {
    /// Reads all values whose key is not in the table.
    pub(crate) fn rest<T: Wire>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        let Value { nodes, at } = self.object;
        let end = end_of(nodes, at);
        let mut at = at + 1;
        let mut expected = 0;
        while at < end && self.reading.mistake.is_none() {
            let Some(Node::Text(key)) = nodes.get(at) else {
                break;
            };
            if let Some(index) = index_of(key, self.keys, expected) {
                expected = index + 1;
            } else {
                let value = self.inside(key, Value { nodes, at: at + 1 });
                rest.insert(key.clone().into_owned(), value);
            }
            at = end_of(nodes, at + 1);
        }
        rest
    }
}

impl<'a> Tape<'a> {
    /// Writes the values that have no field.
    pub(crate) fn put_rest<T: Wire>(&mut self, rest: &'a BTreeMap<String, T>) {
        for (key, value) in rest {
            self.push(Node::Text(Cow::Borrowed(key)));
            value.write(self);
        }
    }
}
