//! Unit tests, in their own files because generated crates contain copies of the modules.

#![allow(
    clippy::expect_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "tests fail by panicking, and the macros define all that a generated crate has"
)]

mod arguments;
mod client;
mod credentials;
mod errors;
mod formats;
mod json;
mod lines;
#[cfg(feature = "mock")]
mod mock;
mod pages;
mod parts;
mod replies;
mod requests;
mod retry;
mod style;
mod styles;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "xml")]
mod xml_requests;
