//! Types made by the tables, read from JSON and other formats, and written again.
#![allow(
    clippy::float_cmp,
    missing_docs,
    reason = "doubles must be exact, and the types are for tests"
)]

mod bodies;
mod containment;
mod depth;
mod differential;
mod enums;
mod errors;
mod formats;
mod marks;
mod numbers;
mod objects;
pub(super) mod tables;
mod trees;
mod unions;
mod verdicts;

use crate::runtime::json::{self, Wire};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The text that a value is written as after it has been read from another, or the error.
fn round<T: Wire>(text: &str) -> Result<String, String> {
    let value: T = json::from_str(text).map_err(|error| error.to_string())?;
    json::to_string(&value).map_err(|error| error.to_string())
}

/// The error of reading a text.
fn error<T: Wire>(text: &str) -> String {
    match json::from_str::<T>(text) {
        Ok(value) => format!("no error: {value:?}"),
        Err(error) => error.to_string(),
    }
}
