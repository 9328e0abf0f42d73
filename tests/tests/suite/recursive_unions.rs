//! Unions that contain each other without an object or an array in between. All of them have the same values.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use tests::Document;

/// The diagnostics of a document with an operation for each of these unions, and the variants of their enums.
fn of(unions: &[(&str, &str)]) -> (String, Vec<String>) {
    let mut text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n".to_owned();
    for (name, _) in unions {
        text += &format!(
            "  /{name}: {{put: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}\n"
        );
    }
    text += "components:\n  schemas:\n";
    for (name, alternatives) in unions {
        let alternatives = alternatives.split(' ').map(|one| match one {
            "string" | "integer" | "boolean" => format!("{{type: {one}}}"),
            one => format!("{{$ref: '#/components/schemas/{one}'}}"),
        });
        let alternatives: Vec<String> = alternatives.collect();
        text += &format!("    {name}: {{oneOf: [{}]}}\n", alternatives.join(", "));
    }
    for name in ["C", "D", "E"] {
        let property = name.to_lowercase();
        text += &format!(
            "    {name}: {{type: object, required: [{property}], properties: {{{property}: {{type: string}}}}}}\n"
        );
    }
    let document = Document::new(&text);
    let (_, generated) = tests::run(&document.path());
    let files = generated.expect("the document has no error").files.files;
    let types: String = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/types"))
        .map(|(_, text)| text.as_str())
        .collect();
    let enums = unions.iter().map(|(name, _)| {
        let start = format!("pub enum {name}: Built {{");
        let (_, rest) = types.split_once(&start).expect("the union is an enum");
        let (body, _) = rest.split_once("\n    }").expect("the enum ends");
        let variants = body
            .lines()
            .filter_map(|line| line.trim().split(' ').next());
        let variants: Vec<&str> = variants.filter(|one| !one.is_empty()).collect();
        format!("{name}: {}", variants.join(" "))
    });
    let enums = enums.collect();
    (document.diagnostics(), enums)
}

fn note(line: usize, dropped: &str, union: &str) -> String {
    format!(
        "api.yaml:{line}:5: note[N0323]: the alternative `{dropped}` refers back to this union without an object or an array in between; it is ignored\n  at /components/schemas/{union}"
    )
}

#[test]
fn a_union_of_itself() {
    let (said, enums) = of(&[("A", "C A")]);
    assert_eq!(said, note(8, "A", "A"));
    assert_eq!(enums, ["A: C(super::C)"]);
}

#[test]
fn two_unions_have_the_alternatives_of_both() {
    let (said, enums) = of(&[("A", "B C"), ("B", "A D")]);
    assert_eq!(said, note(10, "A", "B"));
    assert_eq!(
        enums,
        ["A: C(super::C) B(super::B)", "B: D(super::D) C(super::C)"]
    );
}

#[test]
fn three_unions_have_the_alternatives_of_all() {
    let (said, enums) = of(&[
        ("L1", "L2 L3 string"),
        ("L2", "L1 L3 integer"),
        ("L3", "L1 L2 boolean"),
    ]);
    let notes = [
        note(11, "L1", "L2"),
        note(12, "L1", "L3"),
        note(12, "L2", "L3"),
    ];
    assert_eq!(said, notes.join("\n"));
    assert_eq!(
        enums,
        [
            "L1: Text(String) L2(super::L2) L3(super::L3)",
            "L2: Integer(i64) L3(super::L3)",
            "L3: Integer(i64) Bool(bool) Text(String)",
        ]
    );
    let (_, enums) = of(&[
        ("L3", "L1 L2 boolean"),
        ("L2", "L1 L3 integer"),
        ("L1", "L2 L3 string"),
    ]);
    assert_eq!(
        enums,
        [
            "L3: Bool(bool) L1(super::L1) L2(super::L2)",
            "L2: Integer(i64) Bool(bool) Text(String)",
            "L1: Text(String) L2(super::L2)",
        ]
    );
}

/// An alternative of several unions becomes one variant.
#[test]
fn branches_have_the_alternatives_of_each_other() {
    let (said, enums) = of(&[("A", "B F C"), ("B", "A D"), ("F", "A E C")]);
    let notes = [note(11, "A", "B"), note(12, "A", "F")];
    assert_eq!(said, notes.join("\n"));
    assert_eq!(
        enums,
        [
            "A: C(super::C) B(super::B) F(super::F)",
            "B: D(super::D) C(super::C) E(super::E)",
            "F: E(super::E) C(super::C) D(super::D)",
        ]
    );
}
