//! Overlays that restore what the conversion loses, as a user would write them, and the scenarios that need them.

/// The specs that have an overlay.
const OVERLAYS: &[(&str, &str)] = &[
    ("payload_xml", include_str!("overlays/payload_xml.yaml")),
    ("routes", include_str!("overlays/routes.yaml")),
];

/// The scenarios that are called with an overlay.
const SCENARIOS: &[&str] = &[
    "Payload_Xml_ModelWithArrayOfModelValue_put",
    "Payload_Xml_ModelWithEmptyArrayValue_put",
    "Payload_Xml_ModelWithSimpleArraysValue_put",
    "Payload_Xml_ModelWithTextValue_get",
    "Payload_Xml_ModelWithTextValue_put",
    "Routes_PathParameters_ReservedExpansion_annotation",
    "Routes_PathParameters_ReservedExpansion_template",
];

/// The aid that a caller needs beside the call.
pub(crate) const AID: &str = "an overlay";

/// The overlay of a spec.
pub(crate) fn overlay(spec: &str) -> Option<&'static str> {
    let mut overlays = OVERLAYS.iter();
    overlays
        .find(|(name, _)| *name == spec)
        .map(|(_, text)| *text)
}

/// Whether a scenario needs the overlay of its spec.
pub(crate) fn is(scenario: &str) -> bool {
    SCENARIOS.contains(&scenario)
}
