//! Reads and writes the types of a generated SDK crate as JSON.
//!
//! Everything is in [`runtime::json`], which is to replace the folder of that name in `sdk-runtime`. No
//! generated crate uses it yet.

pub mod runtime;
