//! The place of [`json`] in a runtime.

pub mod json;
