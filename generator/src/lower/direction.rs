//! Decides which properties occur only in requests or responses (OpenAPI 3.1, 4.8.24: `readOnly`,
//! `writeOnly`). The same type is used for both directions, so these properties become optional.

use crate::model::{Api, Presence, Scalar, Shape};

/// Makes properties optional that are missing in requests or responses.
pub(super) fn relax(api: &mut Api) {
    for def in &mut api.types {
        let usage = def.usage;
        let Shape::Struct(object) = &mut def.shape else {
            continue;
        };
        for field in &mut object.fields {
            let unsent = field.facts.read_only && usage.request;
            let is_sent = usage.request && field.constant.as_ref().is_some_and(may_be_absent);
            let unreceived = field.facts.write_only && usage.response && !is_sent;
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

/// Returns whether a constant is also read where a response lacks it. A missing flag does not mean that it is set.
fn may_be_absent(constant: &Scalar) -> bool {
    match constant {
        Scalar::Text(_) | Scalar::Integer(_) => true,
        Scalar::Bool(_) | Scalar::Null => false,
    }
}
