//! The tree of resources.

use super::docs::Docs;

/// An index into [`Api::resources`](super::Api::resources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub usize);

impl ResourceId {
    /// The client itself.
    pub const ROOT: Self = Self(0);
}

/// A resource: one step of the chain from the client to a method.
#[derive(Debug)]
pub struct Resource {
    /// The name in the path or in `x-sdk`. Empty for the root.
    pub wire: String,
    /// The parent resource. `None` for the root.
    pub parent: Option<ResourceId>,
    /// The child resources, in document order.
    pub children: Vec<ResourceId>,
    /// The operations, as indices into [`Api::operations`](super::Api::operations), in document
    /// order.
    pub operations: Vec<usize>,
    /// The documentation.
    pub docs: Docs,
    /// The groups that the documentation shows it in, outermost first. Only children of the root have any.
    pub groups: Vec<Group>,
}

/// A group of resources in the documentation: a tag that is the parent of others (OpenAPI 3.2, 4.22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name of the tag.
    pub name: String,
    /// The title.
    pub title: String,
}

/// The items of a level of the navigation.
#[derive(Debug)]
pub enum Grouped<'a> {
    /// A resource.
    Resource(ResourceId),
    /// A group and the resources in it.
    Group(&'a Group, Vec<ResourceId>),
}

/// Divides resources into those without a group at this depth, and groups, in the order in which they first occur.
#[must_use]
pub fn grouped<'a>(all: &'a [Resource], ids: &[ResourceId], depth: usize) -> Vec<Grouped<'a>> {
    let mut found: Vec<Grouped<'a>> = Vec::new();
    for id in ids {
        let resource = all.get(id.0);
        let Some(group) = resource.and_then(|one| one.groups.get(depth)) else {
            found.push(Grouped::Resource(*id));
            continue;
        };
        let known = found.iter_mut().find_map(|one| match one {
            Grouped::Group(known, ids) if *known == group => Some(ids),
            Grouped::Group(..) | Grouped::Resource(_) => None,
        });
        match known {
            Some(ids) => ids.push(*id),
            None => found.push(Grouped::Group(group, vec![*id])),
        }
    }
    found
}
