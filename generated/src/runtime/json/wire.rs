//! The trait of types that are read from JSON and written as JSON; optional and boxed values, arrays and
//! maps; strings that an enum does not know.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display, Formatter};

use super::marks::{NO_OBJECT, is_mark};
use super::object::tells_error;
use super::reader::Reader;
use super::text::Writer;

/// A type that reads itself from JSON text and writes itself as such.
///
/// The tables `object!`, `string_enum!` and `union!` implement it; nothing else outside of this module
/// does.
pub trait Wire: Clone + Debug + PartialEq + Sized + 'static {
    /// Reads the value that starts at the next byte, and leaves the reader after its end.
    ///
    /// If the text is something else, the reader records the error, and the returned value must not be
    /// used. There is no `Result`, because each `?` in thousands of types would increase compile time;
    /// errors are checked once, at the end.
    fn read(reader: &mut Reader<'_>) -> Self;

    /// Reads the body of a response with a status code, which may determine the variant of a union.
    fn read_response(_status: u16, reader: &mut Reader<'_>) -> Self {
        Self::read(reader)
    }

    /// The status code of a response with this body.
    fn response_status(&self) -> u16 {
        200
    }

    /// Writes the value.
    fn write(&self, writer: &mut Writer<'_>);

    /// The value of a member before it is read; also the value of a missing member that is not
    /// required.
    #[must_use]
    fn blank() -> Self {
        Self::read(&mut Reader::blank())
    }

    /// Whether a missing member of this type is an error.
    #[must_use]
    fn is_required() -> bool {
        true
    }

    /// The value of null in an `Option` of this type: `None`, or a value that is null itself.
    #[must_use]
    fn null() -> Option<Self> {
        None
    }

    /// Whether a member with this value is omitted.
    fn is_absent(&self) -> bool {
        false
    }

    /// Sets a member that always holds the same value, given as its `Display` writes it.
    fn set_constant(&mut self, _: &'static str) {}

    /// Whether the value is this constant.
    fn is_constant(&self, _: &str) -> bool {
        true
    }

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
    fn is_constant(&self, text: &str) -> bool;
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

    fn is_constant(&self, text: &str) -> bool {
        self.is_constant(text)
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

/// Sets members to the values of others, of the same types.
pub(super) fn copy(members: &mut [&mut dyn Member], others: &[&dyn Member]) {
    for (member, other) in members.iter_mut().zip(others) {
        member.assign(*other);
    }
}

/// Null and a missing member are both `None`. In an `Option<Option<T>>` null is `Some(None)`, and is
/// written as null.
impl<T: Wire> Wire for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.peek() == b'n' {
            return if reader.null() { None } else { T::null() };
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

    fn is_constant(&self, text: &str) -> bool {
        self.as_ref().is_none_or(|value| value.is_constant(text))
    }
}

/// Values that hold values of their own type.
///
/// A type that contains itself only through required members has no values, not even a blank one,
/// so the generator makes one of these members optional.
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

/// A missing or null member is read as an empty list, because servers omit empty lists. An object
/// is read as a list that contains it, because some servers write a single item like this.
impl<T: Wire> Wire for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.peek() != b'[' {
            return otherwise(reader);
        }
        let mut items = Self::new();
        reader.open();
        if reader.accept(b']') {
            reader.depth -= 1;
            return items;
        }
        loop {
            items.push(T::read(reader));
            match reader.goes_on(b']') {
                Some(true) => {}
                Some(false) => return items,
                None => {
                    reader.in_item(items.len() - 1);
                    return items;
                }
            }
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let mut first = true;
        writer.out.push(b'[');
        for item in self {
            writer.separate(&mut first);
            item.write(writer);
        }
        writer.out.push(b']');
    }

    fn blank() -> Self {
        Self::new()
    }

    fn is_required() -> bool {
        false
    }
}

/// Reads what servers send in place of an array.
#[cold]
fn otherwise<T: Wire>(reader: &mut Reader<'_>) -> Vec<T> {
    match reader.peek() {
        b'n' if !reader.is_exact() => {
            reader.word("null");
            Vec::new()
        }
        b'{' if !reader.is_exact() => vec![T::read(reader)],
        _ => {
            reader.refuse("an array");
            Vec::new()
        }
    }
}

/// A missing or null member is read as an empty map. If a key is repeated, the last value counts.
impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut map = Self::new();
        match reader.peek() {
            b'{' => {}
            b'n' if !reader.is_exact() => {
                reader.word("null");
                return map;
            }
            _ => {
                reader.refuse("an object");
                return map;
            }
        }
        reader.open();
        if reader.accept(b'}') {
            reader.depth -= 1;
            return map;
        }
        let is_free = TypeId::of::<T>() == TypeId::of::<serde_json::Value>();
        loop {
            let key = reader.key();
            reader.colon();
            reader.stray_error |= is_free && reader.depth == 1 && tells_error(&key);
            Wire::read_entry(&mut map, &key, reader);
            match reader.goes_on(b'}') {
                Some(true) => {}
                Some(false) => return map,
                None => {
                    reader.in_member(&key);
                    return map;
                }
            }
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if let Some(value) = self.get(NO_OBJECT).filter(|_| self.len() == 1) {
            return value.write(writer);
        }
        writer.out.push(b'{');
        Wire::write_entries(self, writer, &mut true);
        writer.out.push(b'}');
    }

    fn blank() -> Self {
        Self::new()
    }

    fn is_required() -> bool {
        false
    }

    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>) {
        if is_mark(key) && !reader.has_marks {
            return reader.skip();
        }
        let value = T::read(reader);
        let before = self.insert(key.to_owned(), value);
        reader.repeated |= before.is_some();
    }

    fn write_entries(&self, writer: &mut Writer<'_>, first: &mut bool) {
        for (key, value) in self {
            writer.key(key, first);
            value.write(writer);
        }
    }
}

/// A string: a `String`, or a reference to one or to a `str`.
pub trait AsText {
    /// Returns the string.
    fn text(&self) -> &str;
}

macro_rules! texts {
    ($($type:ty),*) => {$(
        impl AsText for $type {
            fn text(&self) -> &str {
                self
            }
        }
    )*};
}

texts!(str, String, &str, &String);

/// A string that this version of the crate does not know.
///
/// It never holds a known value.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl Debug for UnknownValue {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, formatter)
    }
}

impl Display for UnknownValue {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl UnknownValue {
    #[doc(hidden)]
    #[must_use]
    pub fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// Returns the string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
