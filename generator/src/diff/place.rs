//! The places of items in the document.

use crate::rust::{Item, ItemKind};
use crate::source::{Pointer, Site, Sources};

use super::change::Side;

/// The place of an item.
pub(super) fn of(item: &Item, sources: &Sources) -> Option<String> {
    let origin = item.origin.as_ref()?;
    let member = item.member.as_deref();
    let inner = member.and_then(|name| member_of(item, &site(sources, origin)?, name, sources));
    Some(written(
        &inner.map_or_else(|| origin.clone(), |site| site.at),
        sources,
    ))
}

/// The places of an item in both documents. If a property is required in only one of them, the
/// place there is its `required` list.
pub(super) fn of_both(
    (old, new): (&Item, &Item),
    (before, now): (Side<'_>, Side<'_>),
) -> (Option<String>, Option<String>) {
    let was = requirement(old, before.sources);
    let is = requirement(new, now.sources);
    if was.as_ref().map(|(_, required)| required) == is.as_ref().map(|(_, required)| required) {
        return (of(old, before.sources), of(new, now.sources));
    }
    let place = |found: Option<(Pointer, bool)>, item, sources| match found {
        Some((at, true)) => Some(written(&at, sources)),
        _ => of(item, sources),
    };
    (place(was, old, before.sources), place(is, new, now.sources))
}

/// The `required` list next to a property, and whether it names the property.
fn requirement(item: &Item, sources: &Sources) -> Option<(Pointer, bool)> {
    if item.kind != ItemKind::Field {
        return None;
    }
    let name = item.member.as_deref()?;
    let member = member_of(item, &site(sources, item.origin.as_ref()?)?, name, sources)?;
    let schema = site(sources, member.at.parent()?.parent()?)?;
    let required = schema.child("required");
    let listed = |site: &Site<'_>| site.items().any(|one| one.node.as_str() == Some(name));
    let listed = required.as_ref().is_some_and(listed);
    Some((schema.at.child("required"), listed))
}

/// A property or enum value below a schema, including the schemas of its `allOf`.
fn member_of<'s>(
    item: &Item,
    schema: &Site<'s>,
    name: &str,
    sources: &'s Sources,
) -> Option<Site<'s>> {
    if item.kind == ItemKind::Variant {
        let values = schema.child("enum")?;
        return values.items().find(|one| one.node.as_str() == Some(name));
    }
    property(schema, name, sources, DEPTH)
}

/// The limit for nested references and `allOf`. Deeper properties get the place of their type.
const DEPTH: usize = 8;

fn property<'s>(
    schema: &Site<'s>,
    name: &str,
    sources: &'s Sources,
    depth: usize,
) -> Option<Site<'s>> {
    let found = schema.child("properties").and_then(|all| all.child(name));
    let depth = depth.checked_sub(1)?;
    let referred = || {
        let reference = schema.child("$ref")?;
        let target = sources.resolve(&schema.at, reference.node.as_str()?);
        property(&target.ok()?, name, sources, depth)
    };
    let part = || {
        let mut parts = schema.child("allOf")?.items();
        parts.find_map(|part| property(&part, name, sources, depth))
    };
    found.or_else(referred).or_else(part)
}

fn site<'s>(sources: &'s Sources, at: &Pointer) -> Option<Site<'s>> {
    let root = sources.root(at.file())?;
    let mut tokens = at.tokens().into_iter();
    tokens.try_fold(root, |site, token| site.child(token))
}

/// A place as text. In files other than the entry document, it starts with their relative path.
fn written(at: &Pointer, sources: &Sources) -> String {
    let file = at.file();
    if file == sources.entry() {
        return at.to_string();
    }
    let path = sources.path(file);
    let folder = sources.path(sources.entry()).parent();
    let path = folder
        .and_then(|folder| path.strip_prefix(folder).ok())
        .unwrap_or(path);
    format!("{}#{at}", path.display())
}
