//! Values that are one piece.

use super::wire::{Mismatch, Reading};

/// The value, or any if it could not be read: then that is noted.
pub(crate) fn scalar<T: Default>(value: Result<T, Mismatch>, reading: &mut Reading) -> T {
    value.unwrap_or_else(|error| {
        reading.mistake.get_or_insert(error);
        T::default()
    })
}
