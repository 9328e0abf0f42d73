//! Fields that always hold the same integer or boolean.

use std::fmt::Display;

use super::object::Fields;
use super::tape::Node;
use super::wire::Wire;

/// A field that always holds `value`.
pub struct Always<'f, 'a, T, const N: usize> {
    fields: &'f mut Fields<'a, N>,
    value: T,
}

impl<'a, const N: usize> Fields<'a, N> {
    /// Says that the next field always holds `value`.
    pub fn always<T>(&mut self, value: T) -> Always<'_, 'a, T, N> {
        Always {
            fields: self,
            value,
        }
    }
}

impl<T: Wire + PartialEq + Display, const N: usize> Always<'_, '_, T, N> {
    /// Reads the field: the value that the server sent, even if it differs, or else the constant.
    #[must_use]
    pub fn take(self) -> T {
        match self.fields.step() {
            (key, Some(value)) if !matches!(value.node(), Node::Null) => {
                let read: T = self.fields.inside(key, value);
                if self.fields.reading.exact && read != self.value {
                    value.refuse(&self.value.to_string(), self.fields.reading);
                }
                read
            }
            _ => self.value,
        }
    }
}
