//! Names that are reserved in every crate. Those of the runtime's methods are read from its source.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::rust::vendor::taken_by;

/// The kind of item that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reserved {
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A struct, enum or alias.
    Type,
    /// A module, whose name is also a file name.
    Module,
    /// A method of a resource.
    Method,
    /// A method of the client.
    ClientMethod,
    /// An argument of a method.
    Argument,
    /// A setter of the client builder.
    Setter,
    /// The accessor of a response header.
    Header,
    /// A cargo feature.
    Feature,
}

/// The strict and reserved keywords of edition 2024 (The Rust Reference, "Keywords").
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Reserved names of modules. `mod.rs` is the file of the parent module, and some names are devices
/// on Windows. The others would shadow crates and modules that generated code refers to.
const MODULES: &[&str] = &[
    "mod",
    "aux",
    "con",
    "nul",
    "prn",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "std",
    "core",
    "alloc",
    "bytes",
    "reqwest",
    "serde",
    "serde_json",
    "tokio",
    "types",
];

/// The names that the file of a resource imports from the runtime.
const RUNTIME: &[&str] = &[
    "Binary",
    "ByteParts",
    "ByteStream",
    "Call",
    "Client",
    "ClientBuilder",
    "Empty",
    "Endpoint",
    "EventStream",
    "Events",
    "File",
    "Json",
    "LineStream",
    "Lines",
    "LooseText",
    "Method",
    "NamedEvents",
    "NotJson",
    "OptionalJson",
    "Page",
    "Paged",
    "PartStream",
    "Pieces",
    "Request",
    "Response",
    "StringParts",
    "Text",
    "TextEvents",
    "TypedParts",
];

/// Whether the file of a resource imports this name.
pub(super) fn is_imported(name: &str) -> bool {
    RUNTIME.contains(&name)
}

impl Reserved {
    /// Turns `name` into a valid identifier that is not reserved.
    pub(super) fn legal(self, name: &str) -> String {
        if self == Self::Variant && name == "Unknown" {
            // The variant for values that this version of the crate does not know.
            return "UnknownValue".to_owned();
        }
        let method = self.methods().is_some_and(|names| names.contains(name));
        if NEVER_RAW.contains(&name) || self.taken().contains(&name) || method {
            return format!("{name}_");
        }
        if KEYWORDS.contains(&name) && self != Self::Feature {
            return format!("r#{name}");
        }
        name.to_owned()
    }

    /// Whether a method of the type that gets the named method has this name.
    pub(super) fn is_method(self, name: &str) -> bool {
        let methods = self.methods();
        methods.is_some_and(|names| names.contains(name)) || self.taken().contains(&name)
    }

    fn taken(self) -> &'static [&'static str] {
        match self {
            Self::Module => MODULES,
            // `api` would also name the constant `API`. The others are kept for compatibility.
            Self::Setter => &["api", "clone", "credential", "server"],
            // `await` calls `into_future`, requests are cloned, and examples bind `client`.
            Self::Argument => &["client", "clone", "into_future"],
            // Generated code and users clone clients. The setter of a field is a method, too, and
            // would shadow that of the type.
            Self::ClientMethod | Self::Field => &["clone"],
            // Every module of types imports this from the runtime; setters have a parameter `K`.
            Self::Type => &[
                "UnknownValue",
                "K",
                "K1",
                "K2",
                "K3",
                "K4",
                "K5",
                "K6",
                "K7",
                "K8",
            ],
            Self::Variant | Self::Method => &[],
            // The method that all accessors call.
            Self::Header => &["described"],
            // The cargo features that do not belong to a resource, and the names of dependencies.
            Self::Feature => &[
                "base64",
                "blocking",
                "brotli",
                "bytes",
                "chrono",
                "default",
                "futures-core",
                "gzip",
                "http",
                "httpdate",
                "jiff",
                "mock",
                "reqwest",
                "rust_decimal",
                "rustls",
                "rustls-platform-verifier",
                "serde",
                "serde_json",
                "subtle",
                "time",
                "tokio",
                "tower",
                "tracing",
                "url",
                "uuid",
                "webhooks",
                "zstd",
            ],
        }
    }

    /// The methods that the runtime defines on the type that gets the named method.
    fn methods(self) -> Option<&'static BTreeSet<String>> {
        static CLIENT: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/client.rs", "Client"));
        static BUILDER: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/client.rs", "ClientBuilder"));
        static REQUEST: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
            let mut names = taken_by("runtime/operation_table.rs", "name");
            names.extend(taken_by("runtime/pages.rs", "name"));
            names
        });
        static INPUT: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/json/struct_table.rs", "name"));
        static RESPONSE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
            let mut names = taken_by("runtime/response.rs", "Response");
            for file in [
                "runtime/error.rs",
                "runtime/error/kind.rs",
                "runtime/options.rs",
            ] {
                names.extend(taken_by(file, "Error"));
            }
            names
        });
        match self {
            Self::Header => Some(&RESPONSE),
            Self::ClientMethod => Some(&CLIENT),
            Self::Setter => Some(&BUILDER),
            Self::Argument => Some(&REQUEST),
            Self::Field => Some(&INPUT),
            Self::Variant | Self::Type | Self::Module | Self::Method | Self::Feature => None,
        }
    }
}
