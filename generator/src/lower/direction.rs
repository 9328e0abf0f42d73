//! Decides which members are there in one direction only (OpenAPI 3.1, 4.8.24: `readOnly`, `writeOnly`).
//! One type is for both, so such a member may be absent from it.

use crate::ir::{Api, Presence, Shape};

/// Makes members optional that requests or responses do not have.
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
                // It is never written by users, who could tell null from nothing.
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
