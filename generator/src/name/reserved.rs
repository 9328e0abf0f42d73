//! Names that are taken before the document is asked.

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

impl Reserved {
    /// `name` as an identifier that is free in its place.
    pub(super) fn legal(self, name: &str) -> String {
        if NEVER_RAW.contains(&name) || self.taken().contains(&name) {
            return format!("{name}_");
        }
        if KEYWORDS.contains(&name) {
            return format!("r#{name}");
        }
        name.to_owned()
    }

    fn taken(self) -> &'static [&'static str] {
        match self {
            // The variant for values that are not known.
            Self::Variant => &["Unknown"],
            // `mod.rs` is a module's own file; the others are devices on Windows.
            Self::Module => &["mod", "aux", "con", "nul", "prn"],
            // What the runtime gives the client, and what these names would hide.
            Self::ClientMethod => &[
                "mod", "aux", "con", "nul", "prn", "builder", "clone", "from_env", "request",
            ],
            Self::Setter => &[
                "base_url",
                "build",
                "clone",
                "credential",
                "default_header",
                "http_client",
                "max_retries",
                "timeout",
            ],
            // Methods of every request, and what examples bind.
            Self::Argument => &[
                "client",
                "header",
                "into_future",
                "max_retries",
                "send",
                "stream",
                "timeout",
                "wait",
            ],
            // The constructor of types that are sent.
            Self::Field => &["new"],
            Self::Type | Self::Method => &[],
        }
    }
}
