//! A million of everything, and enormous values.

use std::fmt::Write as _;

use super::limits::{run, run_text, with_schemas};

const MILLION: usize = 1_000_000;

fn numbered(count: usize, line: &str) -> String {
    let mut text = String::with_capacity(count * (line.len() + 7));
    for number in 0..count {
        text.push_str(&line.replace('@', &number.to_string()));
    }
    text
}

#[track_caller]
fn assert_too_large(text: &str, message: &str, place: &str) {
    let run = run_text(text);
    assert_eq!(run.code, Some(1), "{}", run.said);
    assert_eq!(run.first(), format!("error[E0006]: {message}"));
    assert_eq!(
        run.said.lines().nth(1).map(str::trim),
        Some(&*format!("--> {place}"))
    );
}

const NODES: &str = "at this point, the file has more than 2000000 nodes";
const MADE: &str = "at this point, the generated code uses more than 512 MiB of memory";
const MEMBERS: &str = "this array or object has more than 50000 items or members";

#[test]
fn paths() {
    let start = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n";
    let few = "  /a@: {get: {responses: {}}}\n";
    let text = format!("{start}{}", numbered(MILLION, few));
    assert_too_large(&text, NODES, "api.yaml:500003:13");
    let text = format!("{start}{}", numbered(MILLION, "  /a/b@/{c}: {}\n"));
    assert_too_large(&text, NODES, "api.yaml:666669:14");
    let text = format!("{start}{}", numbered(MILLION / 4, few));
    assert_too_large(&text, MEMBERS, "api.yaml:5:3");
    let text = format!("{start}{}", numbered(MILLION / 200, few));
    assert_eq!(run_text(text).code, Some(0));
}

#[test]
fn values_of_an_enum() {
    let values = |count| {
        let values = numbered(count, "      - v@\n");
        with_schemas(&format!(
            "    S:\n      type: string\n      enum:\n{values}"
        ))
    };
    assert_too_large(&values(MILLION), NODES, "api.yaml:1000003:7");
    assert_too_large(&values(MILLION / 4), MEMBERS, "api.yaml:14:7");
    assert_eq!(run_text(values(50_000)).code, Some(0));
}

#[test]
fn properties() {
    let properties = |count| {
        let properties = numbered(count, "        p@: {type: string}\n");
        with_schemas(&format!(
            "    S:\n      type: object\n      properties:\n{properties}"
        ))
    };
    assert_too_large(&properties(MILLION), NODES, "api.yaml:1000003:18");
    assert_too_large(&properties(MILLION / 4), MEMBERS, "api.yaml:14:9");
    assert_eq!(run_text(properties(50_000)).code, Some(0));
    let required = numbered(50_000, "      - p@\n");
    let properties = numbered(50_000, "        p@: {}\n");
    let both = format!("    S:\n      required:\n{required}      properties:\n{properties}");
    assert_eq!(run_text(with_schemas(&both)).code, Some(0));
}

#[test]
fn schemas_and_alternatives() {
    let schema = "    S@: {type: object, properties: {a: {}}}\n";
    let schemas = |count| {
        let schemas = numbered(count, schema);
        with_schemas(&format!("    S: {{type: string}}\n{schemas}"))
    };
    assert_too_large(&schemas(MILLION), NODES, "api.yaml:400007:49");
    assert_eq!(run_text(schemas(10_000)).code, Some(0));
    let alternative = "      - {type: object, required: [a@], properties: {a@: {type: string}}}\n";
    for keyword in ["oneOf", "allOf"] {
        let alternatives = |count| {
            let alternatives = numbered(count, alternative);
            with_schemas(&format!("    S:\n      {keyword}:\n{alternatives}"))
        };
        assert_too_large(&alternatives(MILLION / 4), NODES, "api.yaml:250010:34");
        assert_too_large(&alternatives(MILLION / 10), MEMBERS, "api.yaml:13:7");
        assert_eq!(run_text(alternatives(20_000)).code, Some(0));
    }
}

/// Each of many schemas inherits the properties of one.
#[test]
fn members_that_are_made_often() {
    let members = numbered(5_000, "        p@: {type: string}\n");
    let schemas = numbered(
        5_000,
        "    S@: {allOf: [{$ref: '#/components/schemas/S'}, {properties: {a: {}}}]}\n",
    );
    let run = run_text(with_schemas(&format!(
        "    S:\n      properties:\n{members}{schemas}"
    )));
    assert_eq!(run.first(), format!("error[E0006]: {MADE}"));
}

/// A single text that documents a parameter of many operations.
#[test]
fn words_that_are_written_often() {
    let words = "word ".repeat(100_000);
    let paths = numbered(
        1_000,
        "  /a@: {get: {parameters: [{$ref: '#/components/parameters/P'}], responses: {}}}\n",
    );
    let run = run_text(format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\ncomponents:\n  parameters:\n    P: {{name: p, in: query, schema: {{type: string}}, description: \"{words}\"}}\npaths:\n{paths}"
    ));
    assert_eq!(run.first(), format!("error[E0006]: {MADE}"));
}

/// All names become the same identifier.
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

/// A document whose request body has the parts of this media type.
fn with_parts(media: &str) -> String {
    format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    post:\n      requestBody: {{required: true, content: {{multipart/mixed: {{{media}}}}}}}\n      responses: {{'204': {{description: d}}}}\ncomponents: {{schemas: {{P: {{type: object, properties: {{a: {{type: string}}}}}}}}}}\n"
    )
}

/// The parts of a body are named by their schemas, which may have the same names.
#[test]
fn parts_with_positions() {
    let encodings = "{}, ".repeat(2_000);
    let reference = "items: {$ref: '#/components/schemas/P'}";
    let alike = "{title: A, type: string}, ".repeat(2_000);
    let different = numbered(2_000, "{title: A@, type: string}, ");
    for media in [
        format!("schema: {{type: array, {reference}}}, prefixEncoding: [{encodings}]"),
        format!("schema: {{type: array, prefixItems: [{alike}]}}"),
        format!("schema: {{type: array, prefixItems: [{different}]}}"),
    ] {
        let run = run_text(with_parts(&media));
        assert_eq!(run.code, Some(0), "{}", run.said);
    }
}

/// Each of these examples is a node of its own.
#[test]
fn examples_that_are_texts() {
    let examples = numbered(
        50_000,
        "                e@: {serializedValue: '{\"a\": @}'}\n",
    );
    let run = run_text(format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {{type: object, properties: {{a: {{type: integer}}}}}}\n              examples:\n{examples}"
    ));
    assert_eq!(run.code, Some(0), "{}", run.said);
}

/// Each file has a URI of its own, and refers to ten others.
#[test]
fn files_with_their_own_uris() {
    const FILES: usize = 800;
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let properties = |first: usize, count: usize| {
        let files = (first..first + count).map(|file| file % FILES);
        let properties =
            files.map(|file| format!("p{file}: {{$ref: 'f{file}.yaml#/components/schemas/S'}}"));
        properties.collect::<Vec<_>>().join(", ")
    };
    for file in 0..FILES {
        let properties = properties(file * 10, 10);
        write(
            &format!("f{file}.yaml"),
            &format!(
                "openapi: 3.2.0\n$self: https://example.com/f{file}.yaml\ncomponents: {{schemas: {{S: {{properties: {{{properties}}}}}}}}}\n"
            ),
        );
    }
    let properties = properties(0, FILES);
    let entry = write(
        "api.yaml",
        &with_schemas(&format!("    S: {{properties: {{{properties}}}}}\n")).replace(
            "openapi: 3.1.0",
            "openapi: 3.2.0\n$self: https://example.com/api.yaml",
        ),
    );
    let run = run(&entry);
    assert_eq!(run.code, Some(0), "{}", run.said);
}

#[test]
fn keys_that_stand_twice() {
    let keys = numbered(20_000, "x-@: 1\nx-@: 2\n");
    run_text(with_schemas("    S: {type: string}\n") + &keys);
}

/// Texts that begin, open or close a construct of Markdown or HTML; `%` stands for a quote.
const MARKS: &[&str] = &[
    "word ",
    "x",
    "`",
    "*",
    "[",
    "<a %",
    "| ",
    "> ",
    "- ",
    "\\n",
    "_",
    "[a](",
    "![",
    "&amp;",
    "<!--",
    "~",
    "  \\n",
    "#",
    "- a\\n",
    "# a\\n",
    "<b>",
    "| a | b |\\n| - | - |\\n",
    "```\\n",
    "1. a\\n",
    "[a]: b\\n",
    "[^a]: b\\n",
    "[^a]",
    "**a",
    "<li>",
    "<table><tr><td>",
    "<tr><td>",
    "<td>",
    "<pre>",
    "</",
    "http://a.b/",
    "snake_case ",
    "a_b",
    "\\\\",
    "a`",
    "<ul><li>a",
    "<blockquote>",
    "<x",
    "~~a",
    "`a` ",
    "[a][b] ",
    "|",
    "é",
    "<br>",
    "<p>",
    "<h1>a",
    "<code>a</code>",
    "</b>",
    "<a href=%http://a.b%>a",
];

#[test]
fn words_of_a_megabyte() {
    let document = |words: &str| {
        with_schemas(&format!(
            "    S: {{type: object, description: \"{words}\", properties: {{a: {{}}}}}}\n"
        ))
    };
    let mut texts: Vec<String> = MARKS
        .iter()
        .map(|mark| mark.replace('%', "\\\""))
        .map(|mark| mark.repeat(1_000_000 / mark.len()))
        .collect();
    // Tables of many columns, in Markdown and in HTML, and tables of many rows.
    let (columns, cells) = (250_000, 60_000);
    let line = |cell: &str| cell.repeat(columns / 2);
    texts.push(format!("|{}\\n|{}\\n|a|", line("a|"), line("-|")));
    texts.push(format!(
        "<table><tr>{}{}</table>",
        "<td>".repeat(cells),
        "<tr><td>".repeat(cells)
    ));
    for text in texts {
        let run = run_text(document(&text));
        let start: String = text.chars().take(20).collect();
        // Texts that produce a line for every few bytes may exceed the limit of the output.
        let refused = run.first() == format!("error[E0006]: {MADE}");
        assert!(run.code == Some(0) || refused, "{start}: {}", run.said);
    }
    let run = run_text(document(&"word ".repeat(2_000_000)));
    assert_eq!(
        run.first(),
        "error[E0006]: this description is larger than 1 MiB"
    );
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
