//! References to components of another kind, and those of other drafts of JSON Schema.

use super::{lines_of, said, types_of};

#[test]
fn a_reference_to_a_component_of_another_kind_is_told() {
    let rest = "paths:
  /response: {get: {responses: {'200': {$ref: '#/components/schemas/S'}}}}
  /body: {post: {requestBody: {$ref: '#/components/schemas/S'}, responses: {'204': {description: d}}}}
  /media: {get: {responses: {'200': {description: d, content: {application/json: {$ref: '#/components/schemas/S'}}}}}}
  /schema: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/responses/R'}}}}}}}
  /parameter: {get: {parameters: [{name: q, in: query, schema: {$ref: '#/components/parameters/P'}}], responses: {'204': {description: d}}}}
  /path: {$ref: '#/components/schemas/S'}
components:
  responses: {R: {description: r, content: {application/json: {schema: {type: integer}}}}}
  parameters: {P: {name: p, in: query, required: true, schema: {type: integer}}}
  schemas: {S: {type: object, required: [s], properties: {s: {type: string}}}}
";
    assert_eq!(
        lines_of("3.1.0", rest),
        [
            "pub struct Body {",
            "pub struct Create: Empty => () {",
            "pub struct Media {",
            "pub struct Retrieve: Json<types::S> => types::S {",
            "pub struct Parameter {",
            "pub struct Retrieve: Empty => () {",
            "q: (as IntoJson) = query(\"q\"),",
            "pub struct ResponseResource {",
            "pub struct Retrieve: Json<types::S> => types::S {",
            "pub struct Schema {",
            "pub struct Retrieve: Json<types::R> => types::R {",
            "pub type P = serde_json::Value;",
            "pub type R = serde_json::Value;",
            "pub struct S + extra {",
            "pub s: String = \"s\" new(String),"
        ]
    );
    assert_eq!(
        said("3.1.0", rest),
        [
            "api.yaml:5:41: warning[W0134]: the reference leads to a schema, but a response is expected; it is read as the schema of a JSON body",
            "api.yaml:6:18: note[N0216]: no request body has `required`; those whose schemas have required properties are read as required",
            "api.yaml:6:32: warning[W0134]: the reference leads to a schema, but a request body is expected; it is read as the schema of a JSON body",
            "api.yaml:7:83: warning[W0134]: the reference leads to a schema, but a media type is expected; it is read as the schema of the media type",
            "api.yaml:8:93: warning[W0134]: the reference leads to a response, but a schema is expected; any JSON value is accepted",
            "api.yaml:9:65: warning[W0134]: the reference leads to a parameter, but a schema is expected; any JSON value is accepted",
            "api.yaml:10:11: warning[W0134]: the reference leads to a schema, but a path item is expected; it is ignored"
        ]
    );
}

#[test]
fn schemas_of_other_drafts_are_told() {
    let schemas = "    closed: {type: array, items: [{type: string}, {type: integer}], additionalItems: false, minItems: 2}
    open: {type: array, items: {type: string}, additionalItems: false}
    And:
      $recursiveAnchor: true
      type: object
      required: [all]
      properties:
        all: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Is'}, {$recursiveRef: '#'}]}}
        first: {$recursiveRef: '#'}
        other: {$recursiveRef: '#name'}
    Is: {type: object, required: [key], properties: {key: {type: string}}}
    Tree: {type: object, properties: {children: {type: array, items: {$recursiveRef: '#'}}}}
";
    assert_eq!(
        types_of("3.1.0", schemas),
        [
            "pub struct And + extra {",
            "pub all: Vec<AllItem> = \"all\" new [AllItem]<K1>,",
            "pub first: Option<Box<And>> = \"first\" set(box And),",
            "pub other: Option<serde_json::Value> = \"other\" set(as IntoJson),",
            "pub enum AllItem: Built {",
            "Is(super::Is) from own: object [\"key\"] of [\"key\"],",
            "And(And) from own: object [\"all\"] of [\"all\", \"first\", \"other\"],",
            "pub struct Closed of 2 {",
            "pub struct Is + extra {",
            "pub key: String = \"key\" new(String),",
            "pub type Open = Vec<String>;",
            "pub struct Tree + extra: Default {",
            "pub children: Option<Vec<Tree>> = \"children\" set [Tree],"
        ]
    );
    let rest = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    assert_eq!(
        said("3.1.0", &rest),
        [
            "api.yaml:7:27: note[N0120]: OpenAPI 3 does not define `items` as a list; it is read as `prefixItems` of OpenAPI 3.1",
            "api.yaml:7:69: note[N0120]: OpenAPI 3 does not define `additionalItems`; it is read as `items` beside `prefixItems` of OpenAPI 3.1",
            "api.yaml:8:48: note[N0120]: OpenAPI 3 does not define `additionalItems`; it is ignored, because `items` is not a list",
            "api.yaml:14:80: note[N0120]: OpenAPI 3 does not define `$recursiveRef`; it is read as JSON Schema 2019-09 defines it (in 3 places)",
            "api.yaml:16:17: note[N0120]: OpenAPI 3 does not define `$recursiveRef`; it is ignored, because it is not `#`"
        ]
    );
}
