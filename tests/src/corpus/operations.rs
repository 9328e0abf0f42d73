//! The operations of a document, found without the generator's own reading of it.

use generator::openapi::METHODS;
use generator::source::{Node, Pointer, Site, Sources};

/// An operation as it stands in the document.
#[derive(Debug)]
pub struct Listed<'a> {
    /// `GET /path`.
    pub name: String,
    /// The path item that holds it, where `paths` names it.
    pub item: Pointer,
    /// The operation itself.
    pub site: Site<'a>,
}

/// The node that a site stands for, its `$ref`s followed.
#[must_use]
pub fn follow<'a>(sources: &'a Sources, site: Site<'a>) -> Option<Site<'a>> {
    let mut site = site;
    for _ in 0..64 {
        let Some(Node::String(text)) = site.node.get("$ref") else {
            return Some(site);
        };
        site = sources.resolve(site.at.file(), text).ok()?;
    }
    None
}

/// The operations under `key`, which is `paths` or `webhooks`.
#[must_use]
pub fn list<'a>(sources: &'a Sources, key: &str) -> Vec<Listed<'a>> {
    let root = sources.root(sources.entry());
    let Some(paths) = root.and_then(|root| root.child(key)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (path, named) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
        let item = named.at.clone();
        let Some(site) = follow(sources, named) else {
            continue;
        };
        for method in METHODS {
            let operation = site.child(method);
            if let Some(site) = operation.filter(|site| site.node.as_object().is_some()) {
                found.push(Listed {
                    name: format!("{} {path}", method.to_uppercase()),
                    item: item.clone(),
                    site,
                });
            }
        }
    }
    found
}

/// The operations that are not among the generated ones and that no diagnostic (given by its
/// JSON Pointer) speaks of: neither at or below them, nor at the path item that holds them.
#[must_use]
pub fn lost(listed: &[Listed<'_>], generated: &[Pointer], said: &[&str]) -> Vec<String> {
    let mut left: Vec<&Pointer> = generated.iter().collect();
    let mut lost = Vec::new();
    for operation in listed {
        // A path item that two paths share has operations that are generated twice.
        if let Some(index) = left.iter().position(|at| **at == operation.site.at) {
            left.swap_remove(index);
            continue;
        }
        let (at, item) = (operation.site.at.to_string(), operation.item.to_string());
        let below = |pointer: &str, at: &str| {
            let rest = pointer.strip_prefix(at);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !said
            .iter()
            .any(|pointer| *pointer == item || below(pointer, &at))
        {
            lost.push(operation.name.clone());
        }
    }
    lost
}
