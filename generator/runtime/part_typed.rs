//! Bodies of several parts: values of a media type of their own.

use super::multipart::{attribute, part};
use super::request::{Piece, Request};
use super::tape::Node;
use super::wire::{Value, Wire};
use super::written::written;

impl<R> Request<R> {
    /// Sets a part of this media type: JSON as a whole, other values item by item. None if the value
    /// is null.
    pub(crate) fn part_typed<T: Wire>(
        mut self,
        name: &'static str,
        media_type: &str,
        value: &T,
    ) -> Self {
        let tape = written(value);
        let value = Value {
            nodes: tape.nodes(),
            at: 0,
        };
        self.plan.set_parts(name, typed_parts(name, media_type, value));
        self
    }
}

fn typed_parts(name: &str, media_type: &str, value: Value<'_>) -> Vec<Piece> {
    let one = |text: String| part(&attribute("name", name), media_type, text.as_bytes()).into();
    let values = match value.node() {
        Node::Null => Vec::new(),
        // A text in JSON is JSON already.
        Node::Text(text) => vec![text.to_string()],
        _ if media_type.contains("json") => serde_json::to_string(&value).into_iter().collect(),
        Node::Array { .. } => {
            let items = value.children().into_iter();
            items.filter_map(|(_, item)| item.plain()).collect()
        }
        _ => value.plain().into_iter().collect(),
    };
    values.into_iter().map(one).collect()
}
