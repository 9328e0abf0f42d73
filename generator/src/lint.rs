//! Reports mistakes that do not affect the generated crate: examples and defaults that do not match
//! their schemas.
//!
//! A JSON Schema validator would double the time of the generator's first build. This module
//! therefore has its own checks. They use schemas as [`crate::openapi`] reads them, so that 3.0 and
//! 3.1 need no distinction.

mod examples;
mod judge;

pub use examples::check;
