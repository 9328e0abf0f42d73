//! Streams of server-sent events whose names decide the type of their data.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use super::document;

/// The tables of the names of events in the crate for a stream of these events.
fn names(events: &[(&str, &str)]) -> Vec<String> {
    let event = |(name, data): &(&str, &str)| {
        format!(
            "{{type: object, required: [data], properties: {{event: {name}, data: {{type: string, contentMediaType: application/json, contentSchema: {{$ref: '#/components/schemas/{data}'}}}}}}}}"
        )
    };
    let events: Vec<String> = events.iter().map(event).collect();
    let document = document(
        "3.2.0",
        &format!(
            "paths:
  /a:
    get: {{responses: {{'200': {{description: d, content: {{text/event-stream: {{itemSchema: {{oneOf: [{}]}}}}}}}}}}}}
components:
  schemas:
    A: {{type: object, required: [a], properties: {{a: {{type: string}}}}}}
    B: {{type: object, required: [b], properties: {{b: {{type: string}}}}}}
",
            events.join(", ")
        ),
    );
    let (said, generated) = tests::run(&document.path());
    assert_eq!(said, "");
    let files = generated.expect("the document has no error").files.files;
    let texts = files.values().filter(|text| !text.contains("macro_rules!"));
    let tables = texts.flat_map(|text| text.split("named_events! {").skip(1));
    let tables = tables.filter_map(|table| table.split("\n}").next());
    let words = tables.map(|table| table.split_whitespace().collect::<Vec<_>>().join(" "));
    words.collect()
}

/// The runtime reads an event with an empty name like one without a name.
#[test]
fn an_empty_name_is_none() {
    let only_b = ["Response { B = \"b\", }"];
    assert_eq!(names(&[("{const: ''}", "A"), ("{const: b}", "B")]), only_b);
    assert_eq!(
        names(&[("{enum: ['', a]}", "A"), ("{const: b}", "B")]),
        ["Response { A = \"a\", B = \"b\" } other"]
    );
    assert_eq!(
        names(&[("{const: ''}", "A"), ("{const: ''}", "B")]),
        [""; 0]
    );
}

#[test]
fn a_name_decides_one_variant() {
    let both = ["Response { A = \"a\", B = \"b\" } other"];
    let (a, b) = (("{const: a}", "A"), ("{const: b}", "B"));
    assert_eq!(names(&[a, b]), both);
    assert_eq!(names(&[a, a, b]), both);
    // Events called `a` may be either.
    let only_b = ["Response { B = \"b\", }"];
    assert_eq!(names(&[a, ("{enum: [a, b]}", "B")]), only_b);
}
