//! The vendor extension `x-sdk`: what OpenAPI cannot say about a crate.
//!
//! A key that is not known here is an error, since a misspelt one would silently do nothing.

mod package;
mod pagination;
mod runtime;
mod url;

pub use package::CrateConfig;
pub use pagination::{PagerConfig, PagesConfig, PaginationConfig};
pub use runtime::RuntimeConfig;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Pointer, Site};

use super::{Context, Object};

/// `x-sdk` of the document.
#[derive(Debug, Default)]
pub struct SdkConfig<'a> {
    /// About the crate to write.
    pub package: CrateConfig<'a>,
    /// Path prefixes and the chains of resources that they stand for, longest prefix first:
    /// `/organization: admin.organization`.
    pub resources: Vec<(&'a str, &'a str, Pointer)>,
    /// Operations and the names that they get.
    pub methods: Vec<MethodConfig<'a>>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: Option<&'a str>,
    /// The page that relative links of descriptions start from.
    pub docs_url: Option<&'a str>,
    /// The operation that is shown first, `GET /things` or its operationId, and its place.
    pub example: Option<(&'a str, Pointer)>,
    /// Whether examples do not affect the types.
    pub ignore_examples: bool,
}

/// An entry of `x-sdk.methods`.
#[derive(Debug)]
pub struct MethodConfig<'a> {
    /// Its place.
    pub at: Pointer,
    /// The operation: `POST /images/generations`, or its operationId.
    pub operation: &'a str,
    /// Its dotted names from the client on, and their places: `images.generate`.
    pub names: Vec<(&'a str, Pointer)>,
}

/// `x-sdk` of an operation, or of a path item for all its operations.
#[derive(Clone, Debug, Default)]
pub struct OperationConfig<'a> {
    /// The chain of resources, dotted: `admin.organization.invites`. Empty: the client itself.
    pub resource: Option<String>,
    /// The method's name.
    pub method: Option<(&'a str, Pointer)>,
    /// How its pages follow each other.
    pub pagination: Option<PaginationConfig<'a>>,
}

/// `x-sdk` of a security scheme.
#[derive(Debug, Default)]
pub struct SchemeConfig<'a> {
    /// The builder's setter.
    pub name: Option<&'a str>,
    /// The environment variable.
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
        }
    }
}

impl<'a> MethodConfig<'a> {
    /// Reads `methods`: one name for an operation, or a list of them.
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

/// A dotted name, each part of which has a letter to make an identifier of; empty only where a
/// chain may be.
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

    /// Takes over what the path item says and the operation does not. The pages are those of what
    /// is got.
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

    /// The widely used equivalents of other generators.
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

/// A group as Fern has it: a dotted chain, or a list of names.
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

/// `x-sdk` of a property.
#[derive(Debug, Default)]
pub struct PropertyConfig<'a> {
    /// The name of its part in a multipart body.
    pub wire: Option<&'a str>,
}

impl<'a> PropertyConfig<'a> {
    /// Reads what the schema at `site` itself says.
    #[must_use]
    pub fn read(cx: Context<'a>, site: &Site<'a>) -> Self {
        let object = site
            .child("x-sdk")
            .and_then(|_| Object::new(cx, site.clone(), "a schema"));
        let sdk = object.and_then(|object| extension(&object, &["wire"]));
        sdk.map_or_else(Self::default, |sdk| Self {
            wire: sdk.str("wire"),
        })
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

/// Whether `examples` is `ignore`, which is all that it may be.
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

/// The `x-sdk` of an object, its keys checked.
fn extension<'a>(object: &Object<'a>, known: &[&str]) -> Option<Object<'a>> {
    let sdk = object.object("x-sdk")?;
    unknown_keys(&sdk, known);
    Some(sdk)
}

fn unknown_keys(object: &Object<'_>, known: &[&str]) {
    for (key, Site { at, .. }) in object.site().members() {
        if !known.contains(&key) {
            let message = format!("`{key}` is not a key of `x-sdk` here");
            object.context().diagnostics.report(
                Diagnostic::new(Code::UnknownSdkKey, &at, message)
                    .help(format!("use one of `{}`", known.join("`, `"))),
            );
        }
    }
}
