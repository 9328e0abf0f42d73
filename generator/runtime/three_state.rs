//! Fields that may be absent, null, or have a value, which all differ.

use super::object::Fields;
use super::tape::Node;
use super::wire::{Mismatch, Wire};

/// Reads null as a value of its own.
pub(crate) struct ThreeState<'f, 'a, const N: usize>(&'f mut Fields<'a, N>);

impl<'a, const N: usize> Fields<'a, N> {
    /// Says that the next field tells null from absence.
    pub(crate) fn null(&mut self) -> ThreeState<'_, 'a, N> {
        ThreeState(self)
    }
}

impl<const N: usize> ThreeState<'_, '_, N> {
    /// Reads the field.
    pub(crate) fn take<T: Wire>(self) -> Result<Option<Option<T>>, Mismatch> {
        match self.0.step() {
            (_, None) => Ok(None),
            (_, Some(value)) if matches!(value.node(), Node::Null) => Ok(Some(None)),
            (key, Some(value)) => {
                let value = T::read(value).map_err(|error| error.in_field(key))?;
                Ok(Some(Some(value)))
            }
        }
    }
}
