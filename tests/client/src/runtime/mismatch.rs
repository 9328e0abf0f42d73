//! How the errors of reading a value begin.

use super::tape::Node;
use super::wire::{Mismatch, Reading, Value};

impl Value<'_> {
    /// The error that this value is not `expected`, e.g. `a string`.
    ///
    /// It names the kind of value only: the value itself may be private.
    pub(crate) fn mismatch(self, expected: &str) -> Mismatch {
        let found = match self.node() {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Unsigned(_) | Node::Signed(_) | Node::Float(_) => "a number",
            Node::Text(_) => "a string",
            Node::Array { .. } => "an array",
            Node::Object { .. } => "an object",
        };
        Mismatch::because(format!("expected {expected}, found {found}"))
    }

    /// Notes that this value is not `expected`.
    pub(crate) fn refuse(self, expected: &str, reading: &mut Reading) {
        reading
            .mistake
            .get_or_insert_with(|| self.mismatch(expected));
    }
}

impl Mismatch {
    /// An error with this message; its place is added on the way out.
    pub(crate) fn because(message: String) -> Self {
        Self(Box::new((message, Vec::new())))
    }
}
