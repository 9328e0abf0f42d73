//! How a type looks on the wire: the trait every generated type implements, and the errors of
//! reading one.

use std::fmt::{self, Display, Formatter};

use super::tape::{Node, Tape};

/// A type that reads itself from JSON data and writes itself as such.
pub(crate) trait Wire: Sized {
    /// Reads a value of this type.
    fn read(value: Value<'_>) -> Result<Self, Mismatch>;

    /// What an absent field of this type means; `None` where the field must be there.
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
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    pub(crate) nodes: &'a [Node<'a>],
    pub(crate) at: usize,
}

impl<'a> Value<'a> {
    /// The first node of the value.
    pub(crate) fn node(self) -> &'a Node<'a> {
        self.nodes.get(self.at).unwrap_or(&Node::Null)
    }

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
        Mismatch::new(format!("expected {expected}, found {found}"))
    }
}

/// Why JSON data is not a value of a type, and where.
#[derive(Debug)]
pub(crate) struct Mismatch(pub(super) Box<(String, Vec<String>)>);

impl Mismatch {
    pub(crate) fn new(message: String) -> Self {
        Self(Box::new((message, Vec::new())))
    }
}

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
