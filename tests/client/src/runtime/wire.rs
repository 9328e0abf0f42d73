//! How a type looks on the wire: the trait every generated type implements, and the errors of
//! reading one.

use std::fmt::{self, Display, Formatter};

use super::tape::{Node, Tape};

/// A type that reads itself from JSON data and writes itself as such.
#[allow(dead_code, reason = "an API may only ever send, or only ever receive")]
pub(crate) trait Wire: Sized {
    /// Reads a value of this type. Where the data is none, that is the mistake, unless there is one
    /// already, and what is returned is not to be used.
    ///
    /// Each `Result` and `?` in the code of a type would be paid for by the compiler, which reads
    /// thousands of them in a large API; so an error is looked for once, when all has been read.
    fn read(value: Value<'_>, reading: &mut Reading) -> Self;

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
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) nodes: &'a [Node<'a>],
    pub(crate) at: usize,
}

/// How a value is being read.
#[allow(dead_code, reason = "an API may only ever send")]
#[derive(Default)]
pub(crate) struct Reading {
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
