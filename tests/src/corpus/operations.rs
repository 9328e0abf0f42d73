//! Lists the operations of a document without the generator's own parser.

use generator::openapi::METHODS;
use generator::source::{Node, Pointer, Site, Sources};

/// An operation of the document.
#[derive(Debug)]
pub struct Listed<'a> {
    /// The HTTP method and path, such as `GET /path`.
    pub name: String,
    /// The entry of `paths` that contains the operation, possibly through a reference.
    pub item: Pointer,
    /// The operation itself.
    pub site: Site<'a>,
}

/// Follows the `$ref`s of a site to the node that they refer to.
#[must_use]
pub fn follow<'a>(sources: &'a Sources, site: Site<'a>) -> Option<Site<'a>> {
    let mut site = site;
    for _ in 0..64 {
        let Some(Node::String(text)) = site.node.get("$ref") else {
            return Some(site);
        };
        site = sources.resolve(&site.at, text).ok()?;
    }
    None
}

/// Lists the operations under `key`, which is `paths` or `webhooks`.
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

/// Returns the operations that were neither generated nor reported. `said` contains the JSON
/// Pointers of diagnostics: they cover an operation if they point to it, into it, or to its path
/// item.
#[must_use]
pub fn lost(listed: &[Listed<'_>], generated: &[Pointer], said: &[&str]) -> Vec<String> {
    let mut left: Vec<&Pointer> = generated.iter().collect();
    let mut lost = Vec::new();
    for operation in listed {
        // The operations of a path item that two paths share are generated twice.
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
