//! The metadata of the crate.

/// The metadata for the manifest of the crate.
#[derive(Debug)]
pub struct Package {
    /// The name of the package: lower-case letters, digits, `-` and `_`.
    pub name: String,
    /// The version, according to Semantic Versioning.
    pub version: String,
    /// The one-sentence description.
    pub description: String,
    /// An SPDX expression.
    pub license: String,
    /// The URL of the source repository.
    pub repository: Option<String>,
    /// The URL of the documentation.
    pub documentation: Option<String>,
    /// The URL of the API's website.
    pub homepage: Option<String>,
    /// The authors, as `Name <mail@example.com>`.
    pub authors: Vec<String>,
    /// The keywords for searches in the registry.
    pub keywords: Vec<String>,
    /// The slugs of the registry's categories.
    pub categories: Vec<String>,
    /// The minimum supported Rust version, if it is newer than the one that the generated code
    /// requires.
    pub rust_version: Option<String>,
    /// Patterns of files that are excluded from the published package.
    pub exclude: Vec<String>,
    /// Further dependencies: their names, and their requirements in TOML.
    pub dependencies: Vec<(String, String)>,
    /// The title of the API.
    pub title: String,
    /// The description of the API, in Markdown.
    pub about: Option<String>,
    /// The source of the runtime.
    pub runtime: RuntimeSource,
}

/// The source of a crate's runtime.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuntimeSource {
    /// The crate contains a copy.
    #[default]
    Copy,
    /// The package in this folder, relative to the crate.
    Path(String),
    /// The package in a git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// `branch`, `rev` or `tag`, and its value. The default branch if missing.
        revision: Option<(&'static str, String)>,
    },
    /// The published package that matches this version requirement.
    Version(String),
}
