//! The cargo features that add a capability of the runtime to a crate.

use crate::rust::vendor::{Capability, Level};

use super::needs::Needs;
use crate::rust::context::Emit;

/// A cargo feature of generated crates that adds a capability.
pub(in crate::rust) struct Feature {
    pub(in crate::rust) capability: Capability,
    /// The addition, as its documentation says it.
    pub(in crate::rust) about: &'static str,
    /// Whether the feature is enabled by default.
    pub(in crate::rust) default: bool,
}

/// The cargo feature that adds the verification of webhooks.
pub(in crate::rust) const WEBHOOKS: &str = "webhooks";

/// The cargo features that add capabilities.
pub(in crate::rust) const FEATURES: &[Feature] = &[
    Feature {
        capability: Capability::Blocking,
        about: "`.wait()`, which replaces `.await` and needs no async runtime",
        default: false,
    },
    Feature {
        capability: Capability::Brotli,
        about: "support for responses that are compressed with Brotli",
        default: false,
    },
    Feature {
        capability: Capability::Chrono,
        about: "conversions between dates and the types of `chrono`",
        default: false,
    },
    Feature {
        capability: Capability::Gzip,
        about: "support for responses that are compressed with gzip",
        default: false,
    },
    Feature {
        capability: Capability::Jiff,
        about: "conversions between dates and the types of `jiff`",
        default: false,
    },
    Feature {
        capability: Capability::Mock,
        about: "`Mock`, a test transport that responds from memory",
        default: false,
    },
    Feature {
        capability: Capability::NativeTls,
        about: "TLS through the operating system's library, which replaces rustls",
        default: false,
    },
    Feature {
        capability: Capability::RustDecimal,
        about: "conversions between `Decimal` and the type of `rust_decimal`",
        default: false,
    },
    Feature {
        capability: Capability::Rustls,
        about: "TLS through rustls with ring, and the root certificates of the operating system",
        default: true,
    },
    Feature {
        capability: Capability::RustlsNoProvider,
        about: "TLS through rustls with the crypto provider that the application has installed",
        default: false,
    },
    Feature {
        capability: Capability::RustlsWebpkiRoots,
        about: "TLS through rustls with Mozilla's root certificates, which replace those of the operating system",
        default: false,
    },
    Feature {
        capability: Capability::Serde,
        about: "serde's traits for all types",
        default: true,
    },
    Feature {
        capability: Capability::Time,
        about: "conversions between dates and the types of `time`",
        default: false,
    },
    Feature {
        capability: Capability::Tower,
        about: "`Tower`, a transport that is a service of the `tower` crate",
        default: false,
    },
    Feature {
        capability: Capability::Tracing,
        about: "a span for each attempt, with OpenTelemetry attribute names",
        default: false,
    },
    Feature {
        capability: Capability::Url,
        about: "conversions between `Uri` and the type of `url`",
        default: false,
    },
    Feature {
        capability: Capability::Uuid,
        about: "conversions between `Uuid` and the type of `uuid`",
        default: false,
    },
    Feature {
        capability: Capability::Webhooks,
        about: "`Webhooks`, which verifies and reads webhook events",
        default: true,
    },
    Feature {
        capability: Capability::Zstd,
        about: "support for responses that are compressed with Zstandard",
        default: false,
    },
];

/// The cargo features that convert formats.
pub(in crate::rust) const OF_FORMATS: [Capability; 6] = [
    Capability::Chrono,
    Capability::Jiff,
    Capability::RustDecimal,
    Capability::Time,
    Capability::Url,
    Capability::Uuid,
];

/// The table of cargo features that are off by default, in Markdown.
pub(in crate::rust) fn added(cx: Emit<'_>) -> Vec<String> {
    let needs = Needs::of(cx);
    let has = |capability: Capability| needs.level(capability) == Level::Optional;
    let off = FEATURES.iter().filter(|feature| {
        !feature.default && has(feature.capability) && !OF_FORMATS.contains(&feature.capability)
    });
    let rows =
        off.map(|feature| format!("| `{}` | {} |", feature.capability.name(), feature.about));
    let mut rows: Vec<String> = rows.collect();
    let formats = OF_FORMATS.into_iter().filter(|one| has(*one));
    let formats: Vec<String> = formats.map(|one| format!("`{}`", one.name())).collect();
    if !formats.is_empty() {
        rows.push(format!(
            "| {} | conversions between the formats of the API and the types of these crates |",
            formats.join(", ")
        ));
    }
    if rows.is_empty() {
        return rows;
    }
    let head = ["| Feature (off by default) | Adds |", "| --- | --- |"];
    head.map(str::to_owned).into_iter().chain(rows).collect()
}
