//! The consequence of a reference that is ignored, which depends on what is expected at its place.

use crate::source::Pointer;

/// The end of a message about the reference whose `$ref` is at `at`.
pub(super) fn of_ignored(at: &Pointer) -> &'static str {
    let tokens = at.tokens();
    let place = tokens.strip_suffix(&["$ref"]).unwrap_or(&tokens);
    match expected(place) {
        Expected::Schema => "any JSON value is accepted",
        Expected::RequestBody => "the operation is skipped",
        Expected::Other => "it is ignored",
    }
}

enum Expected {
    Schema,
    RequestBody,
    Other,
}

/// The kind of object at a place. Each key of `properties` and of maps of schemas is a name, not a keyword.
fn expected(place: &[&str]) -> Expected {
    const SCHEMAS: [&str; 6] = [
        "$defs",
        "definitions",
        "dependentSchemas",
        "patternProperties",
        "properties",
        "schemas",
    ];
    const OTHERS: [&str; 11] = [
        "callbacks",
        "content",
        "examples",
        "headers",
        "links",
        "mediaTypes",
        "parameters",
        "pathItems",
        "paths",
        "responses",
        "webhooks",
    ];
    let in_schema = |place: &[&str]| {
        let mut keys = place.iter();
        keys.any(|key| *key == "schema" || *key == "itemSchema" || SCHEMAS.contains(key))
    };
    match place {
        [.., "requestBody"] if !in_schema(place) => Expected::RequestBody,
        ["components", "requestBodies", _] => Expected::RequestBody,
        [before @ .., map, _] if OTHERS.contains(map) && !in_schema(before) => Expected::Other,
        ["components", "securitySchemes", _] | ["securityDefinitions", _] => Expected::Other,
        _ if in_schema(place) => Expected::Schema,
        _ => Expected::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Expected, expected};

    #[test]
    fn the_place_tells_what_is_expected() {
        let word = |place: &str| {
            let place: Vec<&str> = place.split(' ').collect();
            match expected(&place) {
                Expected::Schema => "schema",
                Expected::RequestBody => "body",
                Expected::Other => "other",
            }
        };
        for place in [
            "paths /a get responses 200 content application/json schema",
            "components schemas A",
            "components schemas headers items",
            "components schemas A properties requestBody",
            "components schemas A properties parameters",
            "definitions A allOf 0",
            "components responses A content application/json schema properties a",
            "components headers A schema",
        ] {
            assert_eq!(word(place), "schema", "{place}");
        }
        for place in ["paths /a post requestBody", "components requestBodies A"] {
            assert_eq!(word(place), "body", "{place}");
        }
        for place in [
            "paths /a",
            "paths /a get parameters 0",
            "paths /a get responses 400",
            "paths /a get responses 400 content application/json",
            "paths /schema get parameters 0",
            "components responses A",
            "components examples A",
            "responses A",
        ] {
            assert_eq!(word(place), "other", "{place}");
        }
    }
}
