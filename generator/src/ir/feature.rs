//! What users of the crate may leave out.

use super::ResourceId;

/// An index into [`Api::features`](super::Api::features).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeatureId(pub usize);

/// What is there only if it is asked for, with the types that it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub section: Section,
    /// What has to be there with it, since its types mention types of that.
    pub needs: Vec<FeatureId>,
}

/// A section of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// A resource that hangs on the client, with all that hangs on it.
    Resource(ResourceId),
    /// What the API sends by itself.
    Webhooks,
    /// Schemas that no operation and no webhook reaches.
    Unreached,
}
