//! The vendor extension `x-sdk`: what OpenAPI cannot say about a crate.
//!
//! A key that is not known here is an error, since a misspelt one would silently do nothing.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Pointer, Site};

use super::Object;

/// `x-sdk` of the document.
#[derive(Debug, Default)]
pub struct SdkConfig<'a> {
    /// About the crate to write.
    pub package: CrateConfig<'a>,
    /// Path prefixes and the chains of resources that they stand for, longest prefix first:
    /// `/organization: admin.organization`.
    pub resources: Vec<(&'a str, &'a str, Pointer)>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: Option<&'a str>,
}

/// `x-sdk.crate`.
#[derive(Debug, Default)]
pub struct CrateConfig<'a> {
    /// The package's name, and its place.
    pub name: Option<(&'a str, Pointer)>,
    /// The package's version; `info.version` if absent.
    pub version: Option<(String, Pointer)>,
    /// One sentence for the registry.
    pub description: Option<&'a str>,
    /// An SPDX expression.
    pub license: Option<&'a str>,
    /// The URL of the source.
    pub repository: Option<&'a str>,
    /// The URL of the documentation.
    pub documentation: Option<&'a str>,
}

/// `x-sdk` of an operation.
#[derive(Debug, Default)]
pub struct OperationConfig<'a> {
    /// The chain of resources, dotted: `admin.organization.invites`. Empty: the client itself.
    pub resource: Option<&'a str>,
    /// The method's name.
    pub method: Option<(&'a str, Pointer)>,
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
        let Some(sdk) = extension(document, &["crate", "resources", "base-url-env"]) else {
            return Self::default();
        };
        let mut resources: Vec<_> = sdk
            .members("resources")
            .into_iter()
            .filter_map(|(prefix, site)| Some((prefix, site.node.as_str()?, site.at)))
            .collect();
        resources.sort_by_key(|(prefix, ..)| std::cmp::Reverse(prefix.len()));
        Self {
            package: sdk
                .object("crate")
                .map(|object| CrateConfig::read(&object))
                .unwrap_or_default(),
            resources,
            base_url_env: sdk.str("base-url-env"),
        }
    }
}

impl<'a> CrateConfig<'a> {
    fn read(object: &Object<'a>) -> Self {
        let known = [
            "name",
            "version",
            "description",
            "license",
            "repository",
            "documentation",
        ];
        unknown_keys(object, &known);
        Self {
            name: object
                .str("name")
                .map(|name| (name, object.at().child("name"))),
            version: object
                .text("version")
                .map(|text| (text, object.at().child("version"))),
            description: object.str("description"),
            license: object.str("license"),
            repository: object.str("repository"),
            documentation: object.str("documentation"),
        }
    }
}

impl<'a> OperationConfig<'a> {
    pub(super) fn read(operation: &Object<'a>) -> Self {
        let Some(sdk) = extension(operation, &["resource", "method"]) else {
            return Self::equivalents(operation);
        };
        let method = sdk
            .str("method")
            .map(|name| (name, sdk.at().child("method")));
        Self {
            resource: sdk.str("resource"),
            method,
        }
    }

    /// The widely used equivalents of other generators.
    fn equivalents(operation: &Object<'a>) -> Self {
        let first = |keys: [&str; 2]| {
            let mut found = keys.into_iter().filter_map(|key| {
                let site = operation.get(key)?;
                // A group may be a list of names; only one that is a dotted chain fits here.
                Some((site.node.as_str()?, site.at))
            });
            found.next()
        };
        Self {
            resource: first(["x-fern-sdk-group-name", "x-speakeasy-group"]).map(|(name, _)| name),
            method: first(["x-fern-sdk-method-name", "x-speakeasy-name-override"]),
        }
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

/// The `x-sdk` of an object, its keys checked.
fn extension<'a>(object: &Object<'a>, known: &[&str]) -> Option<Object<'a>> {
    let sdk = object.object("x-sdk")?;
    unknown_keys(&sdk, known);
    Some(sdk)
}

fn unknown_keys(object: &Object<'_>, known: &[&str]) {
    for (key, Site { at, .. }) in object.site().members() {
        if !known.contains(&key) {
            let message = format!("`x-sdk` has no `{key}` here");
            object.context().diagnostics.report(
                Diagnostic::new(Severity::Error, &at, message)
                    .help(format!("known are `{}`", known.join("`, `"))),
            );
        }
    }
}
