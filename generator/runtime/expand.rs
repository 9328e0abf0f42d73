//! How the value of a parameter is written (`OpenAPI` 3.1, *Style Values*): as RFC 6570 expands a
//! variable.

use super::tape::{Node, Tape};
use super::wire::Value;

/// A style: the marks around names and values.
pub(crate) struct Style {
    /// Before the first value.
    pub(crate) first: &'static str,
    /// Between values that are exploded.
    pub(crate) separator: &'static str,
    /// Between values that are not.
    pub(crate) comma: &'static str,
    /// Whether values follow their parameter's name.
    pub(crate) named: bool,
    /// Between a name and an empty value.
    pub(crate) empty: &'static str,
    pub(crate) encode: fn(&str) -> String,
}

impl Style {
    /// Writes a value; `None` if there is nothing to write: null and what has no items.
    ///
    /// Styles end at the first level of nesting. What lies deeper is written as JSON.
    pub(crate) fn expand(&self, name: &str, explode: bool, tape: &Tape<'_>) -> Option<String> {
        let value = Value {
            nodes: tape.nodes(),
            at: 0,
        };
        let is_container = matches!(value.node(), Node::Array { .. } | Node::Object { .. });
        let values = if is_container && explode {
            self.exploded(name, value)?
        } else if is_container {
            self.name(name, &self.joined(value)?)
        } else {
            self.name(name, &(self.encode)(&value.plain()?))
        };
        Some(format!("{}{values}", self.first))
    }

    fn exploded(&self, name: &str, value: Value<'_>) -> Option<String> {
        let children = value.children().into_iter().filter_map(|(key, child)| {
            // The members of an exploded object are parameters of their own, and so are lists.
            if let (Some(key), Node::Array { .. }, true) = (key, child.node(), self.named) {
                return self.exploded(key, child);
            }
            let text = (self.encode)(&child.plain()?);
            Some(match key {
                Some(key) => format!("{}={text}", (self.encode)(key)),
                None => self.name(name, &text),
            })
        });
        some_joined(children, self.separator)
    }

    fn joined(&self, value: Value<'_>) -> Option<String> {
        let children = value.children().into_iter().filter_map(|(key, child)| {
            let text = (self.encode)(&child.plain()?);
            Some(match key {
                Some(key) => format!("{}{}{text}", (self.encode)(key), self.comma),
                None => text,
            })
        });
        some_joined(children, self.comma)
    }

    /// Puts the name before values that are encoded, in styles that have names.
    fn name(&self, name: &str, values: &str) -> String {
        let equals = if values.is_empty() { self.empty } else { "=" };
        if self.named {
            format!("{}{equals}{values}", (self.encode)(name))
        } else {
            values.to_owned()
        }
    }
}

fn some_joined(texts: impl Iterator<Item = String>, separator: &str) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(separator))
}
