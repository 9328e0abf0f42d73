//! Decides which properties occur only in requests or responses (OpenAPI 3.1, 4.8.24: `readOnly`,
//! `writeOnly`). The same type is used for both directions, so these properties become optional.

use crate::model::{Api, Presence, Shape};

/// Makes properties optional that are missing in requests or responses.
pub(super) fn relax(api: &mut Api) {
    for def in &mut api.types {
        let usage = def.usage;
        let Shape::Struct(object) = &mut def.shape else {
            continue;
        };
        for field in &mut object.fields {
            let unsent = field.facts.read_only && usage.request;
            let unreceived = field.facts.write_only && usage.response;
            if unsent {
                // Users never set it, so they need not distinguish `null` from a missing value.
                field.presence = Presence::Optional;
                field.constant = None;
            } else if unreceived {
                field.presence = match field.presence {
                    Presence::Required | Presence::Optional => Presence::Optional,
                    Presence::RequiredNullable | Presence::OptionalNullable => {
                        Presence::OptionalNullable
                    }
                };
                field.constant = None;
            }
        }
    }
}
