//! The limits of values: those that affect the Rust type, and all of them for the documentation.

use crate::openapi::Object;
use crate::source::{Node, Number};

/// Reads a limit. `exclusive…: true` of 3.0 is ignored, because it does not affect the choice of
/// the Rust type.
pub(super) fn limit(object: &Object<'_>, inclusive: &str, exclusive: &str) -> Option<Number> {
    let exclusive = match object.get(exclusive).map(|site| site.node) {
        Some(Node::Number(number)) => Some(*number),
        _ => None,
    };
    object.number(inclusive).or(exclusive)
}

/// The limits that appear in the documentation (JSON Schema 2020-12 Validation, 6.2 to 6.4).
const LIMITS: [&str; 10] = [
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
];

/// Returns the limits that a schema has, unconverted.
pub(super) fn limits<'a>(object: &Object<'a>) -> Vec<(&'static str, &'a Node)> {
    let limits = LIMITS.into_iter();
    limits
        .filter_map(|key| Some((key, object.get(key)?.node)))
        .collect()
}
