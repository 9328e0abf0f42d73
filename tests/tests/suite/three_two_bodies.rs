//! The bodies and tags of OpenAPI 3.2: their diagnostics, and the documentation that they shape.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;
use tests::{Document, root};

use crate::assert_snapshot;

const DOCUMENT: &str = include_str!("three_two_bodies.yaml");

/// All that `check` reports, without the place of the document.
fn checked(text: &str) -> String {
    let document = Document::new(text);
    let outcome = Generator::new(document.path()).check();
    let lines = outcome.diagnostics().iter().map(ToString::to_string);
    let folder = document.path();
    let folder = folder.parent().expect("it is in a folder");
    lines
        .collect::<Vec<String>>()
        .join("\n")
        .replace(&format!("{}/", folder.display()), "")
}

#[test]
fn what_cannot_be_done_is_reported() {
    assert_snapshot("three_two_bodies", &checked(DOCUMENT));
}

#[test]
fn keys_of_a_later_version_are_noted() {
    let notes = |version: &str| -> Vec<String> {
        let said = checked(&DOCUMENT.replace("3.2.0", version));
        let lines = said.lines().filter(|line| line.contains("N0120"));
        let key = |line: &str| line.split('`').nth(1).map(str::to_owned);
        let mut keys: Vec<String> = lines.filter_map(key).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    assert_eq!(notes("3.2.0"), [""; 0]);
    let of_3_2 = ["defaultMapping", "itemEncoding", "prefixEncoding"];
    assert_eq!(notes("3.1.1"), of_3_2);
    assert_eq!(notes("3.0.3"), [&of_3_2[..], &["prefixItems"]].concat());
}

/// The files of the reference site of a case.
fn site(case: &str) -> std::collections::BTreeMap<String, String> {
    let document = root().join(format!("tests/cases/{case}/openapi.yaml"));
    let outcome = Generator::new(document).site(None);
    let site = outcome.into_result();
    site.expect("the document has no error").files
}

#[test]
fn tags_nest_the_navigation() {
    let files = site("three_two_bodies");
    let text = |path: &str| files.get(path).expect("the file exists").as_str();
    let start = text("index.html");
    let (_, nav) = start.split_once("Overview</a></li>").expect("it is there");
    let (nav, _) = nav
        .split_once("<li><a href=\"api/reports.html\"")
        .expect("it is there");
    assert_eq!(
        nav,
        "<li><span>Animals</span><ul><li><a href=\"api/pets.html\">pets</a><ul>\
         <li><a href=\"api/pets/list.html\">list</a></li><li><a href=\"api/pets/create.html\">create</a></li></ul></li></ul></li>\
         <li><span>Miscellaneous</span><ul><li><span>misc</span><ul><li><a href=\"api/shapes.html\">shapes</a><ul>\
         <li><a href=\"api/shapes/list.html\">list</a></li></ul></li></ul></li></ul></li>"
    );
    let pets = text("api/pets.md");
    assert!(
        pets.starts_with("# All pets\n\n`client.pets()`\n\nPets of every kind.\n"),
        "{pets}"
    );
    let list = text("api/pets/list.md");
    assert!(
        list.contains("## Returns\n\nAll pets of the shelter.\n"),
        "{list}"
    );
    assert!(list.contains("There is no shelter."), "{list}");
}

/// Null has a form in JSON, so a part may be null. In text, it has none.
#[test]
fn parts_may_be_null_in_json() {
    let parts = |media_type: &str| {
        let document = Document::new(&format!(
            "openapi: 3.2.0
info: {{title: T, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /a:
    get:
      responses: {{'200': {{description: d, content: {{multipart/mixed: {{itemSchema: {{type: [integer, 'null']}}, itemEncoding: {{contentType: {media_type}}}}}}}}}}}
    post:
      requestBody:
        required: true
        content:
          multipart/mixed:
            schema: {{type: array, prefixItems: [{{title: One, type: [string, 'null']}}], items: {{type: [integer, 'null']}}}}
            prefixEncoding: [{{contentType: {media_type}}}]
            itemEncoding: {{contentType: {media_type}}}
      responses: {{'204': {{description: d}}}}
"
        ));
        let (said, generated) = tests::run(&document.path());
        let files = generated.expect(&said).files;
        let code = files.files.get("src/resources/a.rs").expect("the resource");
        let said = [
            "one: impl",
            "part_at(",
            "parts_from(",
            "pub struct Retrieve:",
        ];
        let lines = code.lines().map(str::trim);
        let lines = lines.filter(|line| said.iter().any(|said| line.contains(said)));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(
        parts("application/json"),
        [
            "pub fn create(&self, one: impl Into<Option<String>>) -> Create {",
            ".part_at(\"0\", \"application/json\", &one.into());",
            "pub struct Retrieve: TypedParts<Option<i64>> => PartStream<Option<i64>> {",
            "parts: [Option<i64>] = parts_from(\"1\", \"application/json\"),",
        ]
    );
    assert_eq!(
        parts("text/plain"),
        [
            "pub fn create(&self, one: impl Into<String>) -> Create {",
            ".part_at(\"0\", \"text/plain\", &one.into());",
            "pub struct Retrieve: StringParts<String> => PartStream<String> {",
            "parts: [i64] = parts_from(\"1\", \"text/plain\"),",
        ]
    );
}

/// The diagnostics and the code of a method that sends a body of `multipart/form-data`.
fn of_form(content: &str) -> (Vec<String>, String) {
    let document = Document::new(&format!(
        "openapi: 3.2.0
info: {{title: T, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /a:
    post:
      requestBody: {{content: {{multipart/form-data: {content}}}}}
      responses: {{'204': {{description: d}}}}
"
    ));
    let said = document.diagnostics();
    let said = said.lines().filter(|line| line.starts_with("api.yaml:"));
    let said = said.map(str::to_owned).collect();
    let (report, generated) = tests::run(&document.path());
    let files = generated.expect(&report).files;
    let code = files.files.get("src/resources/a.rs").expect("the resource");
    (said, code.clone())
}

/// A style other than exploded `form` and `deepObject` does not give the files names.
#[test]
fn maps_of_files_are_parts_with_keys() {
    let with = |encoding: &str| {
        of_form(&format!(
            "{{schema: {{properties: {{m: {{additionalProperties: {{type: string, format: binary}}}}}}}}, encoding: {{m: {encoding}}}}}"
        ))
    };
    let note =
        "api.yaml:7:31: note[N0223]: the files in the object `m` are sent as the parts `m[key]`";
    let [named, exploded] = ["part_file_map", "part_files_exploded"];
    for (encoding, notes, method) in [
        ("{}", &[note][..], named),
        ("{explode: false}", &[note], named),
        ("{style: form, explode: false}", &[note], named),
        ("{style: pipeDelimited}", &[note], named),
        ("{style: deepObject}", &[], named),
        ("{style: form}", &[], exploded),
        ("{style: form, explode: true}", &[], exploded),
        ("{explode: true}", &[], exploded),
    ] {
        let (said, code) = with(encoding);
        assert_eq!(said, notes, "{encoding}");
        let line = format!("m: {{File}} = {method}(\"m\", \"\"),");
        assert!(code.contains(&line), "{encoding}\n{code}");
    }
}

#[test]
fn headers_of_parts_without_a_valid_name_are_ignored() {
    let (said, code) = of_form(
        "{schema: {properties: {a: {type: string}}}, encoding: {a: {headers: {'Bad Name': {schema: {type: string}}, X-A: {schema: {type: string}}}}}}",
    );
    assert_eq!(
        said,
        [
            "api.yaml:7:121: warning[W0222]: a header cannot have the name `Bad Name`; the header is ignored"
        ]
    );
    let headers = code.lines().filter(|line| line.contains("part_header("));
    let headers: Vec<&str> = headers.map(str::trim).collect();
    assert_eq!(
        headers,
        ["a_x_a: (String) = part_header(\"a\", \"X-A\", false),"; 2]
    );
}
