//! The section of a crate's README on the values of requests.

use tests::{Document, run};

/// The section of the README of a crate, up to the next one.
fn section(text: &str) -> String {
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";
    let (said, generated) = run(&Document::new(&format!("{head}{text}")).path());
    let files = generated.into_iter().flat_map(|made| made.files.files);
    let readme = files.filter(|(path, _)| path.as_str() == "README.md");
    let readme: String = readme.map(|(_, text)| text).collect();
    assert!(!readme.is_empty(), "{said}");
    let section = readme
        .split("\n## ")
        .find(|section| section.starts_with("Values\n"));
    section.unwrap_or_default().to_owned()
}

#[test]
fn it_shows_a_call_that_makes_a_value() {
    let found = section(
        "paths:
  /shapes:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [main, order]
              properties:
                order: {type: string, enum: [asc, desc]}
                main: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
                inner: {type: object, properties: {a: {type: string}}}
            example: {order: desc, main: {radius: 2, color: red}}
      responses: {'204': {description: done}}
components:
  schemas:
    Circle: {type: object, required: [radius], properties: {radius: {type: integer}, color: {type: string}}}
    Square: {type: object, required: [side], properties: {side: {type: integer}}}\n",
    );
    assert_eq!(
        found,
        "Values

Required arguments are passed to the method, and optional ones are set on the request. `new` of a struct takes its
required members, and each optional one has a setter:

```rust,no_run
use t::{Client, Error, types};

async fn example(client: Client) -> Result<(), Error> {
    client.shapes().create(\"desc\", types::Circle::new(2).color(\"red\")).await?;
    Ok(())
}
```

- **Options** take a value, whatever converts into it, or an `Option`.
- **Lists** are arrays, vectors, slices, iterators or, if the types of their items differ, tuples: `(first, second)`.
  **Maps** are arrays of pairs: `[(\"key\", value)]`.
- **Enums of several types** (`oneOf`, `anyOf`) are made from a value of any of these types.
- **Enums of strings** are made from their variants or from text: `\"asc\"`.
- **JSON** from `serde_json::json!({…})` is taken in place of a struct or an enum.
- **Whole bodies** that you built, stored or read are sent by methods that end in `_with`: `client.shapes().create_with(…)`.
- **Types** of schemas are in the module `types`, such as `types::Circle`; those of one operation are in its own module,
  such as `resources::shapes::create::Body`.
"
    );
}

#[test]
fn without_such_a_call_there_is_none() {
    let found = section(
        "paths:\n  /shapes/{id}:\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: done}}\n",
    );
    assert_eq!(found, "");
}
