//! Values as trees, for forms, queries and multipart bodies, which are not JSON, and for pages, whose
//! places are JSON Pointers.

use super::tape::{Node, end_of};
use super::wire::Wire;
pub(crate) use super::{tape::Tape as Tree, wire::Value};

/// The tree that a value writes itself to. An absent value leaves it empty, which is null.
pub(crate) fn written<T: Wire>(value: &T) -> Tree<'_> {
    let mut tape = Tree::default();
    if !value.is_absent() {
        value.write(&mut tape);
    }
    tape
}

/// The tree of a value in a request, which lacks the members that only the server sets.
pub(crate) fn sent<T: Wire>(value: &T) -> Tree<'_> {
    let mut tape = Tree::for_request();
    if !value.is_absent() {
        value.write(&mut tape);
    }
    tape
}

impl Tree<'_> {
    /// The whole value.
    pub(crate) fn root(&self) -> Value<'_> {
        Value {
            nodes: self.nodes(),
            at: 0,
        }
    }

    /// The value as JSON text.
    pub(crate) fn json(&self) -> String {
        // A tree holds nothing that JSON cannot.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl<'a> Value<'a> {
    /// Whether it is an array or an object.
    pub(crate) fn is_container(self) -> bool {
        self.is_array() || matches!(self.node(), Node::Object { .. })
    }

    /// Whether it is an array.
    pub(crate) fn is_array(self) -> bool {
        matches!(self.node(), Node::Array { .. })
    }

    /// The boolean, if it is one.
    pub(crate) fn boolean(self) -> Option<bool> {
        match self.node() {
            Node::Bool(value) => Some(*value),
            Node::Null
            | Node::Unsigned(_)
            | Node::Signed(_)
            | Node::Float(_)
            | Node::Text(_)
            | Node::Array { .. }
            | Node::Object { .. } => None,
        }
    }

    /// The string or number, as a non-empty string.
    pub(crate) fn label(self) -> Option<String> {
        match self.node() {
            Node::Text(text) => Some(text.to_string()).filter(|text| !text.is_empty()),
            Node::Unsigned(number) => Some(number.to_string()),
            Node::Signed(number) => Some(number.to_string()),
            Node::Float(number) => Some(number.to_string()),
            Node::Null | Node::Bool(_) | Node::Array { .. } | Node::Object { .. } => None,
        }
    }

    /// The value at a JSON Pointer (RFC 6901) in which `-1` is the last item of an array; of a key
    /// that occurs twice, the last one.
    pub(crate) fn place(self, pointer: &str) -> Option<Self> {
        let mut steps = pointer.split('/').skip(1);
        steps.try_fold(self, Value::child)
    }

    /// A member of an object, or an item of an array.
    fn child(self, step: &str) -> Option<Self> {
        if !self.is_container() {
            return None;
        }
        let key = step.replace("~1", "/").replace("~0", "~");
        let children = self.children().into_iter().enumerate().rev();
        let fits = |(index, (name, child)): (usize, (Option<&str>, Self))| {
            let fits = match name {
                Some(name) => *name == *key,
                None => step == "-1" || step.parse() == Ok(index),
            };
            fits.then_some(child)
        };
        let mut fitting = children.filter_map(fits);
        fitting.next()
    }

    /// The items of an array, or the members of an object with their keys.
    pub(crate) fn children(self) -> Vec<(Option<&'a str>, Self)> {
        let keyed = matches!(self.node(), Node::Object { .. });
        let end = end_of(self.nodes, self.at);
        let mut children = Vec::new();
        let mut at = self.at + 1;
        while at < end {
            let key = match self.nodes.get(at) {
                Some(Node::Text(key)) if keyed => Some(key.as_ref()),
                _ => None,
            };
            let place = at + usize::from(keyed);
            children.push((key, Value { at: place, ..self }));
            at = end_of(self.nodes, place);
        }
        children
    }

    /// The value as a string: a string is unchanged, and other values are written as JSON; `None` for null.
    pub(crate) fn plain(self) -> Option<String> {
        match self.node() {
            Node::Null => None,
            Node::Text(text) => Some(text.to_string()),
            // A tape holds nothing that JSON cannot.
            _ => serde_json::to_string(&self).ok(),
        }
    }
}
