//! The API as meant: data only, with the names that stand on the wire.
//!
//! Nothing here knows Rust: no identifiers, no keywords, no crates. Every item remembers where in
//! the document it comes from.

mod feature;
mod operation;
mod pages;
mod ty;

pub use feature::{Feature, FeatureId};
pub use operation::{
    Alternative, Argument, BodyKind, ContentType, Example, Failure, FormStyle, Location, Method,
    MethodName, Operation, PartStyle, PathPart, PathStyle, QueryStyle, Reply, Resource, ResourceId,
    Stream,
};
pub use pages::{More, Pager, Pages};
pub use ty::{
    Bound, EnumValue, Facts, Field, Guard, Integer, Kind, Limits, Presence, Root, Scalar, Shape,
    Step, Struct, Type, TypeDef, TypeId, TypePath, Usage, Variant,
};

use crate::source::Pointer;

/// A whole API.
#[derive(Debug)]
pub struct Api {
    /// About the crate.
    pub package: Package,
    /// The default base URL, absolute, without a slash at the end.
    pub base_url: String,
    /// Its template, if it has variables.
    pub server_template: Option<ServerTemplate>,
    /// The environment variable that overrides it.
    pub base_url_env: String,
    /// The URL that relative links of the descriptions start from; empty if there is none.
    pub docs_url: String,
    /// The operation that is shown first: an index into [`Api::operations`].
    pub example: Option<usize>,
    /// The credentials that operations ask for.
    pub schemes: Vec<Scheme>,
    /// Every type, in the order in which the document first needs them.
    pub types: Vec<TypeDef>,
    /// The resource tree; the first one is the root, the client itself.
    pub resources: Vec<Resource>,
    /// Every operation that a method is generated for.
    pub operations: Vec<Operation>,
    /// How many operations the document has.
    pub total_operations: usize,
    /// The response headers that have an accessor, by name.
    pub response_headers: Vec<ResponseHeader>,
    /// What the API sends on its own: a union of all messages.
    pub webhook_event: Option<Type>,
    /// The environment variable that holds the secret which these are signed with.
    pub webhook_secret_env: String,
    /// What users may leave out; none if all of it is always there.
    pub features: Vec<Feature>,
}

impl Api {
    /// The resources from the client, which is left out, to `id`.
    #[must_use]
    pub fn ancestry(&self, id: ResourceId) -> Vec<ResourceId> {
        let parent = |id: &ResourceId| self.resources.get(id.0)?.parent;
        let mut chain: Vec<ResourceId> = std::iter::successors(Some(id), parent).collect();
        // The root is the client.
        chain.pop();
        chain.reverse();
        chain
    }
}

/// The URL of a server that has variables.
#[derive(Debug)]
pub struct ServerTemplate {
    /// The URL, with the names of the variables in braces.
    pub url: String,
    /// The variables that it has.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// Its value unless another is set.
    pub default: String,
    /// The values that it may have; any, if there are none.
    pub values: Vec<String>,
    /// Its description.
    pub docs: Docs,
}

impl Api {
    /// The variables of the base URL.
    #[must_use]
    pub fn server_variables(&self) -> &[ServerVariable] {
        let template = self.server_template.as_ref();
        template.map_or(&[], |template| &template.variables)
    }
}

/// A response header that the document describes.
#[derive(Debug)]
pub struct ResponseHeader {
    /// Its name, in lower case.
    pub wire: String,
    /// What its value is.
    pub ty: HeaderType,
    /// Its description.
    pub docs: Docs,
}

/// The type of a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderType {
    /// Any text.
    Text,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// What the manifest of the crate says.
#[derive(Debug)]
pub struct Package {
    /// The package's name: lower case, digits, `-` and `_`.
    pub name: String,
    /// A semantic version.
    pub version: String,
    /// One sentence.
    pub description: String,
    /// An SPDX expression.
    pub license: String,
    /// The URL of the source.
    pub repository: Option<String>,
    /// The URL of the documentation.
    pub documentation: Option<String>,
    /// The URL of the API's own site.
    pub homepage: Option<String>,
    /// People or organizations, as `Name <mail@example.com>`.
    pub authors: Vec<String>,
    /// Words that the registry finds the crate by.
    pub keywords: Vec<String>,
    /// Slugs of the registry's categories.
    pub categories: Vec<String>,
    /// The oldest Rust that the crate promises to compile with, if it is newer than what the generated
    /// code needs.
    pub rust_version: Option<String>,
    /// Patterns of files that are not published.
    pub exclude: Vec<String>,
    /// The API's name for people.
    pub title: String,
    /// What the API is, in Markdown.
    pub about: Option<String>,
    /// Where the crate has its runtime from.
    pub runtime: RuntimeSource,
}

/// Where a crate has its runtime from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuntimeSource {
    /// It has a copy.
    #[default]
    Copy,
    /// The package in this folder, relative to the crate.
    Path(String),
    /// The package in a git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// `branch`, `rev` or `tag`, and its name; the default branch if there is none.
        revision: Option<(&'static str, String)>,
    },
    /// The published package of this version requirement.
    Version(String),
}

/// A credential.
#[derive(Debug)]
pub struct Scheme {
    /// Where it is described.
    pub origin: Pointer,
    /// The key under `components/securitySchemes`.
    pub wire: String,
    /// What the setter is called, before case conversion.
    pub name: String,
    /// The environment variable that it is read from.
    pub env: String,
    /// How it is sent.
    pub placement: Placement,
    /// What it is, in Markdown.
    pub docs: Docs,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: NAME …`.
    Authorization(String),
    /// A header.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// An index into [`Api::schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(pub usize);

/// What the document tells people about an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line, if it is given apart from the text.
    pub summary: Option<String>,
    /// Markdown.
    pub text: Option<String>,
    /// Whether users should move away from it.
    pub deprecated: bool,
}
