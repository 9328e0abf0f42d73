//! Where the files of a description come from, and how far its references may lead.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

mod disk;
mod memory;
mod remote;
mod revision;
mod syntax;

use std::path::Path;

use generator::Generator;
use generator::source::Access;

/// A document with one operation, whose answer is what `reference` names.
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

/// Where the reference of [`document`] stands, as diagnostics say it.
const AT: &str = "/paths/~1a/get/responses/200/content/application~1json/schema/$ref";

/// An object with the member `name`.
fn schema(name: &str) -> String {
    format!("type: object\nproperties: {{{name}: {{type: string}}}}\n")
}

/// What is said of a description, and the files of its types.
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

/// Whether the type has a member of this name, and nothing was said.
#[track_caller]
fn assert_member((said, types): &(String, Option<String>), name: &str) {
    assert_eq!(said, "");
    let types = types.as_deref().expect("a type is made");
    assert!(
        types.contains(&format!("= \"{name}\"")) || types.contains(&format!("pub {name}:")),
        "{types}"
    );
}
