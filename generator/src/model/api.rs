//! The whole API.

use std::collections::HashSet;

use super::feature::Feature;
use super::operation::Operation;
use super::package::Package;
use super::resource::{Resource, ResourceId};
use super::response_header::ResponseHeader;
use super::security::Scheme;
use super::server::{ServerChoice, ServerTemplate, ServerVariable};
use super::site::SiteInfo;
use super::text_method::TextMethod;
use super::ty::{Shape, Type, TypeDef};

/// An API.
#[derive(Debug)]
pub struct Api {
    /// The metadata of the crate.
    pub package: Package,
    /// The default base URL: absolute, without a trailing slash.
    pub base_url: String,
    /// The template of the base URL, if it has variables.
    pub server_template: Option<ServerTemplate>,
    /// The servers, if there are several; the first is the default.
    pub servers: Vec<ServerChoice>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: String,
    /// The beginning of the environment variables of credentials: `EXAMPLE` for `EXAMPLE_API_KEY`.
    pub env_prefix: String,
    /// The base URL of relative links in descriptions. Empty if there is none.
    pub docs_url: String,
    /// The operation in the introductory example, as an index into [`Api::operations`].
    pub example: Option<usize>,
    /// The credentials that operations require.
    pub schemes: Vec<Scheme>,
    /// All types, in the order of their first use in the document.
    pub types: Vec<TypeDef>,
    /// The methods of types that return text.
    pub text_methods: Vec<TextMethod>,
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
    /// The settings of the reference site.
    pub site: SiteInfo,
}

impl Api {
    /// The number of operations. An operation that has several methods counts once; one that
    /// several paths share counts once for each path.
    #[must_use]
    pub fn operation_count(&self) -> usize {
        let places = self
            .operations
            .iter()
            .map(|operation| (&operation.origin, operation.template()));
        places.collect::<HashSet<_>>().len()
    }

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

    /// The type that an alias stands for; every other type stands for itself.
    #[must_use]
    pub fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // A chain with more aliases than there are types is a cycle.
        for _ in 0..=self.types.len() {
            let Type::Named(id) = ty else {
                return ty;
            };
            match self.types.get(id.0).map(|def| &def.shape) {
                Some(Shape::Alias(target)) => ty = target,
                Some(
                    Shape::Struct(_)
                    | Shape::StringEnum(_)
                    | Shape::IntegerEnum(_)
                    | Shape::Tuple(_)
                    | Shape::Union(_),
                )
                | None => return ty,
            }
        }
        ty
    }

    /// The variables in the URLs of all servers, each once.
    #[must_use]
    pub fn server_variables(&self) -> Vec<&ServerVariable> {
        let others = self.servers.iter().map(|server| &server.template);
        let all = self.server_template.iter().chain(others);
        let mut found: Vec<&ServerVariable> = Vec::new();
        for variable in all.flat_map(|template| &template.variables) {
            if found.iter().all(|known| known.name != variable.name) {
                found.push(variable);
            }
        }
        found
    }
}
