//! What users of the crate may leave out.

use super::ResourceId;

/// An index into [`Api::features`](super::Api::features).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeatureId(pub usize);

/// What is there only if it is asked for, with the types that it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// A resource that hangs on the client, with all that hangs on it.
    Resource(ResourceId),
    /// What the API sends on its own.
    Webhooks,
    /// The types that nothing else reaches. They may mention any others, so all of these are there
    /// with them.
    Rest,
}
