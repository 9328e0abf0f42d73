//! Fields that only the server sets.

use super::tape::Tape;
use super::wire::Wire;

/// Writes what is not a part of a request.
pub(crate) struct Received<'t, 'a>(&'t mut Tape<'a>);

impl<'a> Tape<'a> {
    /// Says that the next field is not sent.
    pub(crate) fn received(&mut self) -> Received<'_, 'a> {
        Received(self)
    }
}

impl<'a> Received<'_, 'a> {
    /// Writes the field.
    pub(crate) fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        if !self.0.is_request() {
            self.0.put(key, value);
        }
    }
}
