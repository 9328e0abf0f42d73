//! A million of everything, and values without measure.

use std::fmt::Write as _;

use super::limits::{run_text, with_schemas};

const MILLION: usize = 1_000_000;

fn numbered(count: usize, line: &str) -> String {
    let mut text = String::with_capacity(count * (line.len() + 7));
    for number in 0..count {
        text.push_str(&line.replace('#', &number.to_string()));
    }
    text
}

#[test]
fn paths() {
    let start = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n";
    for line in ["  /a#: {get: {responses: {}}}\n", "  /a/b#/{c}: {}\n"] {
        let run = run_text(format!("{start}{}", numbered(MILLION, line)));
        assert_eq!(run.code, Some(1), "{}", run.first());
    }
}

#[test]
fn values_of_an_enum() {
    run_text(with_schemas(&format!(
        "    S:\n      type: string\n      enum:\n{}",
        numbered(MILLION, "      - v#\n")
    )));
}

#[test]
fn properties() {
    run_text(with_schemas(&format!(
        "    S:\n      type: object\n      properties:\n{}",
        numbered(MILLION, "        p#: {type: string}\n")
    )));
    let required = numbered(MILLION / 4, "      - p#\n");
    let properties = numbered(MILLION / 4, "        p#: {}\n");
    run_text(with_schemas(&format!(
        "    S:\n      required:\n{required}      properties:\n{properties}"
    )));
}

#[test]
fn schemas_and_alternatives() {
    run_text(with_schemas(&format!(
        "    S: {{type: string}}\n{}",
        numbered(MILLION, "    S#: {type: object, properties: {a: {}}}\n")
    )));
    run_text(with_schemas(&format!(
        "    S:\n      oneOf:\n{}",
        numbered(
            MILLION / 4,
            "      - {type: object, required: [a#], properties: {a#: {type: string}}}\n"
        )
    )));
}

/// Every name is the same but for what identifiers do not have.
#[test]
fn names_that_clash() {
    let properties = (0..100_000).fold(String::new(), |mut text, number| {
        let _ = writeln!(
            text,
            "        'a{}': {{}}",
            "-_. "[number % 4..=number % 4].repeat(1 + number / 4 % 250)
        );
        text
    });
    run_text(with_schemas(&format!(
        "    S:\n      type: object\n      properties:\n{properties}"
    )));
    let values = (0..50_000).fold(String::new(), |text, number| {
        text + &format!(
            "\"{}\", ",
            char::from_u32(0x4e00 + number % 20_000).unwrap_or('x')
        )
    });
    run_text(with_schemas(&format!(
        "    S: {{type: string, enum: [{values}]}}\n"
    )));
}

#[test]
fn keys_that_stand_twice() {
    let keys = numbered(MILLION / 4, "x-#: 1\nx-#: 2\n");
    run_text(with_schemas("    S: {type: string}\n") + &keys);
}

#[test]
fn words_without_an_end() {
    for word in [
        "word ", "x", "`", "*", "[", "<a ", "| ", "> ", "- ", "\\n", "_", "[a](", "![", "&amp;",
        "<!--", "~", "  \\n", "#",
    ] {
        let words = word.repeat(10_000_000 / word.len());
        run_text(with_schemas(&format!(
            "    S: {{type: object, description: \"{words}\", properties: {{a: {{}}}}}}\n"
        )));
    }
}

#[test]
fn numbers_without_measure() {
    let digits = "9".repeat(5_000);
    for number in [
        "1e400",
        "-1e400",
        "1e-400",
        &digits,
        &format!("-{digits}"),
        &format!("0.{digits}"),
        &format!("1e{digits}"),
        ".nan",
        "-.inf",
        "0x1p3",
    ] {
        let run = run_text(with_schemas(&format!(
            "    S: {{type: integer, minimum: {number}, maximum: {number}, default: {number}, enum: [{number}, 1], maxLength: {number}, example: {number}}}\n"
        )));
        assert_eq!(run.code, Some(0), "{}", run.said);
    }
}
