//! Deeply nested documents, by syntax and by references.

use std::fmt::Write as _;

use super::limits::{run_text, with_schemas};

const DEPTH: usize = 100_000;

#[track_caller]
fn assert_too_deep(text: &str, line: usize, column: usize) {
    let run = run_text(text);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.first(),
        "error[E0006]: arrays and objects are nested more than 128 levels deep"
    );
    let place = format!("api.yaml:{line}:{column}\n");
    assert!(
        run.said.contains(&place),
        "{}",
        run.said.chars().take(500).collect::<String>()
    );
}

#[test]
fn flow_sequences_and_mappings() {
    assert_too_deep(&format!("a: {}", "{a: ".repeat(DEPTH)), 1, 512);
    assert_too_deep(&"[\n".repeat(DEPTH), 129, 2);
}

/// Text that consists only of brackets is rejected early.
#[test]
fn brackets_alone() {
    for text in [
        format!("a: {}", "[".repeat(DEPTH)),
        format!("a: {}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
    ] {
        let run = run_text(text);
        assert_eq!(run.code, Some(1));
        assert_eq!(
            run.first(),
            "error[E0006]: more than 5000 arrays and objects are open at this point"
        );
        assert!(run.said.contains("api.yaml:1:5004\n"), "{}", run.said);
    }
}

#[test]
fn block_sequences_and_mappings() {
    assert_too_deep(&"- ".repeat(DEPTH), 1, 257);
    let mut text = String::new();
    for level in 0..2_000 {
        let _ = writeln!(text, "{}a:", " ".repeat(level));
    }
    assert_too_deep(&text, 129, 129);
}

#[test]
fn json() {
    assert_too_deep(
        &format!("{{\"a\": {}1{}}}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        1,
        134,
    );
    assert_too_deep(&"{\"a\":".repeat(DEPTH), 1, 641);
}

#[test]
fn other_things_that_pile_up() {
    for text in [
        "? ".repeat(DEPTH),
        "&a ".repeat(DEPTH),
        "!a ".repeat(DEPTH),
        "[? ".repeat(DEPTH),
        "-\n".repeat(DEPTH),
        ": ".repeat(DEPTH),
        "{".repeat(DEPTH),
        "\"".repeat(DEPTH + 1),
        "%".repeat(DEPTH),
        "---\n".repeat(DEPTH),
        "# \n".repeat(DEPTH),
    ] {
        run_text(text);
    }
}

fn chain(links: usize, link: impl Fn(usize) -> String) -> String {
    let mut schemas = String::new();
    for number in 0..links {
        let name = if number == 0 {
            "S".to_owned()
        } else {
            format!("S{number}")
        };
        let _ = writeln!(schemas, "    {name}: {}", link(number + 1));
    }
    let _ = writeln!(schemas, "    S{links}: {{type: string}}");
    with_schemas(&schemas)
}

#[test]
fn chains_of_references() {
    for keyword in [
        "{$ref: '#/components/schemas/SNEXT'}",
        "{allOf: [{$ref: '#/components/schemas/SNEXT'}]}",
        "{allOf: [{$ref: '#/components/schemas/SNEXT'}, {properties: {a: {type: string}}}]}",
        "{properties: {next: {$ref: '#/components/schemas/SNEXT'}}}",
        "{required: [next], properties: {next: {$ref: '#/components/schemas/SNEXT'}}}",
        "{type: array, items: {$ref: '#/components/schemas/SNEXT'}}",
        "{type: array, prefixItems: [{$ref: '#/components/schemas/SNEXT'}]}",
        "{additionalProperties: {$ref: '#/components/schemas/SNEXT'}}",
        "{oneOf: [{type: integer}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{anyOf: [{type: 'null'}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{anyOf: [{type: object, properties: {a: {const: x}}}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{properties: {a: {properties: {b: {items: {$ref: '#/components/schemas/SNEXT'}}}}}}",
    ] {
        let run = run_text(chain(10_000, |next| {
            keyword.replace("NEXT", &next.to_string())
        }));
        assert!(run.code.is_some(), "{keyword}");
    }
}

/// Each schema refers to the next one twice, which makes 2^10000 paths through the document.
#[test]
fn ways_that_fork() {
    for keyword in [
        "{allOf: [{$ref: '#/components/schemas/SNEXT'}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{oneOf: [{$ref: '#/components/schemas/SNEXT'}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{anyOf: [{$ref: '#/components/schemas/SNEXT'}, {type: array, items: {$ref: '#/components/schemas/SNEXT'}}]}",
        "{properties: {a: {$ref: '#/components/schemas/SNEXT'}, b: {$ref: '#/components/schemas/SNEXT'}}}",
        "{allOf: [{oneOf: [{$ref: '#/components/schemas/SNEXT'}, {properties: {a: {}}}]}, {$ref: '#/components/schemas/SNEXT'}]}",
        "{type: array, items: {allOf: [{$ref: '#/components/schemas/SNEXT'}, {$ref: '#/components/schemas/SNEXT'}]}}",
    ] {
        run_text(chain(1_000, |next| {
            keyword.replace("NEXT", &next.to_string())
        }));
    }
}

#[test]
fn many_members_of_all_of() {
    let member = "{properties: {aNEXT: {type: string}}}, ";
    let members: String = (0..5_000)
        .map(|number| member.replace("NEXT", &number.to_string()))
        .collect();
    assert_eq!(
        run_text(with_schemas(&format!("    S: {{allOf: [{members}]}}\n"))).code,
        Some(0)
    );
}

#[test]
fn a_pointer_with_many_tokens() {
    let text = with_schemas(&format!(
        "    S: {{$ref: '#{}'}}\n",
        "/components/schemas/S".repeat(50_000)
    ));
    // A dangling reference affects only its users, and this schema has none.
    assert_eq!(run_text(text).code, Some(0));
}
