//! The capabilities of the runtime, each with its cargo feature.

/// A capability of the runtime: a cargo feature of `sdk-runtime`, and the modules that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// HTTP authentication with a user name and a password.
    Basic,
    /// `.wait()` instead of `.await`.
    Blocking,
    /// Responses that are compressed with Brotli.
    Brotli,
    /// Responses that are byte streams.
    Bytes,
    /// Requests and their responses.
    Client,
    /// Responses that are streams of server-sent events or JSON lines.
    Events,
    /// Responses that are compressed with gzip.
    Gzip,
    /// A test transport that responds from memory.
    Mock,
    /// Multipart bodies and files.
    Multipart,
    /// TLS through the operating system's library.
    NativeTls,
    /// Paginated responses.
    Pages,
    /// TLS through rustls with ring.
    Rustls,
    /// TLS through rustls with the application's crypto provider.
    RustlsNoProvider,
    /// TLS through rustls with Mozilla's root certificates.
    RustlsWebpkiRoots,
    /// Serde's traits for the types.
    Serde,
    /// Responses that are read incrementally.
    Stream,
    /// Transports that are services of tower.
    Tower,
    /// A span for each attempt.
    Tracing,
    /// Verification of webhooks.
    Webhooks,
    /// Responses that are compressed with Zstandard.
    Zstd,
}

impl Capability {
    /// All capabilities, sorted by name.
    pub const ALL: [Self; 20] = [
        Self::Basic,
        Self::Blocking,
        Self::Brotli,
        Self::Bytes,
        Self::Client,
        Self::Events,
        Self::Gzip,
        Self::Mock,
        Self::Multipart,
        Self::NativeTls,
        Self::Pages,
        Self::Rustls,
        Self::RustlsNoProvider,
        Self::RustlsWebpkiRoots,
        Self::Serde,
        Self::Stream,
        Self::Tower,
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
            Self::NativeTls => "native-tls",
            Self::Pages => "pages",
            Self::Rustls => "rustls",
            Self::RustlsNoProvider => "rustls-no-provider",
            Self::RustlsWebpkiRoots => "rustls-webpki-roots",
            Self::Serde => "serde",
            Self::Stream => "stream",
            Self::Tower => "tower",
            Self::Tracing => "tracing",
            Self::Webhooks => "webhooks",
            Self::Zstd => "zstd",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// The builds of a crate that have a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// All builds.
    Always,
    /// Builds with the cargo feature of the same name.
    Optional,
    /// No build.
    Never,
}
