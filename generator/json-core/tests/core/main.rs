//! Types made by the tables, read from JSON and other formats, and written again.
#![allow(
    clippy::expect_used,
    clippy::float_cmp,
    reason = "a test may panic, and doubles are to be exact"
)]

mod depth;
mod differential;
mod enums;
mod errors;
mod formats;
mod numbers;
mod objects;
mod tables;
mod trees;
mod unions;

use json_core::runtime::json::{self, Wire};

pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// What a text is written as once it has been read, or the error.
pub(crate) fn round<T: Wire>(text: &str) -> Result<String, String> {
    let value: T = json::from_str(text).map_err(|error| error.to_string())?;
    json::to_string(&value).map_err(|error| error.to_string())
}

/// The error of reading a text.
pub(crate) fn error<T: Wire>(text: &str) -> String {
    match json::from_str::<T>(text) {
        Ok(value) => format!("no error: {value:?}"),
        Err(error) => error.to_string(),
    }
}
