//! Decides which tag describes a resource: the tag with the resource's name if its operations have
//! it, or else the only tag of its operations.

use std::collections::BTreeSet;

use crate::model::{Docs, Group, Operation, Resource, ResourceId};

use super::tags::Tags;

/// Sets the description of resources to that of the only tag of their operations, unless an
/// ancestor already has it, and the groups of those at the top.
pub(super) fn by_tags(resources: &mut [Resource], operations: &[Operation], all: &Tags<'_, '_>) {
    let tags = tags(resources, operations);
    for (resource, tags) in resources.iter_mut().zip(&tags) {
        if resource.parent == Some(ResourceId::ROOT) {
            resource.groups = groups(resource, tags, all);
        }
    }
    for (resource, tags) in resources.iter_mut().zip(&tags) {
        let named = tags
            .iter()
            .any(|tag| tag.eq_ignore_ascii_case(&resource.wire));
        let tagged = tags.iter().any(|tag| !tag.is_empty());
        if tagged && !named {
            // The tag with the resource's name is about something else.
            resource.docs = Docs::default();
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
            && resource.docs == Docs::default()
        {
            resource.docs = all.docs(&tag).unwrap_or_default();
        }
    }
}

/// The groups that all tags of a resource have in common, up to the one that the resource itself is.
fn groups(resource: &Resource, tags: &BTreeSet<&str>, all: &Tags<'_, '_>) -> Vec<Group> {
    let mut chains = tags.iter().map(|tag| all.groups(tag));
    let first = chains.next().unwrap_or_default();
    let mut shared = chains.fold(first, |shared, other| {
        let same = shared.into_iter().zip(other);
        let same = same.take_while(|(one, other)| one == other);
        same.map(|(one, _)| one).collect()
    });
    let mut names = shared.iter();
    if let Some(own) = names.position(|group| group.name.eq_ignore_ascii_case(&resource.wire)) {
        shared.truncate(own);
    }
    shared
}

/// Returns the tags of the operations of each resource and of its descendants. The empty tag stands
/// for an operation without one.
fn tags<'o>(resources: &[Resource], all: &'o [Operation]) -> Vec<BTreeSet<&'o str>> {
    let own = resources.iter().map(|resource| {
        let operations = resource.operations.iter();
        let operations = operations.filter_map(|index| all.get(*index));
        operations
            .map(|operation| operation.tag.as_deref().unwrap_or_default())
            .collect()
    });
    let mut tags: Vec<BTreeSet<&str>> = own.collect();
    // Resources are created after their parents.
    for index in (1..resources.len()).rev() {
        let parent = resources.get(index).and_then(|resource| resource.parent);
        let own = tags.get(index).cloned().unwrap_or_default();
        if let Some(parent) = parent.and_then(|parent| tags.get_mut(parent.0)) {
            parent.extend(own);
        }
    }
    tags
}
