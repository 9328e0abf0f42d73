//! Errors inside of objects.

use super::key_step::key_step;
use super::wire::Mismatch;

impl Mismatch {
    /// Says that the value is that of `key` in an object.
    pub(crate) fn in_field(&mut self, key: &str) {
        self.0.1.push(key_step(key));
    }
}
