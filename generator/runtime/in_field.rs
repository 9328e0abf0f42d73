//! Errors inside of objects.

use super::key_step::key_step;
use super::wire::Mismatch;

impl Mismatch {
    /// The same error, seen from the object that holds the value under `key`.
    pub(crate) fn in_field(mut self, key: &str) -> Self {
        self.0.1.push(key_step(key));
        self
    }
}
