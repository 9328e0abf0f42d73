//! Fields that are always written, as null if they have no value.

use std::borrow::Cow;

use super::object::Entries;
use super::tape::Node;
use super::wire::Wire;

/// Writes what has no value as null.
pub(crate) struct Nullable<'e, 't, 'a>(&'e mut Entries<'t, 'a>);

impl<'t, 'a> Entries<'t, 'a> {
    /// Says that the next field is written even if it has no value.
    pub(crate) fn null(&mut self) -> Nullable<'_, 't, 'a> {
        Nullable(self)
    }
}

impl<'a> Nullable<'_, '_, 'a> {
    /// Writes the field.
    pub(crate) fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        let tape = &mut *self.0.0;
        tape.push(Node::Text(Cow::Borrowed(key)));
        value.write(tape);
    }
}
