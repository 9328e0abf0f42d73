//! The client core that generated SDK crates share.
//!
//! A generated crate has its own copy of [`runtime`], or depends on this package: see
//! `x-sdk.crate.runtime`. Either way its code refers to `crate::runtime`, and the files of a copy are
//! those of this package, byte for byte. So code in there refers to other code of the runtime by
//! `super` or `crate::runtime`, and its macros to `$crate::runtime`.
//!
//! # Features
//!
//! Each capability that an API may need is a feature: `client`, and for one `basic`, `bytes`,
//! `events`, `multipart` and `pages`. `webhooks` verifies webhooks, with or without a client.
//! `blocking`, `mock` and `tracing` are features of the generated crates, too.
//!
//! # Options
//!
//! The documentation of a generated crate describes the options of requests here.
//!
//! # Environment
//!
//! The documentation of a generated crate lists the environment variables here.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(all(
        feature = "basic",
        feature = "bytes",
        feature = "events",
        feature = "mock",
        feature = "multipart",
        feature = "pages",
        feature = "webhooks",
    )),
    allow(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "some code is there for one capability alone"
    )
)]

pub mod runtime;

#[cfg(test)]
mod tests;
