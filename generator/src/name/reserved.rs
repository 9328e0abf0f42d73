//! Names that are taken before the document is asked. Those of the runtime's methods are read from its
//! source.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::vendor::taken_by;

/// What is being named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reserved {
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A struct, enum or alias.
    Type,
    /// A module, and with it a file.
    Module,
    /// A method of a resource.
    Method,
    /// A method of the client.
    ClientMethod,
    /// An argument of a method.
    Argument,
    /// A setter of the client's builder.
    Setter,
    /// The accessor of a response header.
    Header,
    /// A feature of the crate.
    Feature,
}

/// Strict and reserved keywords of edition 2024 (The Rust Reference, "Keywords").
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// `mod.rs` is a module's own file; some names are devices on Windows; the others would hide what
/// generated code refers to.
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

/// What a resource's file imports from the runtime.
const RUNTIME: &[&str] = &[
    "Binary",
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
    "OptionalJson",
    "Page",
    "Paged",
    "Pieces",
    "Request",
    "Response",
    "Text",
];

/// Whether a resource's file has this name already.
pub(super) fn is_imported(name: &str) -> bool {
    RUNTIME.contains(&name)
}

impl Reserved {
    /// `name` as an identifier that is free in its place.
    pub(super) fn legal(self, name: &str) -> String {
        let module = self == Self::ClientMethod && MODULES.contains(&name);
        let method = self.methods().is_some_and(|names| names.contains(name));
        if NEVER_RAW.contains(&name) || self.taken().contains(&name) || method || module {
            return format!("{name}_");
        }
        if KEYWORDS.contains(&name) && self != Self::Feature {
            return format!("r#{name}");
        }
        name.to_owned()
    }

    fn taken(self) -> &'static [&'static str] {
        match self {
            // The variant for values that are not known.
            Self::Variant => &["Unknown"],
            Self::Module => MODULES,
            // `api` would be the name of a static, too. The others have always been taken.
            Self::Setter => &["api", "clone", "credential"],
            // What `await` calls, and what examples bind.
            Self::Argument => &["client", "into_future"],
            // Generated code and users clone clients. A field that is set is a method, too, which would
            // hide that of the type.
            Self::ClientMethod | Self::Field => &["clone"],
            // What the runtime brings into every module of types.
            Self::Type => &["UnknownValue"],
            Self::Method => &[],
            // The method that all accessors call.
            Self::Header => &["described"],
            // What turns on no resource, and the names of dependencies.
            Self::Feature => &[
                "base64",
                "blocking",
                "brotli",
                "bytes",
                "default",
                "futures-core",
                "gzip",
                "http",
                "httpdate",
                "mock",
                "reqwest",
                "rustls",
                "rustls-platform-verifier",
                "serde",
                "serde_json",
                "subtle",
                "tokio",
                "tracing",
                "webhooks",
                "zstd",
            ],
        }
    }

    /// The methods that the runtime gives to the type that the named method is for.
    fn methods(self) -> Option<&'static BTreeSet<String>> {
        static CLIENT: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/client.rs", "Client"));
        static BUILDER: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/client.rs", "ClientBuilder"));
        static REQUEST: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
            let mut names = taken_by("runtime/operation.rs", "name");
            names.extend(taken_by("runtime/pages.rs", "name"));
            names
        });
        static INPUT: LazyLock<BTreeSet<String>> =
            LazyLock::new(|| taken_by("runtime/json/input.rs", "name"));
        static RESPONSE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
            let mut names = taken_by("runtime/response.rs", "Response");
            for file in [
                "runtime/error.rs",
                "runtime/error/kind.rs",
                "runtime/retry.rs",
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
