//! Fields that only the server sets.

use super::tape::Tape;
use super::wire::Wire;

/// Writes a field that is not a part of requests.
pub struct Received<'t, 'a>(&'t mut Tape<'a>);

impl<'a> Tape<'a> {
    /// Says that the next field is not sent.
    pub fn received(&mut self) -> Received<'_, 'a> {
        Received(self)
    }
}

impl<'a> Received<'_, 'a> {
    /// Writes the field, except in a request.
    pub fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        if !self.0.is_request() {
            self.0.put(key, value);
        }
    }
}
