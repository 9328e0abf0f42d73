//! Answers whose body says nothing.

use super::Error;
use super::response::{RawResponse, Reply};

/// Reads nothing, whatever the body holds.
#[derive(Debug)]
pub(crate) struct Empty;

impl Reply for Empty {
    type Output = ();

    fn decode(_: &RawResponse) -> Result<(), Error> {
        Ok(())
    }
}
