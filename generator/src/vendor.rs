//! The runtime as source: the files that are copied into generated crates, the capability that each
//! of its modules belongs to, and the names that it takes.
//!
//! All of this is read from the package `sdk-runtime` itself, so that nothing here can contradict it.

mod files;
mod methods;
mod modules;

pub use files::{FILES, File};
pub use methods::{Method, methods_of, taken_by};
pub use modules::{Entry, Presence, entries};

/// A capability of the runtime: a cargo feature of `sdk-runtime`, and the modules that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// HTTP authentication by user name and password.
    Basic,
    /// `.wait()` in place of `.await`.
    Blocking,
    /// Responses that are compressed with Brotli.
    Brotli,
    /// Responses that are streams of bytes.
    Bytes,
    /// Requests and their responses.
    Client,
    /// Responses that are server-sent events or lines of JSON.
    Events,
    /// Responses that are compressed with gzip.
    Gzip,
    /// Responses from memory.
    Mock,
    /// Bodies of several parts, and files.
    Multipart,
    /// Responses that are one page out of several.
    Pages,
    /// Responses that are read while they come.
    Stream,
    /// A span for each attempt.
    Tracing,
    /// Verified webhooks.
    Webhooks,
    /// Responses that are compressed with Zstandard.
    Zstd,
}

impl Capability {
    /// Every capability, by name.
    pub const ALL: [Self; 14] = [
        Self::Basic,
        Self::Blocking,
        Self::Brotli,
        Self::Bytes,
        Self::Client,
        Self::Events,
        Self::Gzip,
        Self::Mock,
        Self::Multipart,
        Self::Pages,
        Self::Stream,
        Self::Tracing,
        Self::Webhooks,
        Self::Zstd,
    ];

    /// The name of the cargo feature.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Blocking => "blocking",
            Self::Brotli => "brotli",
            Self::Bytes => "bytes",
            Self::Client => "client",
            Self::Events => "events",
            Self::Gzip => "gzip",
            Self::Mock => "mock",
            Self::Multipart => "multipart",
            Self::Pages => "pages",
            Self::Stream => "stream",
            Self::Tracing => "tracing",
            Self::Webhooks => "webhooks",
            Self::Zstd => "zstd",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Whether a crate has a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// In every build.
    Always,
    /// With the cargo feature of the same name.
    Optional,
    /// In no build.
    Never,
}
