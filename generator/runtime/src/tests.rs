//! Unit tests, in their own files because generated crates contain copies of the modules.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod client;
mod errors;
mod json;
mod retry;
mod style;
