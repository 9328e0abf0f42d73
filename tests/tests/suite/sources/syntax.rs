//! Edge cases of the syntax of YAML and JSON.

use std::path::Path;

use generator::source::{Access, Files, Node, Number, Sources};

fn parse(text: &str) -> Result<Node, String> {
    let access = Access {
        files: Files::Memory([("a".into(), text.into())].into()),
        ..Access::default()
    };
    let (sources, opened) = Sources::open(Path::new("a"), access);
    let position = |error: generator::source::ParseError| {
        format!(
            "{}:{}: {}",
            error.position.line, error.position.column, error.message
        )
    };
    opened.map_err(position)?;
    let root = sources.root(sources.entry()).expect("it is there");
    Ok(root.node.clone())
}

/// The value as JSON, which distinguishes numbers and strings.
fn json(text: &str) -> String {
    parse(text).map_or_else(|error| error, |node| node.to_json().to_string())
}

#[test]
fn scalars_follow_the_core_schema() {
    for (text, value) in [
        ("[~, null, Null, NULL, '']", "[null,null,null,null,\"\"]"),
        (
            "[true, True, FALSE, yes, no, on, \"true\"]",
            "[true,true,false,\"yes\",\"no\",\"on\",\"true\"]",
        ),
        (
            "[1, -1, +1, 0, 0x1F, 0o17, 0b11, -0x10]",
            "[1,-1,1,0,31,15,3,-16]",
        ),
        (
            "[007, 1_000, 1.2.3, 0x, '1', 1970-01-01, +, .]",
            "[\"007\",\"1_000\",\"1.2.3\",\"0x\",\"1\",\"1970-01-01\",\"+\",\".\"]",
        ),
        ("[1.5, -.5, 1., 1e3, 1.e-2]", "[1.5,-0.5,1.0,1000.0,0.01]"),
        (
            "[.inf, -.Inf, .NaN, inf, nan, infinity]",
            "[null,null,null,\"inf\",\"nan\",\"infinity\"]",
        ),
        (
            "[18446744073709551615, 1e400, -1e400]",
            "[18446744073709551615,\"1e400\",\"-1e400\"]",
        ),
        (
            "[!!str 1, !!int '1', !!float \"1\", !own 1, !own '1', !!binary 1]",
            "[\"1\",1,1.0,1,\"1\",\"1\"]",
        ),
        (
            "{200: a, ~: b, true: c, 1.0: d}",
            "{\"200\":\"a\",\"~\":\"b\",\"true\":\"c\",\"1.0\":\"d\"}",
        ),
    ] {
        let value = value.to_owned();
        assert_eq!(
            (text, json(&format!("- {text}"))),
            (text, format!("[{value}]"))
        );
    }
    let large = parse("170141183460469231731687303715884105727").expect("a number");
    assert_eq!(large, Node::Number(Number::Int(i128::MAX)));
}

#[test]
fn aliases_and_merge_keys() {
    assert_eq!(
        json("a: &a {x: 1}\nb: *a\n*a : c\n"),
        "1:4: a key must be a string, a number, a boolean or null, not an array or an object"
    );
    assert_eq!(json("a: &a x\n*a : *a\n"), "{\"a\":\"x\",\"x\":\"x\"}");
    assert_eq!(
        json(
            "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 0}\nd: {<<: *b}\ne: {<<: 1}\n"
        ),
        "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"y\":3,\"z\":4},\"c\":{\"x\":0,\"y\":2,\"z\":4},\"d\":{\"y\":3,\"z\":4},\"e\":{\"<<\":1}}"
    );
    assert_eq!(
        json("&a [*a]"),
        "1:1: arrays and objects are nested more than 128 levels deep"
    );
}

/// YAML requires that a flow mapping ends further in than its key, but hardly any parser enforces
/// that.
#[test]
fn flow_collections_may_end_at_the_indentation_of_their_key() {
    let text = "a:\n  b: {\n    c: [\n      1\n    ]\n  }\n  d: |\n    }\n     ]\n  e: {\n  f: 1\n  }\ng: 1\n";
    assert_eq!(
        json(text),
        "{\"a\":{\"b\":{\"c\":[1]},\"d\":\"}\\n ]\\n\",\"e\":{\"f\":1}},\"g\":1}"
    );
}

#[test]
fn texts_that_are_none() {
    assert_eq!(json(""), "null");
    assert_eq!(json("# nothing\n"), "null");
    assert_eq!(
        json("--- a\n--- b\n"),
        "2:1: the file contains more than one YAML document"
    );
    assert_eq!(json("\u{feff}{\"a\": 1}"), "{\"a\":1}");
    assert_eq!(json("{\"a\": 1e400}"), "{\"a\":\"1e400\"}");
}
