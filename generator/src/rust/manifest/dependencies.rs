//! The dependencies of generated crates.

use crate::rust::vendor::Capability;

/// A dependency of the runtime.
pub(super) struct Dependency {
    pub(super) name: &'static str,
    pub(super) requirement: &'static str,
    /// The capabilities that need the dependency. If there are none, every crate needs it.
    pub(super) of: &'static [Capability],
}

/// The dependencies of the runtime. A test compares them with the runtime's manifest.
#[rustfmt::skip]
pub(super) const DEPENDENCIES: &[Dependency] = &[
    Dependency { name: "base64", requirement: r#""0.23""#, of: &[Capability::Base64, Capability::Basic, Capability::Webhooks] },
    Dependency { name: "bytes", requirement: r#""1""#, of: &[Capability::Base64, Capability::Client, Capability::Webhooks] },
    Dependency {
        name: "chrono",
        requirement: r#"{ version = "0.4", default-features = false, features = ["std"] }"#,
        of: &[Capability::Chrono],
    },
    Dependency {
        name: "futures-core",
        requirement: r#"{ version = "0.3", default-features = false }"#,
        of: &[Capability::Multipart, Capability::Stream],
    },
    Dependency { name: "http", requirement: r#""1""#, of: &[Capability::Client, Capability::Webhooks] },
    Dependency { name: "http-body", requirement: r#""1""#, of: &[Capability::Client] },
    Dependency { name: "httpdate", requirement: r#""1""#, of: &[Capability::Client] },
    Dependency {
        name: "jiff",
        requirement: r#"{ version = "1", default-features = false, features = ["std"] }"#,
        of: &[Capability::Jiff],
    },
    Dependency { name: "percent-encoding", requirement: r#""2.3""#, of: &[Capability::Client] },
    Dependency {
        name: "quick-xml",
        requirement: r#"{ version = "0.42", default-features = false }"#,
        of: &[Capability::Xml],
    },
    Dependency {
        name: "reqwest",
        requirement: r#"{ version = "0.13", default-features = false, features = ["http2", "socks", "system-proxy"] }"#,
        of: &[Capability::Client],
    },
    Dependency { name: "ring", requirement: r#""0.17""#, of: &[Capability::Webhooks] },
    Dependency {
        name: "rust_decimal",
        requirement: r#"{ version = "1", default-features = false, features = ["std"] }"#,
        of: &[Capability::RustDecimal],
    },
    Dependency {
        name: "rustls",
        requirement: r#"{ version = "0.23", default-features = false, features = ["std", "tls12"] }"#,
        of: &[Capability::Rustls, Capability::RustlsNoProvider, Capability::RustlsWebpkiRoots],
    },
    Dependency {
        name: "rustls-platform-verifier",
        requirement: r#""0.7""#,
        of: &[Capability::Rustls, Capability::RustlsNoProvider],
    },
    Dependency {
        name: "serde",
        requirement: r#"{ version = "1", default-features = false, features = ["std"] }"#,
        of: &[],
    },
    Dependency { name: "serde_json", requirement: r#"{ version = "1", features = ["float_roundtrip", "raw_value"] }"#, of: &[] },
    Dependency { name: "subtle", requirement: r#"{ version = "2", default-features = false }"#, of: &[Capability::Webhooks] },
    Dependency {
        name: "time",
        requirement: r#"{ version = "0.3", default-features = false, features = ["formatting", "parsing", "std"] }"#,
        of: &[Capability::Time],
    },
    Dependency {
        name: "tokio",
        requirement: r#"{ version = "1.49", default-features = false, features = ["rt", "sync", "time"] }"#,
        of: &[Capability::Client],
    },
    Dependency { name: "tower-service", requirement: r#""0.3""#, of: &[Capability::Tower] },
    Dependency {
        name: "tracing",
        requirement: r#"{ version = "0.1", default-features = false, features = ["std"] }"#,
        of: &[Capability::Tracing],
    },
    Dependency { name: "url", requirement: r#""2""#, of: &[Capability::Url] },
    Dependency {
        name: "uuid",
        requirement: r#"{ version = "1", default-features = false, features = ["std"] }"#,
        of: &[Capability::Uuid],
    },
    Dependency { name: "webpki-roots", requirement: r#""1""#, of: &[Capability::RustlsWebpkiRoots] },
];

/// The features of dependencies that the optional capabilities of a client enable. A test compares
/// them with the runtime's manifest.
pub(super) const ENABLED: [(Capability, &[&str]); 8] = [
    (Capability::Blocking, &["tokio/rt-multi-thread"]),
    (Capability::Brotli, &["reqwest/brotli"]),
    (Capability::Gzip, &["reqwest/gzip"]),
    (Capability::NativeTls, &["reqwest/native-tls"]),
    (
        Capability::Rustls,
        &["reqwest/rustls-no-provider", "rustls?/ring"],
    ),
    (
        Capability::RustlsNoProvider,
        &["reqwest/rustls-no-provider"],
    ),
    (
        Capability::RustlsWebpkiRoots,
        &["reqwest/rustls-no-provider", "rustls?/ring"],
    ),
    (Capability::Zstd, &["reqwest/zstd"]),
];
