//! The API that the document describes: data only, with its wire names.
//!
//! This module knows nothing about Rust: no identifiers, no keywords, no crates. Every item holds
//! its place in the document.

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

/// An API.
#[derive(Debug)]
pub struct Api {
    /// The metadata of the crate.
    pub package: Package,
    /// The default base URL: absolute, without a trailing slash.
    pub base_url: String,
    /// The template of the base URL, if it has variables.
    pub server_template: Option<ServerTemplate>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: String,
    /// The base URL of relative links in descriptions. Empty if there is none.
    pub docs_url: String,
    /// The operation in the introductory example, as an index into [`Api::operations`].
    pub example: Option<usize>,
    /// The credentials that operations require.
    pub schemes: Vec<Scheme>,
    /// All types, in the order of their first use in the document.
    pub types: Vec<TypeDef>,
    /// The resource tree. The first resource is the root, the client itself.
    pub resources: Vec<Resource>,
    /// All operations that methods are generated for.
    pub operations: Vec<Operation>,
    /// The number of operations in the document.
    pub total_operations: usize,
    /// The response headers that have an accessor, by name.
    pub response_headers: Vec<ResponseHeader>,
    /// The union of all webhook events.
    pub webhook_event: Option<Type>,
    /// The environment variable that holds the secret for verifying the signatures of webhook
    /// events.
    pub webhook_secret_env: String,
    /// The cargo features. Empty if the whole crate is always compiled.
    pub features: Vec<Feature>,
}

impl Api {
    /// The resources on the path from the client to `id`, without the client.
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
    /// The type of its value.
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

/// A credential.
#[derive(Debug)]
pub struct Scheme {
    /// The place of the security scheme.
    pub origin: Pointer,
    /// The key under `components/securitySchemes`.
    pub wire: String,
    /// The name of the setter, before case conversion.
    pub name: String,
    /// The environment variable that holds the credential.
    pub env: String,
    /// The location of the credential in a request.
    pub placement: Placement,
    /// The documentation.
    pub docs: Docs,
}

/// The location of a credential in a request.
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

/// The documentation of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The summary, if the document has one in addition to the description.
    pub summary: Option<String>,
    /// The description, in Markdown.
    pub text: Option<String>,
    /// Whether clients should stop using the item.
    pub deprecated: bool,
}
