//! The sources of files, and the files that references may lead to.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

mod disk;
mod memory;
mod remote;
mod revision;
mod syntax;

use std::path::Path;

use generator::Generator;
use generator::source::Access;

/// A document with one operation, whose response has the schema that `reference` names.
fn document(reference: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}
"
    )
}

/// The JSON Pointer of the reference in [`document`], as printed by diagnostics.
const AT: &str = "/paths/~1a/get/responses/200/content/application~1json/schema/$ref";

/// An object schema with the property `name`.
fn schema(name: &str) -> String {
    format!("type: object\nproperties: {{{name}: {{type: string}}}}\n")
}

/// The diagnostics of a document, and the files of its types.
fn run(entry: &Path, access: Access) -> (String, Option<String>) {
    let generator = Generator::new(entry).files(access.files);
    let generator = access
        .hosts
        .into_iter()
        .fold(generator, Generator::allow_remote);
    let generator = access
        .folders
        .into_iter()
        .fold(generator, Generator::allow_outside);
    let outcome = generator.generate();
    let lines: Vec<String> = outcome
        .diagnostics()
        .iter()
        .map(ToString::to_string)
        .collect();
    let types = outcome.into_result().ok().and_then(|generated| {
        let files = generated.files.files.into_iter();
        let types = files.filter(|(path, _)| path.starts_with("src/types/"));
        types.map(|(_, text)| text).reduce(|all, text| all + &text)
    });
    (lines.join("\n"), types)
}

/// Checks that the type has a member of this name, and that there are no diagnostics.
#[track_caller]
fn assert_member((said, types): &(String, Option<String>), name: &str) {
    assert_eq!(said, "");
    let types = types.as_deref().expect("a type is made");
    assert!(
        types.contains(&format!("= \"{name}\"")) || types.contains(&format!("pub {name}:")),
        "{types}"
    );
}
