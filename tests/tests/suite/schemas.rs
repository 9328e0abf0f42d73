//! Schemas that contradict themselves, and tags that a document does not state.

mod discriminators;
mod references;

use tests::{Document, run};

/// The lines of the diagnostics of a document that begin with its name.
fn said(version: &str, rest: &str) -> Vec<String> {
    let said = Document::new(&document(version, rest)).diagnostics();
    let lines = said.lines().filter(|line| line.starts_with("api.yaml:"));
    lines.map(str::to_owned).collect()
}

fn document(version: &str, rest: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\n{rest}"
    )
}

/// The variants and the fields of the types and operations that are made from a document.
fn lines_of(version: &str, rest: &str) -> Vec<String> {
    let (said, generated) = run(&Document::new(&document(version, rest)).path());
    assert!(generated.is_some(), "{said}");
    let files = generated.map(|generated| generated.files.files);
    let files = files
        .into_iter()
        .flatten()
        .filter(|(path, _)| path.starts_with("src/types/") || path.starts_with("src/resources/"));
    let text: Vec<String> = files.map(|(_, text)| text).collect();
    let lines = text.iter().flat_map(|text| text.lines().map(str::trim));
    let is_member = |line: &&str| {
        let is_item = line.starts_with("pub struct ") || line.starts_with("pub enum ");
        let is_type = line.starts_with("pub type ");
        let is_field = line.ends_with(',') && line.contains(" = ");
        let is_variant = [
            ": tag ",
            ": object",
            ": array ",
            ": text",
            ": integer",
            ": number",
            ": boolean",
            ": string",
        ];
        is_item || is_type || is_field || is_variant.iter().any(|guard| line.contains(guard))
    };
    lines.filter(is_member).map(str::to_owned).collect()
}

/// Like [`lines_of`], for schemas.
fn types_of(version: &str, schemas: &str) -> Vec<String> {
    lines_of(
        version,
        &format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"),
    )
}

#[test]
fn listed_values_of_an_array_are_those_of_its_items() {
    let rest = "paths:
  /a:
    get:
      parameters:
        - {name: kinds, in: query, schema: {type: array, items: {type: string}, enum: [a, b]}}
        - {name: only, in: query, required: true, schema: {type: array, items: {type: string}, enum: [one]}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}
components:
  schemas:
    B:
      type: object
      properties:
        tags: {type: array, items: {type: string}, enum: [x, y]}
        sizes: {type: array, items: {type: integer}, enum: [1, 2], x-enum-varnames: [Small, Large]}
        other: {type: array, items: {type: integer}, enum: [x, y]}
        right: {type: array, items: {type: string}, enum: [[x], [y]]}
        object: {type: object, properties: {z: {type: string}}, enum: [x, y]}
        map: {type: object, additionalProperties: {type: string}, enum: [x]}
        either: {type: [array, string], items: {type: string}, enum: [x, y]}
        all: {allOf: [{type: array, items: {type: string}}, {enum: [x, y]}]}
";
    assert_eq!(
        lines_of("3.1.0", rest),
        [
            "pub struct A {",
            "pub struct Retrieve: Json<types::B> => types::B {",
            "kinds: [retrieve::Kind] = query(\"kinds\"),",
            "pub enum Kind {",
            "A = \"a\",",
            "B = \"b\",",
            "pub struct B + extra {",
            "pub tags: Option<Vec<Tag>> = \"tags\",",
            "pub sizes: Option<Vec<Size>> = \"sizes\",",
            "pub other: Option<Vec<i64>> = \"other\",",
            "pub right: Option<Vec<String>> = \"right\",",
            "pub object: Option<Object> = \"object\",",
            "pub map: Option<std::collections::BTreeMap<String, String>> = \"map\",",
            "pub either: Option<Either> = \"either\",",
            "pub all: Option<Vec<String>> = \"all\",",
            "pub struct Object + extra {",
            "pub z: Option<String> = \"z\",",
            "pub enum Tag {",
            "X = \"x\",",
            "Y = \"y\",",
            "pub enum Either {",
            "X = \"x\",",
            "Y = \"y\",",
            "pub enum Size {",
            "Small = 1,",
            "Large = 2,"
        ]
    );
    assert_eq!(
        said("3.1.0", rest),
        [
            "api.yaml:8:81: note[N0317]: the values of `enum` are not arrays, but the schema is an array; they are read as the values of its items",
            "api.yaml:9:96: note[N0317]: the values of `enum` are not arrays, but the schema is an array; they are read as the values of its items",
            "api.yaml:16:52: note[N0317]: the values of `enum` are not arrays, but the schema is an array; they are read as the values of its items",
            "api.yaml:17:54: note[N0317]: the values of `enum` are not arrays, but the schema is an array; they are read as the values of its items",
            "api.yaml:18:54: note[N0317]: the values of `enum` are not arrays, but the schema is an array; they are ignored",
            "api.yaml:20:65: note[N0317]: the values of `enum` are not objects, but the schema is an object; they are ignored",
            "api.yaml:21:67: note[N0317]: the values of `enum` are not objects, but the schema is an object; they are ignored"
        ]
    );
}

#[test]
fn arrays_maps_and_scalars_are_selected_by_the_status_code() {
    let found = lines_of(
        "3.0.3",
        "paths:
  /lists: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Full'}}}}}, '206': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Part'}}}}}}}}
  /maps: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, additionalProperties: {type: string}}}}}, '202': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Part'}}}}}}}
  /numbers: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: number}}}}, '203': {description: d, content: {application/json: {schema: {type: integer}}}}}}}
components:
  schemas:
    Full: {type: object, properties: {id: {type: string}, a: {type: string}}}
    Part: {type: object, properties: {id: {type: string}, b: {type: string}}}
",
    );
    let found: Vec<&String> = found.iter().filter(|line| line.contains(" for ")).collect();
    assert_eq!(
        found,
        [
            "FullList(Vec<types::Full>): array of object for 200,",
            "PartList(Vec<types::Part>): array of object for 206,",
            "Object(std::collections::BTreeMap<String, String>): object [] of [] for 200,",
            "Part(types::Part): object [] of [\"id\", \"b\"] for 202,",
            "Integer(i64): integer for 203,",
            "Number(f64): number for 200,"
        ]
    );
}

#[test]
fn objects_are_told_by_any_of_their_keywords() {
    let schemas = "    Pattern: {patternProperties: {'^x-': {type: integer}}}
    Closed: {additionalProperties: false, patternProperties: {'^x-': {type: integer}}}
    All: {patternProperties: {'.*': {type: integer}}}
    Required: {type: object, required: [x], additionalProperties: {type: integer}}
    Never: {type: object, properties: {a: false, b: {type: string}}}
    NeverOfAll: {allOf: [{properties: {a: {type: string}, b: {type: string}}}, {properties: {b: false}}]}
    Members: {type: object, additionalProperties: {$ref: '#/components/schemas/Members'}}
    Items: {type: array, items: {$ref: '#/components/schemas/Items'}}
";
    assert_eq!(
        types_of("3.1.0", schemas),
        [
            "pub type All = std::collections::BTreeMap<String, i64>;",
            "pub type Closed = std::collections::BTreeMap<String, i64>;",
            "pub type Items = Vec<serde_json::Value>;",
            "pub type Members = std::collections::BTreeMap<String, serde_json::Value>;",
            "pub struct Never + extra: Default {",
            "pub b: Option<String> = \"b\" set(String),",
            "pub struct NeverOfAll + extra: Default {",
            "pub a: Option<String> = \"a\" set(String),",
            "pub type Pattern = std::collections::BTreeMap<String, i64>;",
            "pub type Required = std::collections::BTreeMap<String, i64>;"
        ]
    );
    let rest = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    assert_eq!(
        said("3.1.0", &rest),
        [
            "api.yaml:7:15: note[N0325]: the schema allows members whose names do not match the pattern, but does not describe them; all members are read with the schema of the pattern",
            "api.yaml:10:30: note[N0112]: `required` names `x`, which `properties` does not describe; the type has no field for it",
            "api.yaml:13:5: warning[W0303]: this object contains only itself; its members are any JSON values",
            "api.yaml:14:5: warning[W0303]: this array contains only itself; its items are any JSON values"
        ]
    );
}

#[test]
fn listed_values_of_several_types_are_a_union() {
    let found = types_of(
        "3.1.0",
        "    A: {type: object, properties: {m: {enum: [1, 2, auto]}, n: {enum: [true, low, high, null]}, f: {enum: [1, 1.5, x]}, any: {enum: [[1], a]}}}\n",
    );
    assert_eq!(
        found,
        [
            "pub struct A + extra: Default {",
            "pub m: Option<M> = \"m\" set(M),",
            "pub n: Option<Option<N>> = \"n\" ? null set(N),",
            "pub f: Option<F> = \"f\" set(F),",
            "pub any: Option<serde_json::Value> = \"any\" set(as IntoJson),",
            "pub enum M: Built {",
            "Integer(i64) from(i32) | own | (u32): integer,",
            "Text(String) from &str: string,",
            "pub enum N: Built {",
            "Bool(bool) from own: boolean,",
            "Text(NText) from &str | own: string,",
            "pub enum F: Built {",
            "Number(f64) from own | (i32) | (u32): number,",
            "Text(String) from &str: string,",
            "pub enum NText {",
            "Low = \"low\",",
            "High = \"high\","
        ]
    );
}

#[test]
fn items_without_a_type_are_the_value_if_all_examples_say_so() {
    let rest = "paths:
  /a:
    get:
      responses:
        '200':
          description: d
          content:
            application/json:
              example: {user: {id: u1}, zone: Europe, list: [a], none: {x: 1}}
              schema:
                type: object
                properties:
                  user: {$ref: '#/components/schemas/User'}
                  zone: {items: {anyOf: [{nullable: true}, {type: string}]}}
                  list: {items: {type: string}}
                  none: {items: {type: string}}
                  either: {oneOf: [{$ref: '#/components/schemas/User'}, {type: string}]}
components:
  schemas:
    User: {items: {anyOf: [{type: object, required: [id], properties: {id: {type: string}}}, {type: object, required: [team], properties: {team: {type: string}}}]}}
";
    assert_eq!(
        lines_of("3.0.3", rest),
        [
            "pub struct A {",
            "pub struct Retrieve: Json<retrieve::Response> => retrieve::Response {",
            "pub struct Response + extra {",
            "pub user: Option<types::User> = \"user\",",
            "pub zone: Option<String> = \"zone\",",
            "pub list: Option<Vec<String>> = \"list\",",
            "pub none: Option<serde_json::Value> = \"none\",",
            "pub either: Option<ResponseEither> = \"either\",",
            "pub enum ResponseEither {",
            "User(types::User): object,",
            "Text(String): string,",
            "pub struct Id + extra {",
            "pub id: String = \"id\",",
            "pub struct Team + extra {",
            "pub team: String = \"team\",",
            "pub enum User {",
            "Id(Id): object [\"id\"] of [\"id\"],",
            "Team(Team): object [\"team\"] of [\"team\"],"
        ]
    );
    assert_eq!(
        said("3.0.3", rest),
        [
            "api.yaml:17:19: note[N0305]: the schema has no `type`, and all examples of the response have the type of its `items`; it is read as the schema of its items",
            "api.yaml:19:19: note[N0305]: no example of the response has the type of this schema; any JSON value is accepted",
            "api.yaml:23:5: note[N0305]: the schema has no `type`, and all examples of the response have the type of its `items`; it is read as the schema of its items"
        ]
    );
}

#[test]
fn items_beside_alternatives_and_nulls_as_empty_objects_are_read() {
    let schemas = "    Any:
      type: object
      properties:
        command: {items: {type: string}, oneOf: [{type: array, items: {}}, {type: string}]}
        bare: {items: {type: integer}, anyOf: [{type: array}, {type: boolean}]}
        input: {oneOf: [{$ref: '#/components/schemas/Input'}, {title: Null, type: object, nullable: true, additionalProperties: false}]}
    Input: {type: object, properties: {a: {type: string}}}
";
    assert_eq!(
        types_of("3.0.3", schemas),
        [
            "pub struct Any + extra: Default {",
            "pub command: Option<Command> = \"command\" set(Command),",
            "pub bare: Option<Bare> = \"bare\" set(Bare),",
            "pub input: Option<Option<super::Input>> = \"input\" ? null set(super::Input),",
            "pub enum Command: Built {",
            "List(Vec<String>) from [into String]: array of string,",
            "Text(String) from &str: string,",
            "pub enum Bare: Built {",
            "List(Vec<i64>) from [into i64]: array of integer,",
            "Bool(bool) from own: boolean,",
            "pub struct Input + extra: Default {",
            "pub a: Option<String> = \"a\" set(String),"
        ]
    );
    let rest = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    assert_eq!(
        said("3.0.3", &rest),
        [
            "api.yaml:11:48: note[N0307]: OpenAPI 3.0 requires `items` in an array; without it, an item is any JSON value",
            "api.yaml:12:63: note[N0311]: this alternative allows only an empty object or null; it is read as null"
        ]
    );
}

#[test]
fn empty_lists_of_schemas_are_told() {
    let found = said(
        "3.1.0",
        "paths: {}\ncomponents:\n  schemas:\n    A: {type: object, properties: {a: {type: []}, b: {oneOf: []}, c: {type: string, enum: []}}}\n",
    );
    let told = |place: &str, key: &str| {
        format!(
            "api.yaml:7:{place}: note[N0112]: the list in `{key}` must not be empty; it is ignored"
        )
    };
    assert_eq!(
        found,
        [told("40", "type"), told("55", "oneOf"), told("85", "enum")]
    );
}
