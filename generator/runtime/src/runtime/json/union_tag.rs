//! Tags that a union writes because its variants have no member for them.

use std::borrow::Cow;

use super::tape::{Node, Tape, end_of};

impl Tape<'_> {
    /// The index of the next value.
    #[must_use]
    pub fn end(&self) -> usize {
        self.nodes().len()
    }

    /// Adds a member to the object at `at`, which was written last, unless it has a member with this
    /// name.
    pub fn tag(&mut self, at: usize, key: &'static str, tag: impl Into<Tag>) {
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
        self.push(match tag.into() {
            Tag::Text(text) => Node::Text(Cow::Borrowed(text)),
            Tag::Integer(number) => Node::Signed(number),
            Tag::Bool(value) => Node::Bool(value),
        });
        self.close(at);
    }
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

impl From<&'static str> for Tag {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Tag {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Tag {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
