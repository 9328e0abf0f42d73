//! Names the cargo features of the crate.

use crate::model::{Api, Feature};

use super::assigned::ResourceName;
use super::reserved::Reserved;
use super::scope::{Wanted, assign};

/// The cargo feature for the types of webhook events.
pub(crate) const WEBHOOK_EVENTS: &str = "webhook-events";

/// The name of every cargo feature, in the order of the model. The feature of a resource is named like
/// its accessor. The names of the others contain a hyphen, which no accessor does.
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
