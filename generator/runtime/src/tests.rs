//! Unit tests. They are beside the modules and not in them, since generated crates have copies of these.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod client;
mod errors;
mod json;
mod retry;
mod style;
