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
}
