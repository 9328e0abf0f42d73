//! The capabilities of the runtime, each with its cargo feature.

/// A capability of the runtime: a cargo feature of `sdk-runtime`, and the modules that need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Strings that are Base64.
    Base64,
    /// HTTP authentication with a user name and a password.
    Basic,
    /// `.wait()` instead of `.await`.
    Blocking,
    /// Responses that are compressed with Brotli.
    Brotli,
    /// Responses that are byte streams.
    Bytes,
    /// Conversions between formats and the types of chrono.
    Chrono,
    /// Requests and their responses.
    Client,
    /// Responses that are streams of server-sent events or JSON lines.
    Events,
    /// Strings with a format, and Unix times.
    Formats,
    /// Responses that are compressed with gzip.
    Gzip,
    /// Conversions between formats and the types of jiff.
    Jiff,
    /// A test transport that responds from memory.
    Mock,
    /// Multipart bodies and files.
    Multipart,
    /// TLS through the operating system's library.
    NativeTls,
    /// Multipart bodies whose parts have positions instead of names.
    Ordered,
    /// Paginated responses.
    Pages,
    /// Responses that are multipart.
    Parts,
    /// Conversions between formats and the types of `rust_decimal`.
    RustDecimal,
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
    /// Parameters in styles that few APIs use: whole query strings, reserved characters, raw cookies.
    Styles,
    /// Conversions between formats and the types of time.
    Time,
    /// Transports that are services of tower.
    Tower,
    /// A span for each attempt.
    Tracing,
    /// Conversions between formats and the types of url.
    Url,
    /// Conversions between formats and the types of uuid.
    Uuid,
    /// Verification of webhooks.
    Webhooks,
    /// Bodies that are XML.
    Xml,
    /// Responses that are compressed with Zstandard.
    Zstd,
}

impl Capability {
    /// All capabilities, sorted by name.
    pub const ALL: [Self; 32] = [
        Self::Base64,
        Self::Basic,
        Self::Blocking,
        Self::Brotli,
        Self::Bytes,
        Self::Chrono,
        Self::Client,
        Self::Events,
        Self::Formats,
        Self::Gzip,
        Self::Jiff,
        Self::Mock,
        Self::Multipart,
        Self::NativeTls,
        Self::Ordered,
        Self::Pages,
        Self::Parts,
        Self::RustDecimal,
        Self::Rustls,
        Self::RustlsNoProvider,
        Self::RustlsWebpkiRoots,
        Self::Serde,
        Self::Stream,
        Self::Styles,
        Self::Time,
        Self::Tower,
        Self::Tracing,
        Self::Url,
        Self::Uuid,
        Self::Webhooks,
        Self::Xml,
        Self::Zstd,
    ];

    /// The name of the cargo feature.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Basic => "basic",
            Self::Blocking => "blocking",
            Self::Brotli => "brotli",
            Self::Bytes => "bytes",
            Self::Chrono => "chrono",
            Self::Client => "client",
            Self::Events => "events",
            Self::Formats => "formats",
            Self::Gzip => "gzip",
            Self::Jiff => "jiff",
            Self::Mock => "mock",
            Self::Multipart => "multipart",
            Self::NativeTls => "native-tls",
            Self::Ordered => "ordered",
            Self::Pages => "pages",
            Self::Parts => "parts",
            Self::RustDecimal => "rust_decimal",
            Self::Rustls => "rustls",
            Self::RustlsNoProvider => "rustls-no-provider",
            Self::RustlsWebpkiRoots => "rustls-webpki-roots",
            Self::Serde => "serde",
            Self::Stream => "stream",
            Self::Styles => "styles",
            Self::Time => "time",
            Self::Tower => "tower",
            Self::Tracing => "tracing",
            Self::Url => "url",
            Self::Uuid => "uuid",
            Self::Webhooks => "webhooks",
            Self::Xml => "xml",
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
