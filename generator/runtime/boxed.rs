//! Values that hold values of their own type.

use super::tape::Tape;
use super::wire::{Reading, Value, Wire};

impl<T: Wire> Wire for Box<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        Self::new(T::read(value, reading))
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        (**self).write(tape);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}
