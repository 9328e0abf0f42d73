//! Names the cargo features of the crate.

use crate::ir::{Api, Feature};

use super::ResourceName;
use super::reserved::Reserved;
use super::scope::{Wanted, assign};

/// The feature of what the API sends on its own.
pub(crate) const WEBHOOK_EVENTS: &str = "webhook-events";

/// The name of every feature, in the order of the IR: a resource's is that of the method that leads
/// to it. The others have a hyphen, which no method has.
pub(super) fn names(api: &Api, resources: &[ResourceName]) -> Vec<String> {
    let wanted = api.features.iter().map(|feature| match feature {
        Feature::Resource(id) => {
            let accessor = resources.get(id.0).map(|name| name.accessor.as_str());
            Wanted::fixed(accessor.unwrap_or_default().trim_start_matches("r#"))
        }
        Feature::Webhooks => Wanted::fixed(WEBHOOK_EVENTS),
        Feature::Rest => Wanted::fixed("other-types"),
    });
    assign(wanted.collect(), Reserved::Feature)
}
