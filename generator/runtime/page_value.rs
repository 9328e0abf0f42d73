//! What an answer says to its client's next request.

use super::pager::Came;
use super::tape::Node;

impl Came<'_> {
    /// The text or number at a place of the answer, as a text that is not empty.
    pub(crate) fn value_at(&self, pointer: &str) -> Option<String> {
        match self.place(pointer)?.node() {
            Node::Text(text) if !text.is_empty() => Some(text.to_string()),
            Node::Unsigned(number) => Some(number.to_string()),
            Node::Signed(number) => Some(number.to_string()),
            Node::Float(number) => Some(number.to_string()),
            _ => None,
        }
    }
}
