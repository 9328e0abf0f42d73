//! The source of the runtime: the files that are copied into generated crates, the capability that
//! each of its modules belongs to, and the names that it reserves.
//!
//! All of this is read from the source of the package `sdk-runtime`, so it cannot be out of date.

mod capability;
mod files;
mod methods;
mod modules;

pub use capability::{Capability, Level};
pub use files::{FILES, File};
pub use methods::{Method, methods_of, taken_by};
pub use modules::{Entry, Presence, entries};
