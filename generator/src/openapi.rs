//! The document as written: one file per OpenAPI object.
//!
//! Objects are read shallowly: a nested object stays a [`Site`] until it is needed. Cycles
//! therefore do no harm, and only used objects are judged. All differences between OpenAPI 3.0 and
//! 3.1 are resolved here. This layer knows nothing about Rust.

mod code_sample;
mod conformance;
mod document;
mod foreign;
mod inheritance;
mod judge;
mod keyword;
mod links;
mod media_type;
mod near;
mod object;
mod operation;
mod output;
mod parameter;
mod path_item;
mod response;
mod samples;
mod schema;
mod sdk;
mod security;

pub use document::{Document, Info, Server, ServerVariable, Tag, Version};
pub use foreign::{Foreign, recognize as foreign};
pub use inheritance::{Inheritance, Mapping};
pub use judge::judge;
pub use media_type::{Encoding, MediaType, RequestBody};
pub use object::Object;
pub use operation::{METHODS, Operation};
pub use output::{MEMORY_LIMIT, Output};
pub use parameter::{Location, Parameter, Style};
pub use path_item::PathItem;
pub use response::{Response, Status};
pub use samples::of_schema as vendor_examples;
pub use schema::{Additional, Discriminator, JsonType, Schema, SchemaObject, Schemas};
pub use sdk::{
    CrateConfig, MethodConfig, OperationConfig, PagerConfig, PagesConfig, PaginationConfig,
    PropertyConfig, RuntimeConfig, SchemeConfig, SdkConfig,
};
pub use security::{Flow, Grant, Requirement, SchemeKind, SecurityScheme};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Pointer, Refused, Site, Sources, Unresolved};

/// The context that every reader needs: the files that references are resolved in, and the sink for
/// diagnostics.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The files of the document.
    pub sources: &'a Sources,
    /// The sink for diagnostics.
    pub diagnostics: &'a Diagnostics,
    /// The schemas that have been read.
    pub schemas: &'a Schemas<'a>,
    /// The memory budget of the generated code.
    pub output: &'a Output,
    /// Whether the document has at most one operation.
    pub is_alone: bool,
}

/// Returns whether a document has at most one operation. References of path items are not followed;
/// each counts as several operations.
#[must_use]
pub fn is_alone(root: &Site<'_>) -> bool {
    let paths = root.child("paths");
    let items = paths.iter().flat_map(Site::members);
    let operations = items.map(|(_, item)| {
        let keys = item.members().map(|(key, _)| key);
        keys.map(|key| match key {
            "$ref" => 2,
            key => usize::from(METHODS.contains(&key)),
        })
        .sum::<usize>()
    });
    operations.sum::<usize>() < 2
}

impl<'a> Context<'a> {
    /// Returns the node that `site` denotes: the node itself, or the end of its chain of `$ref`s
    /// (OpenAPI 3.1, 4.8.23). Returns `None` after reporting an error if the chain is circular or
    /// cannot be resolved.
    #[must_use]
    pub fn follow(&self, site: Site<'a>) -> Option<Site<'a>> {
        let start = site.at.clone();
        let mut site = site;
        let mut seen = Vec::new();
        while let Some(reference) = site.child("$ref") {
            if seen.contains(&site.at) {
                self.diagnostics
                    .tell(Code::ReferenceCycle, &start, "the reference is circular");
                return None;
            }
            let target = self.target(&reference)?;
            seen.push(site.at);
            site = target;
        }
        Some(site)
    }

    /// Returns the target of the `$ref` at `reference`, or `None` after reporting an error.
    #[must_use]
    pub fn target(&self, reference: &Site<'a>) -> Option<Site<'a>> {
        let Some(text) = reference.node.as_str() else {
            let kind = reference.node.kind();
            self.diagnostics.tell(
                Code::InvalidReference,
                &reference.at,
                format!("`$ref` must be a string, found {kind}"),
            );
            return None;
        };
        let unresolved = match self.sources.target(reference, text) {
            Ok(site) => return Some(site),
            Err(unresolved) => unresolved,
        };
        // An unavailable target is ignored; a target that is missing from an available file is an
        // error.
        let (code, message) = match unresolved {
            Unresolved::Refused(_) => (
                Code::RefusedReference,
                format!(
                    "the reference `{text}` is not allowed; it is ignored, and where a schema is expected, any JSON value is accepted"
                ),
            ),
            Unresolved::File(..) => (
                Code::UnavailableReference,
                format!(
                    "the target of the reference `{text}` cannot be read; the reference is ignored, and where a schema is expected, any JSON value is accepted"
                ),
            ),
            Unresolved::Ambiguous => (
                Code::AmbiguousDynamicReference,
                format!(
                    "several schemas declare the dynamic anchor of `{text}`, and none of them leads here; any JSON value is accepted"
                ),
            ),
            Unresolved::NotAUri | Unresolved::NotAPointer | Unresolved::Nowhere(_) => (
                Code::UnresolvedReference,
                format!("the reference `{text}` cannot be resolved"),
            ),
        };
        let help = match unresolved {
            Unresolved::Refused(refused) => permission(&refused),
            Unresolved::NotAUri => {
                "write a URI reference (RFC 3986), and percent-encode spaces and other special characters, such as `%20`".to_owned()
            }
            Unresolved::Ambiguous => {
                "give each of these schemas an `$id`, and refer to the generic one from a schema that declares the anchor".to_owned()
            }
            Unresolved::NotAPointer => {
                "write a JSON Pointer after `#`, such as `#/components/schemas/Invite`"
                    .to_owned()
            }
            Unresolved::File(path, reason) => format!("{}: {reason}", path.display()),
            Unresolved::Nowhere(nearest) => self.suggestion(&nearest, text),
        };
        let mut diagnostic = Diagnostic::new(code, &reference.at, message);
        if code == Code::UnresolvedReference && !self.is_needed(&reference.at) {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str(
                "; it is ignored, and where a schema is expected, any JSON value is accepted",
            );
        }
        self.diagnostics.report(diagnostic.help(help));
        None
    }

    /// Returns whether the document has nothing to generate without the target of the reference at
    /// `at`. An unresolved reference otherwise costs only its user: neither other operations, nor
    /// the success response of its own operation.
    fn is_needed(&self, at: &Pointer) -> bool {
        match at.tokens().as_slice() {
            ["paths", _, _, "responses", status, ..] => self.is_alone && status.starts_with('2'),
            ["paths", ..] => self.is_alone,
            _ => false,
        }
    }

    /// Returns a help text that names the keys that exist near the place where `text` should have
    /// led.
    fn suggestion(&self, nearest: &Pointer, text: &str) -> String {
        let wanted = text.rsplit('/').next().unwrap_or_default().to_lowercase();
        let place = nearest.to_string();
        let place = if place.is_empty() {
            "the document".to_owned()
        } else {
            format!("`{place}`")
        };
        let node = self.sources.at(nearest).map(|site| site.node);
        let names: Vec<&str> = match node {
            Some(crate::source::Node::Object(map)) => map.iter().map(|(key, _)| key).collect(),
            _ => Vec::new(),
        };
        match names.iter().find(|name| name.to_lowercase() == wanted) {
            Some(name) => format!("did you mean `{name}` in {place}?"),
            None if !names.is_empty() && names.len() <= 8 => {
                format!("{place} contains only `{}`", names.join("`, `"))
            }
            None => {
                format!("{place} does not contain the target; add it, or correct the reference")
            }
        }
    }
}

/// Returns the help text on how to allow a refused reference.
fn permission(refused: &Refused) -> String {
    match refused {
        Refused::Host(host) => format!(
            "allow it with `--allow-remote {host}`, or refer to a copy in the folder of the document"
        ),
        Refused::Outside(folder) => format!(
            "the target is outside the folder of the document; allow it with `--allow-outside {}`",
            folder.display()
        ),
        Refused::LocalFromRemote => {
            "a file that was fetched from a host cannot refer to local files".to_owned()
        }
        Refused::Scheme(scheme) => {
            format!(
                "`{scheme}:` is not supported; refer to a local file or to an `http:` or `https:` URL"
            )
        }
    }
}
