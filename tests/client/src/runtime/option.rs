//! Values that may be null or absent.

use super::tape::{Node, Tape};
use super::wire::{Reading, Value, Wire};

impl<T: Wire> Wire for Option<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            Node::Null => None,
            _ => Some(T::read(value, reading)),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        match self {
            Some(value) => value.write(tape),
            None => tape.push(Node::Null),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
