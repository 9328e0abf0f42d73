//! Values outside of JSON, where there are texts alone.

use super::tape::{Node, end_of};
use super::wire::Value;

impl<'a> Value<'a> {
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

    /// The value as a text: a string as it is, all else as JSON writes it; null has none.
    pub(crate) fn plain(self) -> Option<String> {
        match self.node() {
            Node::Null => None,
            Node::Text(text) => Some(text.to_string()),
            // A tape holds nothing that JSON cannot.
            _ => serde_json::to_string(&self).ok(),
        }
    }
}
