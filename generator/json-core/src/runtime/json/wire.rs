//! The traits of a value that is read from JSON and written as JSON.

use std::any::Any;
use std::fmt::Debug;

use super::reader::Reader;
use super::writer::Writer;

/// A type that reads itself from JSON text and writes itself as such.
///
/// The tables `object!`, `string_enum!` and `union!` implement it; nothing else outside of this module
/// does.
pub trait Wire: Clone + Debug + PartialEq + Sized + 'static {
    /// Reads the value whose first byte is the next one, and leaves the reader behind it.
    ///
    /// If the text is something else, the reader notes the mistake and what is returned must not be
    /// used. There is no `Result`, because the compiler would pay for each `?` in thousands of
    /// types; the mistake is looked for once, at the end.
    fn read(reader: &mut Reader<'_>) -> Self;

    /// Writes the value.
    fn write(&self, writer: &mut Writer<'_>);

    /// The value of a member until it is read, and if it is missing but not required.
    #[must_use]
    fn blank() -> Self {
        Self::read(&mut Reader::blank())
    }

    /// Whether a missing member of this type is a mistake.
    #[must_use]
    fn is_required() -> bool {
        true
    }

    /// What null is to an `Option` of this type: `None`, or a value that is null itself.
    #[must_use]
    fn null() -> Option<Self> {
        None
    }

    /// Whether a member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Sets the text of a member that the API fixes; only a `String` has one.
    fn set_constant(&mut self, _: &'static str) {}

    /// Reads the value of a key that has no field of its own; only a map keeps it.
    fn read_entry(&mut self, _: &str, reader: &mut Reader<'_>) {
        reader.skip();
    }

    /// Writes the entries of a map as members of the object around it.
    fn write_entries(&self, _: &mut Writer<'_>, _: &mut bool) {}
}

/// A [`Wire`] value of some type: the tables refer to fields as `&mut dyn Member`, so that the loop
/// over the members of an object is compiled once and not for each type.
#[doc(hidden)]
pub trait Member {
    fn read(&mut self, reader: &mut Reader<'_>);
    fn write(&self, writer: &mut Writer<'_>);
    fn is_required(&self) -> bool;
    fn is_absent(&self) -> bool;
    fn set_constant(&mut self, text: &'static str);
    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>);
    fn write_entries(&self, writer: &mut Writer<'_>, first: &mut bool);
    fn as_debug(&self) -> &dyn Debug;
    fn as_any(&self) -> &dyn Any;
    fn equals(&self, other: &dyn Member) -> bool;
    fn assign(&mut self, other: &dyn Member);
}

impl<T: Wire> Member for T {
    fn read(&mut self, reader: &mut Reader<'_>) {
        *self = T::read(reader);
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.write(writer);
    }

    fn is_required(&self) -> bool {
        T::is_required()
    }

    fn is_absent(&self) -> bool {
        self.is_absent()
    }

    fn set_constant(&mut self, text: &'static str) {
        self.set_constant(text);
    }

    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>) {
        self.read_entry(key, reader);
    }

    fn write_entries(&self, writer: &mut Writer<'_>, first: &mut bool) {
        self.write_entries(writer, first);
    }

    fn as_debug(&self) -> &dyn Debug {
        self
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn equals(&self, other: &dyn Member) -> bool {
        other.as_any().downcast_ref() == Some(self)
    }

    fn assign(&mut self, other: &dyn Member) {
        if let Some(other) = other.as_any().downcast_ref() {
            self.clone_from(other);
        }
    }
}
