//! Errors of writing what has come.

use std::io;

use super::Error;
use super::error_kind::Kind;

const WRITE: Kind = Kind("Write");

/// What the answer was to be written to has failed.
pub(crate) fn unwritten(error: io::Error) -> Error {
    Error::new(WRITE, format!("the response cannot be written: {error}")).caused_by(error)
}

impl Error {
    /// Writing the response to its destination failed; [`source`](std::error::Error::source)
    /// returns the cause.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.kind() == WRITE
    }
}
