//! Cargo features of the generated crate.

use super::resource::ResourceId;

/// An index into [`Api::features`](super::Api::features).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeatureId(pub usize);

/// A part of the crate that is only compiled with its cargo feature, together with the types that
/// it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// A resource of the client, with all its child resources.
    Resource(ResourceId),
    /// The webhook events.
    Webhooks,
    /// The types that nothing else uses, and the types that they refer to.
    Rest,
}
