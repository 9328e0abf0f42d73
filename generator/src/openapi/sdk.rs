//! The vendor extension `x-sdk`, which holds the settings that OpenAPI has no keywords for.
//!
//! An unknown key is an error, because a misspelled one would be ignored silently.

mod package;
mod pagination;
mod runtime;
mod schema;
mod site;
mod url;

pub use package::CrateConfig;
pub use pagination::{Chosen, PagerConfig, PagesConfig, PaginationConfig};
pub use runtime::RuntimeConfig;
pub use schema::{SchemaConfig, TextConfig, TextStep};
pub use site::SiteConfig;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Pointer, Site};

use super::{Context, Object};

/// `x-sdk` of the document.
#[derive(Debug, Default)]
pub struct SdkConfig<'a> {
    /// The metadata of the generated crate.
    pub package: CrateConfig<'a>,
    /// Path prefixes and their chains of resources, longest prefix first:
    /// `/organization: admin.organization`.
    pub resources: Vec<(&'a str, &'a str, Pointer)>,
    /// The operations that are renamed.
    pub methods: Vec<MethodConfig<'a>>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: Option<&'a str>,
    /// The base URL of relative links in descriptions.
    pub docs_url: Option<&'a str>,
    /// The operation in the introductory example, as `GET /things` or its operationId, and its
    /// place.
    pub example: Option<(&'a str, Pointer)>,
    /// Whether examples are ignored when types are inferred.
    pub ignore_examples: bool,
    /// The settings of the reference site.
    pub site: SiteConfig<'a>,
}

/// An entry of `x-sdk.methods`.
#[derive(Debug)]
pub struct MethodConfig<'a> {
    /// The place of the entry.
    pub at: Pointer,
    /// The operation: `POST /images/generations`, or its operationId.
    pub operation: &'a str,
    /// Dotted names that start from the client, and their places: `images.generate`.
    pub names: Vec<(&'a str, Pointer)>,
}

/// `x-sdk` of an operation, or of a path item for all its operations.
#[derive(Clone, Debug, Default)]
pub struct OperationConfig<'a> {
    /// The chain of resources, dotted: `admin.organization.invites`. Empty for methods of the
    /// client itself.
    pub resource: Option<String>,
    /// The name of the method.
    pub method: Option<(&'a str, Pointer)>,
    /// The pagination.
    pub pagination: Option<PaginationConfig<'a>>,
}

/// `x-sdk` of a security scheme.
#[derive(Debug, Default)]
pub struct SchemeConfig<'a> {
    /// The name of the setter on the client's builder.
    pub name: Option<&'a str>,
    /// The environment variable that holds the credential.
    pub env: Option<&'a str>,
}

impl<'a> SdkConfig<'a> {
    pub(super) fn read(document: &Object<'a>) -> Self {
        let known = [
            "crate",
            "resources",
            "methods",
            "base-url-env",
            "docs-url",
            "example",
            "examples",
            "site",
        ];
        let Some(sdk) = extension(document, &known) else {
            return Self::default();
        };
        let mut resources: Vec<_> = sdk
            .members("resources")
            .into_iter()
            .filter_map(|(prefix, site)| {
                let (chain, at) = name(&sdk, site, "a chain of resources such as `admin.users`")?;
                Some((prefix, chain, at))
            })
            .collect();
        resources.sort_by_key(|(prefix, ..)| std::cmp::Reverse(prefix.len()));
        Self {
            package: sdk
                .object("crate")
                .map(|object| CrateConfig::read(&object))
                .unwrap_or_default(),
            resources,
            methods: MethodConfig::list(&sdk),
            base_url_env: sdk.str("base-url-env"),
            docs_url: url::read(&sdk, "docs-url"),
            example: sdk
                .str("example")
                .map(|operation| (operation, sdk.at().child("example"))),
            ignore_examples: ignores_examples(&sdk),
            site: sdk
                .object("site")
                .map(|object| SiteConfig::read(&object))
                .unwrap_or_default(),
        }
    }
}

impl<'a> MethodConfig<'a> {
    /// Reads `methods`: each operation has one name or a list of names.
    fn list(sdk: &Object<'a>) -> Vec<Self> {
        let entries = sdk.members("methods").into_iter();
        entries
            .map(|(operation, site)| {
                let at = site.at.clone();
                let names = match site.node {
                    Node::Array(_) => site.items().collect(),
                    _ => vec![site],
                };
                let read = |site| name(sdk, site, "a dotted name such as `images.generate`");
                Self {
                    at,
                    operation,
                    names: names.into_iter().filter_map(read).collect(),
                }
            })
            .collect()
    }
}

/// Reads a dotted name. Each part must contain a letter so that it can become an identifier. Only a
/// chain of resources may be empty.
fn name<'a>(sdk: &Object<'a>, site: Site<'a>, what: &str) -> Option<(&'a str, Pointer)> {
    let named = |part: &str| part.contains(char::is_alphabetic);
    let text = site.node.as_str().filter(|text| {
        let chain = what.starts_with("a chain") && text.is_empty();
        chain || text.split('.').all(named)
    });
    if text.is_none() {
        let message = format!("the value must be {what}");
        sdk.context()
            .diagnostics
            .tell(Code::InvalidSdkValue, &site.at, message);
    }
    Some((text?, site.at))
}

impl<'a> OperationConfig<'a> {
    pub(super) fn read(operation: &Object<'a>) -> Self {
        let Some(sdk) = extension(operation, &["resource", "method", "pagination"]) else {
            return Self::equivalents(operation);
        };
        let method = sdk
            .str("method")
            .map(|name| (name, sdk.at().child("method")));
        Self {
            resource: sdk.str("resource").map(str::to_owned),
            method,
            pagination: PaginationConfig::read(&sdk),
        }
    }

    /// Inherits the settings of the path item that the operation does not have itself. Only `GET`
    /// operations inherit the pagination.
    pub(super) fn inherit(&mut self, path_item: &Self, method: &str) {
        if self.resource.is_none() {
            self.resource.clone_from(&path_item.resource);
        }
        if self.method.is_none() {
            self.method.clone_from(&path_item.method);
        }
        if self.pagination.is_none() && method == "get" {
            self.pagination.clone_from(&path_item.pagination);
        }
    }

    /// Reads the equivalent extensions of other generators that are widely used.
    fn equivalents(operation: &Object<'a>) -> Self {
        let mut groups = ["x-fern-sdk-group-name", "x-speakeasy-group"].into_iter();
        let mut methods = ["x-fern-sdk-method-name", "x-speakeasy-name-override"].into_iter();
        Self {
            resource: groups.find_map(|key| group(operation.get(key)?.node)),
            method: methods.find_map(|key| {
                let site = operation.get(key)?;
                Some((site.node.as_str()?, site.at))
            }),
            pagination: None,
        }
    }
}

/// Reads a group as Fern writes it: a dotted chain, or a list of names.
fn group(node: &Node) -> Option<String> {
    match node {
        Node::String(chain) => Some(chain.clone()),
        Node::Array(names) => {
            let names: Option<Vec<&str>> = names.iter().map(Node::as_str).collect();
            Some(names?.join("."))
        }
        _ => None,
    }
}

impl<'a> SchemeConfig<'a> {
    pub(super) fn read(scheme: &Object<'a>) -> Self {
        extension(scheme, &["name", "env"]).map_or_else(Self::default, |sdk| Self {
            name: sdk.str("name"),
            env: sdk.str("env"),
        })
    }
}

/// Returns whether `examples` is `ignore`, the only allowed value.
fn ignores_examples(sdk: &Object<'_>) -> bool {
    let Some(site) = sdk.get("examples") else {
        return false;
    };
    let ignored = site.node.as_str() == Some("ignore");
    if !ignored {
        let message = "`examples` must be `ignore`";
        sdk.context()
            .diagnostics
            .tell(Code::InvalidSdkValue, &site.at, message);
    }
    ignored
}

/// Reads the `x-sdk` of an object and checks its keys.
fn extension<'a>(object: &Object<'a>, known: &[&str]) -> Option<Object<'a>> {
    let sdk = object.object("x-sdk")?;
    unknown_keys(&sdk, known);
    Some(sdk)
}

fn unknown_keys(object: &Object<'_>, known: &[&str]) {
    for (key, Site { at, .. }) in object.site().members() {
        if !known.contains(&key) {
            let message = format!("`{key}` is not a key of `x-sdk` in this place");
            object.context().diagnostics.report(
                Diagnostic::new(Code::UnknownSdkKey, &at, message)
                    .help(format!("use one of `{}`", known.join("`, `"))),
            );
        }
    }
}
