//! Strings.

use std::borrow::Cow;

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Value, Wire};

impl<'a> Value<'a> {
    /// The string that this value is.
    pub(crate) fn text(self) -> Result<&'a str, Mismatch> {
        match self.node() {
            Node::Text(text) => Ok(text),
            _ => Err(self.mismatch("a string")),
        }
    }
}

impl<'a> Tape<'a> {
    /// Adds a string.
    pub(crate) fn text(&mut self, text: &'a str) {
        self.push(Node::Text(Cow::Borrowed(text)));
    }
}

impl Wire for String {
    fn read(value: Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            // Identifiers that happen to be numbers are often sent as such.
            Node::Unsigned(number) => Ok(number.to_string()),
            Node::Signed(number) => Ok(number.to_string()),
            Node::Float(number) => Ok(number.to_string()),
            _ => value.text().map(str::to_owned),
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.text(self);
    }
}
