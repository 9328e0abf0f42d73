//! The types of values that several schemas describe: members of `allOf`, keywords beside `$ref`, and
//! conditional schemas.

use tests::{Document, run};

/// The lines of the diagnostics of a document that begin with its name.
fn said(text: &str) -> Vec<String> {
    let said = Document::new(text).diagnostics();
    let lines = said.lines().filter(|line| line.starts_with("api.yaml:"));
    lines.map(str::to_owned).collect()
}

/// The code of the types that are made from these schemas, without comments and derived names.
fn types_of(version: &str, schemas: &str) -> Vec<String> {
    let head = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let (said, generated) = run(&Document::new(&head).path());
    assert!(generated.is_some(), "{said}");
    let files = generated.map(|generated| generated.files.files);
    let files = files.into_iter().flatten();
    let files = files.filter(|(path, _)| path.starts_with("src/types/"));
    let text: Vec<String> = files.map(|(_, text)| text).collect();
    let lines = text.iter().flat_map(|text| text.lines().map(str::trim));
    let code = |line: &&str| {
        let starts = ["pub ", "crate::", "//", "#", "mod ", "use ", "}"];
        let field = line.starts_with("pub ") && line.contains(" = ");
        let declares = ["pub struct ", "pub enum ", "pub type "];
        let variant = !starts.iter().any(|start| line.starts_with(start)) && !line.is_empty();
        field || variant || declares.iter().any(|start| line.starts_with(start))
    };
    lines.filter(code).map(str::to_owned).collect()
}

#[test]
fn conditional_schemas_of_a_member_hold_only_under_their_condition() {
    let member = "{if: {properties: {country: {const: US}}}, then: {properties: {code: {const: '1'}, state: {type: string}}}, else: {properties: {code: {const: '2'}}}}";
    let own = "{type: object, required: [country, code], properties: {country: {type: string}, code: {type: string}}}";
    let expected = [
        "pub struct A + extra {",
        "pub country: String = \"country\" new(String),",
        "pub code: String = \"code\" new(String),",
        "pub state: Option<String> = \"state\" set(String),",
    ];
    for members in [format!("{own}, {member}"), format!("{member}, {own}")] {
        let found = types_of("3.1.0", &format!("    A: {{allOf: [{members}]}}\n"));
        assert_eq!(found, expected, "{members}");
    }
    // The object itself describes the property.
    let found = types_of(
        "3.1.0",
        &format!(
            "    A:\n      type: object\n      required: [country, code]\n      properties: {{country: {{type: string}}, code: {{type: string}}}}\n      allOf: [{member}]\n"
        ),
    );
    assert_eq!(found, expected);
}

#[test]
fn a_child_that_narrows_an_inherited_member_refers_to_itself() {
    let schemas = |own: &str| {
        format!(
            "    B: {{type: object, required: [id], properties: {{id: {{type: string}}, inner: {{$ref: '#/components/schemas/I'}}}}}}
    D: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{type: object, properties: {{inner: {own}}}}}]}}
    I: {{type: object, properties: {{a: {{type: string}}}}}}
    J: {{allOf: [{{$ref: '#/components/schemas/I'}}, {{type: object, properties: {{b: {{type: string}}}}}}]}}\n"
        )
    };
    for (own, expected) in [
        (
            "{$ref: '#/components/schemas/J'}",
            "pub inner: Option<super::J> = \"inner\",",
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/J'}], description: d}",
            "pub inner: Option<super::J> = \"inner\",",
        ),
        // The same schema, in other words.
        (
            "{allOf: [{$ref: '#/components/schemas/I'}], description: d}",
            "pub inner: Option<super::I> = \"inner\",",
        ),
    ] {
        let found = types_of("3.0.3", &schemas(own));
        assert!(
            found
                .iter()
                .any(|line| line.starts_with(&expected.replace(',', ""))),
            "{own}: {found:#?}"
        );
        let declared = found.iter().filter(|line| line.starts_with("pub struct"));
        assert_eq!(declared.count(), 4, "{found:#?}");
    }
}

#[test]
fn keywords_beside_a_reference_apply() {
    let found = types_of(
        "3.1.0",
        "    Base: {type: object, required: [id], properties: {id: {type: string}, name: {type: string}}}
    Kind: {type: string, enum: [a, b]}
    Text: {type: string}
    Int: {type: integer}
    Number: {type: number}
    Either: {oneOf: [{type: string}, {$ref: '#/components/schemas/Base'}]}
    Named: {$ref: '#/components/schemas/Base', required: [name]}
    Alias: {$ref: '#/components/schemas/Base', required: [id], type: object}
    Time: {$ref: '#/components/schemas/Text', format: date-time}
    Small: {$ref: '#/components/schemas/Int', format: int32}
    Whole: {$ref: '#/components/schemas/Number', type: integer}
    Only: {$ref: '#/components/schemas/Either', type: string}
    Same: {$ref: '#/components/schemas/Either', type: [string, object]}
    Word: {$ref: '#/components/schemas/Kind', type: string, format: word}\n",
    );
    let found: Vec<&str> = found
        .iter()
        .map(String::as_str)
        .filter(|line| line.starts_with("pub type") || line.contains("\"name\" "))
        .collect();
    assert_eq!(
        found,
        [
            "pub type Alias = super::Base;",
            "pub name: Option<String> = \"name\" set(String),",
            "pub type Int = i64;",
            "pub name: String = \"name\" new(String),",
            "pub type Number = f64;",
            "pub type Only = String;",
            "pub type Same = super::Either;",
            "pub type Small = i32;",
            "pub type Text = String;",
            "pub type Time = crate::DateTime;",
            "pub type Whole = i64;",
            "pub type Word = super::Kind;",
        ]
    );
}

#[test]
fn the_order_of_members_does_not_matter() {
    for (one, other, expected) in [
        ("{type: integer}", "{type: number}", "i64"),
        (
            "{type: string}",
            "{oneOf: [{type: string}, {type: integer}]}",
            "String",
        ),
        (
            "{type: string}",
            "{oneOf: [{type: string, format: uuid}, {type: integer}]}",
            "crate::Uuid",
        ),
        (
            "{type: string, enum: [a]}",
            "{oneOf: [{type: string}, {type: integer}]}",
            "String",
        ),
    ] {
        for (first, second) in [(one, other), (other, one)] {
            let found = types_of(
                "3.1.0",
                &format!(
                    "    A: {{allOf: [{{properties: {{a: {first}}}}}, {{properties: {{a: {second}}}}}]}}
    B: {{type: object, properties: {{a: {{allOf: [{first}, {second}]}}}}}}\n"
                ),
            );
            let fields: Vec<&String> = found.iter().filter(|line| line.contains("\"a\"")).collect();
            let start = format!("pub a: Option<{expected}> = ");
            assert!(
                fields.iter().all(|line| line.starts_with(&start)),
                "{first} {second}: {found:#?}"
            );
            assert_eq!(fields.len(), 2, "{found:#?}");
        }
    }
}

#[test]
fn a_reference_is_resolved_against_the_identifier_around_it() {
    let found = types_of(
        "3.1.0",
        "    A: {$id: 'https://example.com/x/root', type: object, properties: {o: {$ref: /x/other}, n: {$ref: deep/inner}},
      $defs: {o: {$id: other, type: boolean}, n: {$id: deep/in, $defs: {m: {$id: inner, type: integer}}}}}\n",
    );
    assert_eq!(
        found,
        [
            "pub struct A + extra: Default {",
            "pub o: Option<DefsO> = \"o\" set(bool),",
            "pub n: Option<DefsNDefsM> = \"n\" set i64,",
            "pub type DefsO = bool;",
            "pub type DefsNDefsM = i64;",
        ]
    );
}

#[test]
fn required_members_that_nothing_describes_are_noted() {
    let document = Document::new(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties: {a: {type: string}}\n      required: [a, b]\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: string}}}]}\n    C: {properties: {c: {type: string}, d: {type: string}}, anyOf: [{required: [c]}, {required: [d]}]}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:10:7: note[N0112]: `required` names `b`, which `properties` does not describe; the type has no field for it\n  at /components/schemas/A/required"
    );
}

#[test]
fn members_of_an_all_of_that_contradict_each_other_are_noted() {
    let found = said(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths: {}
components:
  schemas:
    Base: {type: object, properties: {kind: {const: base}, size: {enum: [s, m]}, count: {type: number}}}
    Listed:
      allOf:
        - {type: string, enum: [a, b]}
        - {type: string, enum: [c, d]}
    Typed:
      type: string
      allOf:
        - {type: integer}
    Shared:
      allOf:
        - {type: [string, 'null'], enum: [a, b, null]}
        - {enum: [b, c]}
    Number:
      allOf:
        - {type: integer}
        - {type: number}
    Child:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          properties:
            kind: {const: child}
            size: {enum: [m]}
            count: {type: integer}
",
    );
    let told = |place: &str| {
        format!(
            "api.yaml:{place}: note[N0319]: no value matches all members of the `allOf`; the schema in the object itself is used or, if there is none, the last one in the list"
        )
    };
    assert_eq!(found, [told("11:11"), told("15:11"), told("29:13")]);
}

#[test]
fn a_member_of_an_all_of_that_only_allows_null_is_noted() {
    let document = Document::new(
        "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths: {}
components:
  schemas:
    Plan: {type: object, properties: {a: {type: string}}}
    Run:
      type: object
      required: [plan, strict]
      properties:
        plan:
          allOf:
            - $ref: '#/components/schemas/Plan'
            - nullable: true
        strict:
          allOf:
            - $ref: '#/components/schemas/Plan'
            - {nullable: true, type: object}
",
    );
    let said = document.diagnostics();
    let found: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("api.yaml:"))
        .collect();
    assert_eq!(
        found,
        [
            "api.yaml:15:15: note[N0324]: a member of the `allOf` says only `nullable: true`; null is allowed, although the other members do not allow it"
        ]
    );
    let (_, generated) = tests::run(&document.path());
    let files = generated
        .map(|generated| generated.files.files)
        .unwrap_or_default();
    let run = files
        .get("src/types/run.rs")
        .map(String::as_str)
        .unwrap_or_default();
    assert!(
        run.contains("pub plan: Option<super::Plan> = \"plan\""),
        "{run}"
    );
    assert!(
        run.contains("pub strict: super::Plan = \"strict\""),
        "{run}"
    );
}
