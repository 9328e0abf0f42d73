//! Bodies of several parts: values.

use super::multipart::{attribute, part};
use super::request::{Piece, Request};
use super::tape::Node;
use super::wire::{Value, Wire};
use super::written::sent;

impl<R> Request<R> {
    /// Sets a part, or a part for each item of an array; none if the value is null.
    pub(crate) fn part<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tape = sent(value);
        let value = Value {
            nodes: tape.nodes(),
            at: 0,
        };
        self.plan.set_parts(name, value_parts(name, value));
        self
    }
}

fn value_parts(name: &str, value: Value<'_>) -> Vec<Piece> {
    let items = match value.node() {
        Node::Array { .. } => value.children(),
        _ => vec![(None, value)],
    };
    let parts = items
        .into_iter()
        .filter_map(|(_, item)| value_part(name, item));
    parts.collect()
}

/// Plain values are texts, objects are JSON (`OpenAPI` 3.1, *Encoding Object*, `contentType`).
fn value_part(name: &str, value: Value<'_>) -> Option<Piece> {
    let media_type = match value.node() {
        Node::Array { .. } | Node::Object { .. } => "application/json",
        _ => "",
    };
    let text = value.plain()?;
    Some(part(&attribute("name", name), media_type, text.as_bytes()).into())
}
