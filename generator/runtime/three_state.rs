//! Fields that may be absent, null, or have a value, which all differ.

use super::object::Fields;
use super::tape::Node;
use super::wire::Wire;

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
    pub(crate) fn take<T: Wire>(self) -> Option<Option<T>> {
        match self.0.step() {
            (_, None) => None,
            (_, Some(value)) if matches!(value.node(), Node::Null) => Some(None),
            (key, Some(value)) => Some(Some(self.0.inside(key, value))),
        }
    }
}
