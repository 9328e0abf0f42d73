//! Bodies of several parts: objects, member by member.

use super::multipart::{attribute, part};
use super::request::{Piece, Request};
use super::tape::Node;
use super::wire::{Value, Wire};
use super::written::written;

impl<R> Request<R> {
    /// Sets a part for each member of a value: `name[key]`; items have their index in brackets.
    pub(crate) fn part_nested<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tape = written(value);
        let value = Value {
            nodes: tape.nodes(),
            at: 0,
        };
        let mut parts = Vec::new();
        collect(name, value, &mut parts);
        self.plan.set_parts(name, parts);
        self
    }
}

fn collect(name: &str, value: Value<'_>, parts: &mut Vec<Piece>) {
    if let Node::Array { .. } | Node::Object { .. } = value.node() {
        for (index, (key, child)) in value.children().into_iter().enumerate() {
            let index = index.to_string();
            let key = key.unwrap_or(&index);
            collect(&format!("{name}[{key}]"), child, parts);
        }
    } else if let Some(text) = value.plain() {
        parts.push(part(&attribute("name", name), "", text.as_bytes()).into());
    }
}
