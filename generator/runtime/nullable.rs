//! Fields that are always written, as null if they have no value.

use std::borrow::Cow;

use super::tape::{Node, Tape};
use super::wire::Wire;

/// Writes what has no value as null.
pub(crate) struct Nullable<'t, 'a>(&'t mut Tape<'a>);

impl<'a> Tape<'a> {
    /// Says that the next field is written even if it has no value.
    pub(crate) fn null(&mut self) -> Nullable<'_, 'a> {
        Nullable(self)
    }
}

impl<'a> Nullable<'_, 'a> {
    /// Writes the field.
    pub(crate) fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        self.0.push(Node::Text(Cow::Borrowed(key)));
        value.write(self.0);
    }
}
