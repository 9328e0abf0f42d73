//! The tags that schemas have by their names.

use super::{said, types_of};

#[test]
fn a_name_means_the_tag_that_the_property_allows() {
    let family = |values: &str, mapping: &str| {
        format!(
            "    Ev: {{type: object, required: [t], properties: {{t: {{type: string, enum: [{values}]}}}}, discriminator: {{propertyName: t{mapping}}}}}
    LogIn: {{allOf: [{{$ref: '#/components/schemas/Ev'}}, {{properties: {{ip: {{type: string}}}}}}]}}
    LogOut: {{allOf: [{{$ref: '#/components/schemas/Ev'}}, {{properties: {{why: {{type: string}}}}}}]}}
"
        )
    };
    let tags = |schemas: &str| -> Vec<String> {
        let lines = types_of("3.0.3", schemas).into_iter();
        lines
            .filter(|line| line.contains(": tag ") || line.contains(" const "))
            .collect()
    };
    let all = |schemas: &str| {
        said(
            "3.0.3",
            &format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"),
        )
    };
    let expected = [
        "LogIn(super::LogIn) from own: tag \"t\" = \"log_in\",",
        "LogOut(super::LogOut) from own: tag \"t\" = \"log_out\",",
        "pub t: String = \"t\" const \"log_in\",",
        "pub t: String = \"t\" const \"log_out\",",
    ];
    assert_eq!(tags(&family("log_in, log_out", "")), expected);
    let mapping = ", mapping: {log_in: LogIn}";
    assert_eq!(tags(&family("log_in, log_out", mapping)), expected);
    assert_eq!(
        all(&family("log_in, log_out", mapping)),
        [
            "api.yaml:7:97: note[N0326]: `t` allows no value `LogOut` for the schema of this name; `log_out`, which differs only in case and separators, is sent and read"
        ]
    );
    // No listed value means `LogOut`.
    let other = family("log_in, exit", mapping);
    assert_eq!(
        tags(&other).get(1).map(String::as_str),
        Some("LogOut(super::LogOut) from own: tag \"t\" = \"LogOut\",")
    );
    assert_eq!(
        all(&other),
        [
            "api.yaml:7:94: warning[W0314]: `LogOut` has no value in the mapping, and its name is not a value that `t` allows for it; the name is sent and read"
        ]
    );
}

#[test]
fn alternatives_that_share_an_enum_have_the_values_that_their_names_mean() {
    let found = types_of(
        "3.0.3",
        "    U: {oneOf: [{$ref: '#/components/schemas/LogIn'}, {$ref: '#/components/schemas/LogOut'}, {$ref: '#/components/schemas/Rest'}], discriminator: {propertyName: t}}
    V: {oneOf: [{$ref: '#/components/schemas/LogIn'}, {$ref: '#/components/schemas/Only'}], discriminator: {propertyName: t}}
    T: {type: string, enum: [log_in, log_out, other, more]}
    LogIn: {type: object, required: [t], properties: {t: {$ref: '#/components/schemas/T'}, ip: {type: string}}}
    LogOut: {type: object, required: [t], properties: {t: {$ref: '#/components/schemas/T'}, why: {type: string}}}
    Rest: {type: object, required: [t], properties: {t: {$ref: '#/components/schemas/T'}, what: {type: string}}}
    Only: {type: object, required: [t], properties: {t: {type: string, enum: [log_out]}}}
",
    );
    let tags: Vec<&String> = found
        .iter()
        .filter(|line| line.contains(": tag "))
        .collect();
    assert_eq!(
        tags,
        [
            "LogIn(super::LogIn) from own: tag \"t\" = \"log_in\",",
            "LogOut(super::LogOut) from own: tag \"t\" = \"log_out\",",
            "Rest(super::Rest) from own: tag \"t\" = \"other\" | \"more\",",
            "LogIn(super::LogIn) from own: tag \"t\" = \"log_in\" | \"other\" | \"more\",",
            "LogOut(super::Only) from own: tag \"t\" = \"log_out\","
        ]
    );
}

#[test]
fn a_schema_between_a_parent_and_its_children_has_a_variant() {
    let found = types_of(
        "3.0.3",
        "    Shape: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {sq: '#/components/schemas/Square', ring: '#/components/schemas/Ring'}}}
    Square: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, properties: {side: {type: number}}}]}
    Circle: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, required: [r], properties: {r: {type: number}}}]}
    Ring: {allOf: [{$ref: '#/components/schemas/Circle'}, {type: object, properties: {inner: {type: number}}}]}
",
    );
    assert_eq!(
        found,
        [
            "pub struct Base + extra {",
            "pub kind: String = \"kind\" new(String),",
            "pub r: f64 = \"r\" new f64,",
            "pub enum Circle: Built {",
            "Ring(super::Ring) from own: tag \"kind\" = \"ring\",",
            "Circle(Base) from own: object [\"kind\", \"r\"] of [\"kind\", \"r\"],",
            "pub struct Ring + extra {",
            "pub kind: String = \"kind\" const \"ring\",",
            "pub r: f64 = \"r\" new f64,",
            "pub inner: Option<f64> = \"inner\" set f64,",
            "pub struct Base + extra {",
            "pub kind: String = \"kind\" new(String),",
            "pub enum Shape: Built {",
            "Sq(super::Square) from own: tag \"kind\" = \"sq\",",
            "Circle(super::circle::Base) from own: tag \"kind\" = \"Circle\",",
            "Ring(super::Ring) from own: tag \"kind\" = \"ring\",",
            "Shape(Base) from own: object [\"kind\"] of [\"kind\"],",
            "pub struct Square + extra: Default {",
            "pub kind: String = \"kind\" const \"sq\",",
            "pub side: Option<f64> = \"side\" set f64,"
        ]
    );
}
