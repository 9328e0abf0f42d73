//! The Path Item Object (OpenAPI 3.1, 4.8.9).

use crate::source::{Pointer, Site};

use super::parameter::Inputs;
use super::{Context, METHODS, Object, Operation, OperationConfig, Server, Version};

/// The operations of a path.
#[derive(Debug)]
pub struct PathItem<'a> {
    /// The place of the path.
    pub at: Pointer,
    /// The operations, in the order of [`METHODS`].
    pub operations: Vec<Operation<'a>>,
}

/// The maximum length of a path item's chain of references.
const REFERENCES: usize = 64;

impl<'a> PathItem<'a> {
    /// Reads a path item together with the targets of its `$ref`, or returns `None` after reporting
    /// an error. Each operation inherits the parameters and servers of the path item. An
    /// operation's own parameter overrides one of the same name and location (4.8.9).
    #[must_use]
    pub fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let at = site.at.clone();
        let parts = parts(cx, site)?;
        let mut inputs = Inputs::none();
        let mut servers = Vec::new();
        let mut sdk = OperationConfig::default();
        for part in &parts {
            inputs.inherit(&Inputs::read(part));
            if servers.is_empty() && cx.version != Version::V20 {
                servers = Server::list(part);
            }
            sdk.inherit(&OperationConfig::read(part), "get");
        }
        let operations = METHODS
            .into_iter()
            .filter_map(|method| {
                let site = parts.iter().find_map(|part| part.get(method))?;
                let mut operation = Operation::read(cx, site, method, &inputs, &servers)?;
                operation.sdk.inherit(&sdk, method);
                Some(operation)
            })
            .collect();
        Some(Self { at, operations })
    }
}

/// Returns the object at `site`, followed by every target of its chain of `$ref`s. OpenAPI leaves
/// the meaning of members beside a `$ref` undefined; here they override the members of the target.
fn parts<'a>(cx: Context<'a>, site: Site<'a>) -> Option<Vec<Object<'a>>> {
    let start = site.at.clone();
    let mut next = Some(site);
    let mut parts: Vec<Object<'a>> = Vec::new();
    while let Some(site) = next.take() {
        let cycle = parts.iter().any(|part| *part.at() == site.at);
        if cycle || parts.len() == REFERENCES {
            cx.circular(&start, cx.operations > 0);
            return None;
        }
        next = match site.child("$ref") {
            Some(reference) => match cx.target(&reference) {
                Some(target) => Some(target),
                // An unresolved reference does not discard the members beside it.
                None if site.members().count() > 1 => None,
                None => return None,
            },
            None => None,
        };
        parts.push(Object::skippable(cx, site, "a path item")?);
    }
    Some(parts)
}
