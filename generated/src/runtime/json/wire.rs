//! The trait that every JSON type implements, and its decoding errors.

use std::fmt::{self, Display, Formatter};

use super::tape::{Node, Tape};

/// A type that reads itself from JSON data and writes itself as JSON data.
pub trait Wire: Sized {
    /// Reads a value of this type. If the data does not match, an error is recorded, unless there is one
    /// already, and the returned value must not be used.
    ///
    /// Each `Result` and `?` in the code of a type would increase compile time, because the compiler reads
    /// thousands of them in a large API; therefore, errors are checked once, after everything is read.
    fn read(value: Value<'_>, reading: &mut Reading) -> Self;

    /// The value of an absent field of this type; `None` if the field is required.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Adds this value to a tape.
    fn write<'a>(&'a self, tape: &mut Tape<'a>);

    /// Whether a field with this value is omitted.
    fn is_absent(&self) -> bool {
        false
    }
}

/// One value on a tape.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    pub(crate) nodes: &'a [Node<'a>],
    pub(crate) at: usize,
}

/// How a value is being read.
#[derive(Default)]
pub struct Reading {
    /// The first reason why it does not have the expected type.
    pub(crate) mistake: Option<Mismatch>,
    /// Whether only values that match the API documentation are accepted. Otherwise, some values that servers are
    /// known to send instead are accepted, too.
    pub(crate) exact: bool,
    /// The number of members and enum values that the types do not know.
    #[doc(hidden)]
    pub unknown: usize,
}

/// The reason why JSON data is not a value of a type, and its path.
#[derive(Debug)]
pub(crate) struct Mismatch(pub(super) Box<(String, Vec<String>)>);

/// `expected a string, found null at $.projects[0].role`
impl Display for Mismatch {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (message, path) = &*self.0;
        write!(formatter, "{message} at $")?;
        path.iter()
            .rev()
            .try_for_each(|step| formatter.write_str(step))
    }
}

impl<'a> Value<'a> {
    /// The first node of the value.
    pub(crate) fn node(self) -> &'a Node<'a> {
        self.nodes.get(self.at).unwrap_or(&Node::Null)
    }
}

impl Value<'_> {
    /// The error that this value is not `expected`, e.g. `a string`.
    ///
    /// It names only the type of the value, because the value itself may be private.
    pub(crate) fn mismatch(self, expected: &str) -> Mismatch {
        let found = match self.node() {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Unsigned(_) | Node::Signed(_) | Node::Float(_) => "a number",
            Node::Text(_) => "a string",
            Node::Array { .. } => "an array",
            Node::Object { .. } => "an object",
        };
        Mismatch::because(format!("expected {expected}, found {found}"))
    }

    /// Records that this value is not `expected`.
    pub(crate) fn refuse(self, expected: &str, reading: &mut Reading) {
        reading
            .mistake
            .get_or_insert_with(|| self.mismatch(expected));
    }
}

impl Mismatch {
    /// An error with this message; its path is added by the caller.
    pub(crate) fn because(message: String) -> Self {
        Self(Box::new((message, Vec::new())))
    }
}

impl Mismatch {
    /// Records that the value is that of `key` in an object.
    pub(crate) fn in_field(&mut self, key: &str) {
        self.0.1.push(key_step(key));
    }
}

/// The step of a JSON path into a key: `.role`, or `["x y"]` if the key is not an identifier.
pub(crate) fn key_step(key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if plain {
        format!(".{key}")
    } else {
        format!("[{key:?}]")
    }
}

/// The value, or an arbitrary one if it could not be read, in which case the error is recorded.
pub(crate) fn scalar<T: Default>(value: Result<T, Mismatch>, reading: &mut Reading) -> T {
    value.unwrap_or_else(|error| {
        reading.mistake.get_or_insert(error);
        T::default()
    })
}
