//! Tags that a union writes, since the types of its variants have no member for them.

use std::borrow::Cow;

use super::tape::{Node, Tape, end_of};

impl<'a> Tape<'a> {
    /// Adds a member to the object that was written last, at `at`, unless it has one of this name.
    pub(crate) fn tag(&mut self, at: usize, key: &'static str, tag: impl Into<Node<'a>>) {
        let Some(Node::Object { end }) = self.nodes().get(at) else {
            return;
        };
        let mut next = at + 1;
        while next < *end {
            if matches!(self.nodes().get(next), Some(Node::Text(known)) if known == key) {
                return;
            }
            next = end_of(self.nodes(), next + 1);
        }
        self.push(Node::Text(Cow::Borrowed(key)));
        self.push(tag.into());
        self.close(at);
    }
}

impl From<&'static str> for Node<'_> {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<i64> for Node<'_> {
    fn from(number: i64) -> Self {
        Self::Signed(number)
    }
}

impl From<bool> for Node<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
