//! Strings.

use std::borrow::Cow;

use super::tape::{Node, Tape};
use super::wire::{Reading, Value, Wire};

impl<'a> Value<'a> {
    /// The string that this value is.
    pub(crate) fn text(self, reading: &mut Reading) -> &'a str {
        if let Node::Text(text) = self.node() {
            return text;
        }
        self.refuse("a string", reading);
        ""
    }
}

impl<'a> Tape<'a> {
    /// Adds a string.
    pub(crate) fn text(&mut self, text: &'a str) {
        self.push(Node::Text(Cow::Borrowed(text)));
    }
}

impl Wire for String {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            _ if reading.exact => value.text(reading).to_owned(),
            // Identifiers that happen to be numbers are often sent as such.
            Node::Unsigned(number) => number.to_string(),
            Node::Signed(number) => number.to_string(),
            Node::Float(number) => number.to_string(),
            _ => value.text(reading).to_owned(),
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.text(self);
    }
}
