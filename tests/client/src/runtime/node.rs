//! What stands at a place of a tape.

use super::tape::Node;
use super::wire::Value;

impl<'a> Value<'a> {
    /// The first node of the value.
    pub(crate) fn node(self) -> &'a Node<'a> {
        self.nodes.get(self.at).unwrap_or(&Node::Null)
    }
}
