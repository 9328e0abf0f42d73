//! The diagnostics of `check` for examples and defaults.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

#[cfg(feature = "slow")]
mod validator;

use generator::Generator;
use generator::diagnostic::{Code, Located};
use tests::Document;

const HEAD: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
";

/// The diagnostics of `check` for values, one per line: place and reason.
fn misfits(document: &str) -> Vec<String> {
    let document = Document::new(&format!("{HEAD}{document}"));
    let outcome = Generator::new(document.path()).check();
    let of_values = outcome.diagnostics().iter().filter(|one| is_misfit(one));
    of_values
        .map(|one| {
            let (line, column) = (one.span.start.line, one.span.start.column);
            let why = one.message.split_once(": ").expect("a reason").1;
            format!("{}:{line}:{column} {why}", one.code)
        })
        .collect()
}

fn is_misfit(one: &Located) -> bool {
    matches!(one.code, Code::ExampleMisfit | Code::DefaultMisfit)
}

/// The diagnostics for the value `example` of a schema.
fn of(schema: &str, example: &str) -> Vec<String> {
    misfits(&format!(
        "paths: {{}}\ncomponents:\n  schemas:\n    S:\n      allOf: [{{{schema}}}]\n      example: {example}\n"
    ))
}

#[test]
fn each_keyword_has_its_words() {
    for (schema, example, why) in [
        (
            "type: string",
            "1",
            "the value must be a string, found a number",
        ),
        (
            "type: [integer, 'null']",
            "1.5",
            "the value must be an integer or null, found a number",
        ),
        (
            "type: string",
            "null",
            "the value must be a string, found null",
        ),
        (
            "enum: [a, b]",
            "c",
            "\"c\" is not one of the values of `enum`",
        ),
        ("const: 1", "2", "the value must be 1, found 2"),
        ("minimum: 3", "2", "2 is less than 3"),
        ("type: number, maximum: 3", "3.5", "3.5 is greater than 3"),
        (
            "minLength: 3",
            "ab",
            "the number of characters must be at least 3, found 2",
        ),
        (
            "maxLength: 1",
            "\u{e9}\u{e9}",
            "the number of characters must be at most 1, found 2",
        ),
        (
            "maxItems: 1",
            "[1, 2]",
            "the number of items must be at most 1, found 2",
        ),
        (
            "pattern: '^a+$'",
            "ab",
            "the value does not match the pattern `^a+$`",
        ),
        ("required: [a]", "{}", "the required member `a` is missing"),
        (
            "oneOf: [{type: string}, {type: boolean}]",
            "1",
            "the value matches neither of the two alternatives",
        ),
    ] {
        let said = of(schema, example);
        assert_eq!(said, [format!("W0901:9:7 {why}")], "{schema} {example}");
    }
}

#[test]
fn the_part_that_does_not_fit_is_cited() {
    let schema = "properties: {a: {items: {type: string}}}, additionalProperties: false";
    assert_eq!(
        of(schema, "{a: [x, 7]}"),
        ["W0901:9:24 the value must be a string, found a number"]
    );
    assert_eq!(
        of(schema, "{b: 1}"),
        ["W0901:9:17 the member `b` is not allowed"]
    );
    // The diagnostic is about the alternative that the value matches best.
    let schema = "anyOf: [{type: string}, {type: object, properties: {a: {type: string}}}]";
    assert_eq!(
        of(schema, "{a: 7}"),
        ["W0901:9:17 the value must be a string, found a number"]
    );
}

#[test]
fn what_fits_or_may_fit_is_not_told_of() {
    for (schema, example) in [
        ("type: integer", "1.0"),
        ("type: string, nullable: true", "null"),
        ("type: [string, 'null']", "null"),
        ("enum: [1.0]", "1"),
        ("not: {type: string}", "a"),
        ("format: uuid", "a"),
        ("oneOf: [{type: integer}, {type: number}]", "1"),
        ("pattern: '(?<!a)b'", "ab"),
        ("required: [a], properties: {a: {readOnly: true}}", "{}"),
        (
            "patternProperties: {'^x': {}}, additionalProperties: false",
            "{x: 1}",
        ),
        ("$ref: '#/components/schemas/S'", "1"),
    ] {
        assert_eq!(
            of(schema, example),
            Vec::<String>::new(),
            "{schema} {example}"
        );
    }
}

#[test]
fn examples_are_found_wherever_they_may_stand() {
    let said = misfits(
        "paths:
  /a:
    post:
      parameters:
        - {name: q, in: query, schema: {type: integer, default: x}, example: 1.5}
        - {name: r, in: query, schema: {type: string}, examples: {one: {value: 1}}}
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}
            examples: {without: {value: {}}, wrong: {value: {id: 1}}}
      responses:
        '200':
          description: d
          content:
            application/json: {schema: {$ref: '#/components/schemas/S'}, example: {}}
components:
  schemas:
    S: {type: object, required: [id], properties: {id: {type: string, examples: [a, 1]}}}
",
    );
    assert_eq!(
        said,
        [
            "W0902:8:56 the value must be an integer, found a string",
            "W0901:8:69 the value must be an integer, found a number",
            "W0901:9:73 the value must be a string, found a number",
            "W0901:14:62 the value must be a string, found a number",
            "W0901:19:74 the required member `id` is missing",
            "W0901:22:85 the value must be a string, found a number",
        ]
    );
}
