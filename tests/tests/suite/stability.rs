//! Names are stable: additions to a document do not rename existing items.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use generator::Generated;
use tests::{Document, run_with};

/// Schemas without users. Some share their first word, or all words, with other schemas.
const SCHEMAS: &str = "    AaaUnrelated:
      type: object
      required: [kind]
      properties:
        kind: {type: string, enum: [one, two]}
        nested: {type: object, properties: {role: {type: string, enum: [x, y]}}}
        items: {type: array, items: {type: object, properties: {id: {type: string}}}}
    UserUnrelated:
      oneOf: [{type: string}, {type: object, properties: {user: {type: string}}}]
    ZzzUnrelated: {type: string, enum: [a, b]}
";

/// Operations at a separate path.
const PATHS: &str = "  /aaa/unrelated/{unrelated_id}:
    get:
      operationId: retrieveUnrelated
      parameters: [{name: unrelated_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}
    post:
      operationId: updateUnrelated
      parameters: [{name: unrelated_id, in: path, required: true, schema: {type: string}}]
      requestBody:
        content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}
      responses: {'204': {description: done}}
";

const SMALL: &str = "openapi: 3.1.0
info: {title: Small, version: 1.0.0}
servers: [{url: https://example.com}]
paths:
  /users/{user_id}:
    get:
      operationId: retrieveUser
      parameters: [{name: user_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}
  /users:
    get:
      operationId: listUsers
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/User'}}}}}}
components:
  schemas:
    User:
      type: object
      required: [id, role]
      properties:
        id: {type: string}
        role: {type: string, enum: [owner, reader]}
        nested: {type: object, properties: {role: {type: string, enum: [q]}}}
    UserRole: {type: string, enum: [owner]}
    user: {type: object, properties: {name: {type: string}}}
";

fn made(document: &Path, overlays: &[PathBuf]) -> Generated {
    let (said, generated) = run_with(document, overlays);
    assert!(generated.is_some(), "{said}");
    generated.expect("it is generated")
}

/// Counts each line of the surface, each type and each declared name.
fn names(generated: &Generated) -> BTreeMap<String, usize> {
    let surface = generated.surface.iter().cloned();
    let types = generated.source_map.types.iter();
    let types = types.map(|(at, ty)| format!("{at} is {ty}"));
    let code = generated.files.files.iter();
    let code = code
        .filter(|(path, _)| path.starts_with("src/types/") || path.starts_with("src/resources"));
    let lines = code.flat_map(|(_, text)| text.lines().map(str::trim));
    let declared = lines.filter(|line| line.starts_with("pub ") && !line.starts_with("pub use"));
    let mut counts = BTreeMap::new();
    for name in surface.chain(types).chain(declared.map(str::to_owned)) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The names of `before` that are missing in `after`.
fn lost(before: &Generated, after: &Generated) -> Vec<String> {
    let after = names(after);
    let lost = |(name, count): &(String, usize)| after.get(name).is_none_or(|now| now < count);
    names(before)
        .into_iter()
        .filter(lost)
        .map(|(name, _)| name)
        .collect()
}

/// The document with the additions at its beginning, and with the additions at its end.
fn extended(text: &str) -> [String; 2] {
    let front = text
        .replacen("\npaths:\n", &format!("\npaths:\n{PATHS}"), 1)
        .replacen("\n  schemas:\n", &format!("\n  schemas:\n{SCHEMAS}"), 1);
    let head = text.find("\npaths:\n").expect("there are paths") + "\npaths:\n".len();
    let end = text[head..]
        .lines()
        .scan(head, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line))
        })
        .find(|(_, line)| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .map(|(at, _)| at)
        .expect("something follows the paths");
    let behind = format!("{}{PATHS}{}", &text[..end], &text[end..]);
    let behind = behind.replacen("\n  schemas:\n", &format!("\n  schemas:\n{SCHEMAS}"), 1);
    [front, behind]
}

/// Checks that neither addition renames anything. `added` is the number of types that they add.
pub(crate) fn check(text: &str, overlays: &[PathBuf], added: usize) {
    let before = made(&Document::new(text).path(), overlays);
    for text in extended(text) {
        let after = made(&Document::new(&text).path(), overlays);
        assert_eq!(lost(&before, &after), Vec::<String>::new());
        assert_eq!(after.operations, before.operations + 2);
        assert_eq!(after.types, before.types + added);
    }
}

#[test]
fn of_a_small_document() {
    check(SMALL, &[], 10);
}
