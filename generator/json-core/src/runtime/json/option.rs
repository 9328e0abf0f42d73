//! Values that may be null or missing, and boxed ones.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// Null and a missing member are both `None`. In an `Option<Option<T>>` null is `Some(None)`, and is
/// written as null.
impl<T: Wire> Wire for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.peek() == b'n' {
            reader.word("null");
            return T::null();
        }
        Some(T::read(reader))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }

    fn blank() -> Self {
        None
    }

    fn is_required() -> bool {
        false
    }

    fn null() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// Values that hold values of their own type.
///
/// A type that holds itself in required members alone has no value at all, and no blank one: the
/// generator makes one of these members optional.
impl<T: Wire> Wire for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self::new(T::read(reader))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        T::write(self, writer);
    }

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn is_required() -> bool {
        T::is_required()
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}
