//! Finds security schemes that requirements name by URI instead of by the name of a component (OpenAPI 3.2, 4.30).

use crate::openapi::{Context, Document, PathItem, Requirement, Version};
use crate::source::{Pointer, Site};

/// Returns the security scheme that a requirement names by URI. The name of a component takes precedence.
pub(super) fn target<'a>(cx: Context<'a>, name: &str, at: &Pointer) -> Option<Site<'a>> {
    match cx.version {
        Version::V32 => {}
        Version::V20 | Version::V30 | Version::V31 => return None,
    }
    cx.sources.resolve(at, name).ok()
}

/// Returns the security schemes that are not components of the document but are named by URI, with the last part of
/// their URIs.
pub(super) fn outside<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
    items: &[(&'a str, PathItem<'a>)],
) -> Vec<(&'a str, Site<'a>)> {
    let operations = items.iter().flat_map(|(_, item)| &item.operations);
    let own = operations.flat_map(|operation| operation.security.iter().flatten());
    let all = document.security.iter().flatten().chain(own);
    let mut found: Vec<(&'a str, Site<'a>)> = Vec::new();
    for (name, at) in all.flat_map(|requirement: &Requirement<'a>| &requirement.schemes) {
        let mut known = document.security_schemes.iter().chain(&found);
        if document
            .security_schemes
            .iter()
            .any(|(wire, _)| wire == name)
        {
            continue;
        }
        let Some(site) = target(cx, name, at) else {
            continue;
        };
        if !known.any(|(_, one)| one.at == site.at) {
            let last = name.rsplit(['/', '#']).find(|part| !part.is_empty());
            found.push((last.unwrap_or(name), site));
        }
    }
    found
}
