//! Keys of one object that exclude each other. They are reported in components that nothing uses, too.

use super::document;

/// The diagnostics of components in a document of this version, without their pointers.
fn of_components(version: &str, components: &str) -> Vec<String> {
    let lines = format!("paths: {{}}\ncomponents:\n  {components}\n");
    let said = document(version, &lines).diagnostics();
    let first = said.lines().filter(|line| line.starts_with("api.yaml"));
    first.map(str::to_owned).collect()
}

fn of_one(component: &str) -> Vec<String> {
    of_components("3.2.0", component)
}

#[test]
fn values_of_an_example() {
    assert_eq!(
        of_one("examples: {e: {value: a, dataValue: a, serializedValue: a, externalValue: ./a}}"),
        [
            "api.yaml:6:18: warning[W0133]: `value` is not allowed beside `dataValue`; it is ignored",
            "api.yaml:6:62: warning[W0133]: `externalValue` is not allowed beside `value`; it is ignored",
        ]
    );
    let both = of_one("examples: {e: {dataValue: a, serializedValue: a}}");
    assert_eq!(both, [""; 0]);
}

#[test]
fn one_example_and_several() {
    for (component, column) in [
        (
            "parameters: {p: {name: a, in: query, schema: {type: string}, example: a, examples: {e: {value: a}}}}",
            64,
        ),
        (
            "headers: {h: {schema: {type: string}, example: a, examples: {e: {value: a}}}}",
            41,
        ),
        (
            "mediaTypes: {m: {schema: {type: string}, example: a, examples: {e: {value: a}}}}",
            44,
        ),
    ] {
        assert_eq!(
            of_one(component),
            [format!(
                "api.yaml:6:{column}: warning[W0133]: `example` is not allowed beside `examples`; both are read"
            )],
        );
    }
}

#[test]
fn parts_with_names_and_positions() {
    for other in ["prefixEncoding: []", "itemEncoding: {}"] {
        let key = other.split(':').next().unwrap_or_default();
        let body = |encodings: &str| {
            of_one(&format!(
                "requestBodies: {{b: {{content: {{multipart/mixed: {{schema: {{type: string}}, {encodings}}}}}}}}}"
            ))
        };
        assert_eq!(
            body(&format!("encoding: {{}}, {other}")),
            [format!(
                "api.yaml:6:75: warning[W0133]: `encoding` is not allowed beside `{key}`; the schema decides which of them is used"
            )],
        );
        let nested = body(&format!("prefixEncoding: [{{encoding: {{}}, {other}}}]"));
        assert!(
            nested.contains(&format!(
                "api.yaml:6:93: warning[W0133]: `encoding` is not allowed beside `{key}`; it is ignored"
            )),
            "{nested:#?}"
        );
    }
}

#[test]
fn forms_of_xml() {
    assert_eq!(
        of_one(
            "schemas: {a: {type: array, items: {type: string}, xml: {nodeType: element, wrapped: true, attribute: false}}}"
        ),
        [
            "api.yaml:6:78: warning[W0133]: `wrapped` is not allowed beside `nodeType`; it is ignored",
            "api.yaml:6:93: warning[W0133]: `attribute` is not allowed beside `nodeType`; it is ignored",
        ]
    );
}

/// The rule on examples is older than version 3.2.
#[test]
fn earlier_versions() {
    let component = "parameters: {p: {name: a, in: query, schema: {type: string}, example: a, examples: {e: {value: a}}}}";
    for version in ["3.0.4", "3.1.1"] {
        assert_eq!(of_components(version, component), of_one(component));
    }
}

/// OpenAPI's schema allows it, although the text does not define it.
#[test]
fn description_of_a_media_type() {
    assert_eq!(
        of_one("mediaTypes: {m: {description: d, schema: {type: string}}}"),
        ["api.yaml:6:20: note[N0112]: `description` has no effect on the generated code"]
    );
    assert_eq!(
        of_components(
            "3.1.1",
            "requestBodies: {b: {content: {text/plain: {description: d, schema: {type: string}}}}}"
        ),
        [
            "api.yaml:6:46: warning[W0111]: `description` is not a key of a media type before OpenAPI 3.2; it is ignored"
        ]
    );
}
