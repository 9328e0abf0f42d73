//! The document as written: one file per OpenAPI object.
//!
//! Objects are read shallowly: a nested object stays a [`Site`] until it is needed. Cycles
//! therefore do no harm, and only used objects are judged. All differences between versions 2.0, 3.0,
//! 3.1 and 3.2 are resolved here; the objects of version 2.0 are read in `swagger`. This layer knows nothing about Rust.

mod code_sample;
mod conformance;
mod consequence;
mod document;
mod example;
mod exclusive;
mod foreign;
mod inheritance;
mod judge;
mod keyword;
mod links;
mod mapping;
mod media_type;
mod near;
mod object;
mod operation;
mod other_version;
mod output;
mod parameter;
mod parameter_rules;
mod path_item;
mod response;
mod samples;
mod schema;
mod sdk;
mod security;
mod swagger;
mod union_tags;
mod version;
mod wrong_kind;
mod xml;

pub use document::{Document, Info, Server, ServerVariable, Tag};
pub use foreign::{Foreign, recognize as foreign};
pub use inheritance::Inheritance;
pub use judge::judge;
pub use mapping::Mapping;
pub use media_type::{Encoding, MediaType, RequestBody, is_json, is_open, is_xml, parameters};
pub use object::Object;
pub use operation::Operation;
pub use output::{MEMORY_LIMIT, Output};
pub use parameter::{Location, Parameter, Style, beside_query_string};
pub use path_item::{PathItem, is_token};
pub use response::{Response, ResponseSite, Status};
pub use samples::of_schema as vendor_examples;
pub use schema::{Additional, Discriminator, JsonType, Schema, SchemaObject, Schemas};
pub use sdk::{
    Chosen, CrateConfig, MethodConfig, OperationConfig, PagerConfig, PagesConfig, PaginationConfig,
    RuntimeConfig, SchemaConfig, SchemeConfig, SdkConfig, SiteConfig, TextConfig, TextStep,
};
pub use security::{Flow, Grant, Requirement, SchemeKind, SecurityScheme};
pub use union_tags::{UnionTag, UnionTags};
pub use version::{METHODS, Version};
pub use xml::{Xml, XmlNode};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Node, Pointer, Refused, Site, Sources, Unresolved};

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
    /// The number of operations that the document has.
    pub operations: usize,
    /// The version of the entry document, which also applies to all files that it refers to.
    pub version: Version,
}

/// Counts the operations of a document that can be read. The target of a path item's reference is
/// not counted; it counts as several operations.
#[must_use]
pub fn operations(sources: &Sources, root: &Site<'_>) -> usize {
    let version = Version::of(root.node);
    let more = match version {
        Version::V20 => root.child("x-ms-paths"),
        Version::V30 | Version::V31 | Version::V32 => None,
    };
    let paths = root.child("paths").into_iter().chain(more);
    let items = paths.flat_map(|paths| paths.members());
    let operations = items.map(|(_, item)| {
        let keys = item.members().map(|(key, site)| match (key, site.node) {
            ("$ref", _) => 2,
            ("additionalOperations", Node::Object(map)) if version == Version::V32 => {
                map.iter().count()
            }
            (key, Node::Object(_)) => usize::from(version.methods().contains(&key)),
            _ => 0,
        });
        let keys = keys.sum();
        if is_circular(sources, &item) { 0 } else { keys }
    });
    operations.sum()
}

/// Returns whether the chain of references of a path item leads to itself.
fn is_circular(sources: &Sources, item: &Site<'_>) -> bool {
    let mut seen = vec![item.at.clone()];
    let mut next = item.child("$ref");
    while let Some(reference) = next {
        let text = reference.node.as_str();
        let target = text.and_then(|text| sources.resolve(&reference.at, text).ok());
        let Some(target) = target else {
            return false;
        };
        if seen.contains(&target.at) {
            return true;
        }
        next = target.child("$ref");
        seen.push(target.at);
    }
    false
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
                self.circular(&start, self.operations > 1);
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
            let message = format!("`$ref` must be a string, found {kind}");
            let mut diagnostic = Diagnostic::new(Code::InvalidReference, &reference.at, message);
            if self.operations > 1 || !reference.at.tokens().starts_with(&["paths"]) {
                diagnostic.severity = Severity::Warning;
                diagnostic.message.push_str("; ");
                diagnostic
                    .message
                    .push_str(consequence::of_ignored(&reference.at));
            }
            if matches!(reference.node, Node::Null) {
                diagnostic = diagnostic
                    .help("quote the reference: in YAML, an unquoted `#` starts a comment");
            }
            self.diagnostics.report(diagnostic);
            return None;
        };
        let unresolved = match self.sources.target(reference, text) {
            Ok(site) => return Some(site),
            Err(unresolved) => unresolved,
        };
        // An unavailable target is ignored; a target that is missing from an available file is an
        // error.
        let ignored = consequence::of_ignored(&reference.at);
        let (code, message) = match unresolved {
            Unresolved::Refused(_) => (
                Code::RefusedReference,
                format!("the reference `{text}` is not allowed; {ignored}"),
            ),
            Unresolved::File(..) => (
                Code::UnavailableReference,
                format!("the reference `{text}` cannot be read; {ignored}"),
            ),
            Unresolved::Ambiguous => (
                Code::AmbiguousDynamicReference,
                format!(
                    "several schemas declare the dynamic anchor of `{text}`, and the reference is not in any of them; any JSON value is accepted"
                ),
            ),
            Unresolved::NotAUri | Unresolved::NotAPointer | Unresolved::Nowhere(_) => (
                Code::UnresolvedReference,
                format!("the reference `{text}` cannot be resolved"),
            ),
        };
        let mut cause = None;
        let help = match unresolved {
            Unresolved::Refused(refused) => permission(&refused),
            Unresolved::NotAUri => {
                "write a URI reference (RFC 3986), and percent-encode spaces (`%20`) and other special characters".to_owned()
            }
            Unresolved::Ambiguous => {
                "give each of these schemas an `$id`, and refer to the generic one from a schema that declares the anchor".to_owned()
            }
            Unresolved::NotAPointer => {
                let place = self.version.schemas();
                format!("write a JSON Pointer after `#`, such as `#/{place}/Invite`")
            }
            Unresolved::File(path, reason) => {
                cause = Some((Place::Path(path), reason));
                "add or correct the file, or correct the reference, which is relative to the folder of the file that contains it".to_owned()
            }
            Unresolved::Nowhere(nearest) => self.suggestion(&nearest, text),
        };
        let mut diagnostic = Diagnostic::new(code, &reference.at, message);
        if code == Code::UnresolvedReference && !self.is_needed(&reference.at) {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str("; ");
            diagnostic.message.push_str(ignored);
        }
        if let Some((file, reason)) = cause {
            diagnostic = diagnostic.related(file, reason);
        }
        self.diagnostics.report(diagnostic.help(help));
        None
    }

    /// Reports a circular reference. It is an error if the document has nothing else to generate.
    fn circular(&self, at: &Pointer, has_others: bool) {
        let mut diagnostic = Diagnostic::new(Code::ReferenceCycle, at, "the reference is circular");
        if has_others {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str("; it is ignored");
        }
        self.diagnostics.report(diagnostic);
    }

    /// Returns whether the document has nothing to generate without the target of the reference at
    /// `at`: its only operation is, sends or returns nothing but the target. An unresolved reference
    /// otherwise costs only its user: neither other operations, nor the other members of a body, nor
    /// the success response of its own operation.
    fn is_needed(&self, at: &Pointer) -> bool {
        let whole = |inner: &[&str]| {
            let mut inside = inner.iter().skip_while(|token| **token != "schema").skip(1);
            matches!((inside.next(), inside.next()), (None | Some(&"$ref"), None))
        };
        match at.tokens().as_slice() {
            ["paths", _, _, "responses", status, inner @ ..] => {
                self.operations < 2 && status.starts_with('2') && whole(inner)
            }
            ["paths", _, inner @ ..] => self.operations < 2 && whole(inner),
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
            Some(Node::Object(map)) => map.iter().map(|(key, _)| key).collect(),
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
