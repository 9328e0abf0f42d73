//! The document as written: one file per OpenAPI object.
//!
//! An object is read shallowly: what is nested stays a [`Site`] until somebody asks for it, so that
//! cycles are nobody's problem and only what is used is judged. Differences between 3.0 and 3.1 end
//! here. This layer knows nothing of Rust.

mod code_sample;
mod conformance;
mod document;
mod foreign;
mod inheritance;
mod judge;
mod keyword;
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

pub use document::{Document, Info, Server, Tag, Version};
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
pub use schema::{Additional, Discriminator, JsonType, Schema, SchemaObject, Schemas};
pub use sdk::{
    CrateConfig, MethodConfig, OperationConfig, PagerConfig, PagesConfig, PaginationConfig,
    PropertyConfig, RuntimeConfig, SchemeConfig, SdkConfig,
};
pub use security::{Requirement, SchemeKind, SecurityScheme};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Pointer, Refused, Site, Sources, Unresolved};

/// What every reader needs: the files to resolve references in, and where to report.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The sink.
    pub diagnostics: &'a Diagnostics,
    /// The schemas that have been read.
    pub schemas: &'a Schemas<'a>,
    /// How much is made of it.
    pub output: &'a Output,
    /// Whether the document has but one operation, or none.
    pub is_alone: bool,
}

/// Whether a document has but one operation, or none. What its path items refer to is not looked at,
/// and counts as several.
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
    /// The node that `site` stands for: itself, or what its chain of `$ref`s ends at (OpenAPI 3.1,
    /// 4.8.23). `None`, after an error was reported, if that is nowhere.
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

    /// What the `$ref` text at `reference` points to; `None` after an error was reported.
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
        let unresolved = match self.sources.resolve(reference.at.file(), text) {
            Ok(site) => return Some(site),
            Err(unresolved) => unresolved,
        };
        // What is not at hand is left out; what should be here but is not is a mistake.
        let (code, message) = match unresolved {
            Unresolved::Refused(_) => (
                Code::RefusedReference,
                format!(
                    "the reference `{text}` is not allowed; it is ignored, and a schema becomes any JSON value"
                ),
            ),
            Unresolved::File(..) => (
                Code::UnavailableReference,
                format!(
                    "the target of the reference `{text}` cannot be read; the reference is ignored, and a schema becomes any JSON value"
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
            diagnostic
                .message
                .push_str("; it is ignored, and a schema becomes any JSON value");
        }
        self.diagnostics.report(diagnostic.help(help));
        None
    }

    /// Whether nothing is left of the document without what the reference at `at` leads to: it costs
    /// what uses it, and not other operations, nor the success of its own.
    fn is_needed(&self, at: &Pointer) -> bool {
        match at.tokens().as_slice() {
            ["paths", _, _, "responses", status, ..] => self.is_alone && status.starts_with('2'),
            ["paths", ..] => self.is_alone,
            _ => false,
        }
    }

    /// What stands where `text` should have led to.
    fn suggestion(&self, nearest: &Pointer, text: &str) -> String {
        let wanted = text.rsplit('/').next().unwrap_or_default().to_lowercase();
        let place = nearest.to_string();
        let place = if place.is_empty() {
            "the document".to_owned()
        } else {
            format!("`{place}`")
        };
        let node = self
            .sources
            .resolve(nearest.file(), &format!("#{nearest}"))
            .map(|site| site.node);
        let names: Vec<&str> = match node {
            Ok(crate::source::Node::Object(map)) => map.iter().map(|(key, _)| key).collect(),
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

/// What has to be done for a reference to be followed.
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
