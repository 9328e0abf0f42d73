//! The trait of every type that is written as JSON, and the errors of reading one.

use std::fmt::{self, Display, Formatter};

use super::tape::{Node, Tape};

/// A type that reads itself from JSON data and writes itself as such.
pub trait Wire: Sized {
    /// Reads a value of this type. Where the data is none, that is the mistake, unless there is one
    /// already, and what is returned is not to be used.
    ///
    /// Each `Result` and `?` in the code of a type would be paid for by the compiler, which reads
    /// thousands of them in a large API; so an error is looked for once, when all has been read.
    fn read(value: Value<'_>, reading: &mut Reading) -> Self;

    /// The value of an absent field of this type; `None` if the field must be there.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Adds this value to a tape.
    fn write<'a>(&'a self, tape: &mut Tape<'a>);

    /// Whether a field with this value is left out.
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
    /// The first reason why it is not what it should be.
    pub(crate) mistake: Option<Mismatch>,
    /// Whether nothing will do but what the API's description says. Else some of what servers are
    /// known to send in its place is taken as well.
    pub(crate) exact: bool,
}

/// Why JSON data is not a value of a type, and where.
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
    /// It names the kind of value only: the value itself may be private.
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

    /// Notes that this value is not `expected`.
    pub(crate) fn refuse(self, expected: &str, reading: &mut Reading) {
        reading
            .mistake
            .get_or_insert_with(|| self.mismatch(expected));
    }
}

impl Mismatch {
    /// An error with this message; its place is added on the way out.
    pub(crate) fn because(message: String) -> Self {
        Self(Box::new((message, Vec::new())))
    }
}

impl Mismatch {
    /// Says that the value is that of `key` in an object.
    pub(crate) fn in_field(&mut self, key: &str) {
        self.0.1.push(key_step(key));
    }
}

/// The step of a JSON path into a key: `.role`, or `["x y"]` where the key is no plain name.
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

/// The value, or any if it could not be read: then that is noted.
pub(crate) fn scalar<T: Default>(value: Result<T, Mismatch>, reading: &mut Reading) -> T {
    value.unwrap_or_else(|error| {
        reading.mistake.get_or_insert(error);
        T::default()
    })
}
