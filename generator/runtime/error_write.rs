//! Errors of writing what has come.

use std::io;

use super::Error;
use super::error_kind::Kind;

const WRITE: Kind = Kind("Write");

/// What the answer was to be written to has failed.
pub(crate) fn unwritten(error: io::Error) -> Error {
    Error::new(WRITE, format!("the answer cannot be written: {error}")).caused_by(error)
}

impl Error {
    /// What an answer was to be written to has failed; [`source`](std::error::Error::source) has its
    /// error.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.kind() == WRITE
    }
}
