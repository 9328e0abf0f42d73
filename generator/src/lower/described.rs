//! Decides which tag describes a resource: that of its name if its operations have it, or else the one
//! that all of them have.

use std::collections::BTreeSet;

use crate::ir::{Docs, Operation, Resource, ResourceId};

/// Gives resources the words of the tag that all of their operations have, unless a resource above
/// has them already. `words` finds those of a tag by its name.
pub(super) fn by_tags(
    resources: &mut [Resource],
    operations: &[Operation],
    words: impl Fn(&str) -> Option<String>,
) {
    let tags = tags(resources, operations);
    for (resource, tags) in resources.iter_mut().zip(&tags) {
        let named = tags
            .iter()
            .any(|tag| tag.eq_ignore_ascii_case(&resource.wire));
        let tagged = tags.iter().any(|tag| !tag.is_empty());
        if tagged && !named {
            // A tag of that name is about something else.
            resource.docs.text = None;
        }
    }
    for index in 1..resources.len() {
        let only = |tags: &BTreeSet<&str>| match tags.first() {
            Some(tag) if tags.len() == 1 => Some((*tag).to_owned()),
            _ => None,
        };
        let Some(tag) = tags.get(index).and_then(only) else {
            continue;
        };
        let parent = resources.get(index).and_then(|resource| resource.parent);
        let above = parent.filter(|parent| *parent != ResourceId::ROOT);
        let above = above.and_then(|parent| tags.get(parent.0).and_then(only));
        if above.is_some_and(|above| above == tag) {
            continue;
        }
        if let Some(resource) = resources.get_mut(index)
            && resource.docs.text.is_none()
        {
            resource.docs = Docs {
                text: words(&tag),
                ..Docs::default()
            };
        }
    }
}

/// The tags of the operations of each resource and of those below it. An operation without one
/// counts as one that no other has.
fn tags<'o>(resources: &[Resource], all: &'o [Operation]) -> Vec<BTreeSet<&'o str>> {
    let own = resources.iter().map(|resource| {
        let operations = resource.operations.iter();
        let operations = operations.filter_map(|index| all.get(*index));
        operations
            .map(|operation| operation.tag.as_deref().unwrap_or_default())
            .collect()
    });
    let mut tags: Vec<BTreeSet<&str>> = own.collect();
    // A resource is made after the one that it belongs to.
    for index in (1..resources.len()).rev() {
        let parent = resources.get(index).and_then(|resource| resource.parent);
        let own = tags.get(index).cloned().unwrap_or_default();
        if let Some(parent) = parent.and_then(|parent| tags.get_mut(parent.0)) {
            parent.extend(own);
        }
    }
    tags
}
