//! The client core that generated crates share.
//!
//! A generated crate has its own copy of [`runtime`], or depends on this package: see
//! `x-sdk.crate.runtime`. In both cases, its code refers to `crate::runtime`, and the files of a copy are
//! those of this package, byte for byte. Their code therefore refers to other runtime code by
//! `super` or `crate::runtime`, and its macros use `$crate::runtime`.
//!
//! # Features
//!
//! Each capability that an API may need is a cargo feature: `client`, plus, for a client, `basic`, `bytes`, `events`,
//! `multipart`, `pages` and `xml`. `webhooks` verifies webhooks, with or without a client. `formats` has types for strings
//! with a format, and `base64` has types for bytes in strings; `chrono`, `jiff`, `rust_decimal`, `time`, `url` and
//! `uuid` add conversions between these types and those of other crates. `blocking`, `brotli`, `gzip`, `mock`,
//! `native-tls`, `rustls`, `rustls-no-provider`, `rustls-webpki-roots`, `serde`, `tower`, `tracing` and `zstd` are
//! features of the generated crates, too.
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
        feature = "base64",
        feature = "basic",
        feature = "bytes",
        feature = "chrono",
        feature = "events",
        feature = "formats",
        feature = "jiff",
        feature = "mock",
        feature = "multipart",
        feature = "pages",
        feature = "rust_decimal",
        feature = "time",
        feature = "url",
        feature = "uuid",
        feature = "webhooks",
        feature = "xml",
    )),
    allow(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "some code is used by only one capability"
    )
)]

pub mod runtime;

#[cfg(test)]
mod tests;
