//! The full text of the diagnostics of invalid documents, so that every change of a message shows
//! in the diff.

#![expect(clippy::panic, reason = "tests fail by panicking")]

use tests::Document;

/// A document with these path items, which may be followed by components.
pub(crate) fn with_paths(paths: &str) -> Document {
    Document::new(&format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n{paths}"
    ))
}

#[test]
fn missing_file() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("nowhere.yaml");
    let (said, generated) = tests::run(&path);
    let expected = format!(
        "{}:1:1: error[E0001]: the file cannot be read: No such file or directory (os error 2)",
        path.display()
    );
    assert_eq!(said, expected);
    assert!(generated.is_none());
}

#[test]
fn broken_yaml() {
    let document = Document::new("openapi: 3.1.0\ninfo:\n  title: [a\npaths: {}\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:3:10: error[E0002]: this bracket or quote is never closed; detected on line 4: expected `,` or `]` in an array"
    );
}

#[test]
fn broken_yaml_behind_unusual_ends_of_lines() {
    let document =
        Document::new("openapi: 3.1.0\ninfo:\n  title: 'a\u{85}b\u{2028}c'\n  version: ]\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:4:12: error[E0002]: expected a value"
    );
}

#[test]
fn yaml_that_ends_too_early() {
    let document = Document::new("openapi: 3.1.0\ninfo:\n  title: T\n  vers\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:4:3: error[E0002]: expected `:` after the key"
    );
}

#[test]
fn broken_json() {
    let document = Document::new("{\"openapi\": \"3.1.0\",\n \"info\" [}");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:2:9: error[E0002]: expected `:`"
    );
}

#[test]
fn empty_file() {
    assert_eq!(
        Document::new("").diagnostics(),
        "api.yaml:1:1: error[E0101]: the file is empty\n  help: an OpenAPI document starts with a line such as `openapi: 3.1.0`"
    );
}

#[test]
fn swagger_1() {
    let document = Document::new("info: {title: T, version: '1'}\nswagger: '1.1'\npaths: {}\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:2:1: error[E0102]: Swagger 1.1 is not supported; only Swagger 2.0 and OpenAPI 3.0 to 3.2 are\n  at /swagger\n  help: convert the document, for example with `npx api-spec-converter --from=swagger_1 --to=openapi_3 FILE`"
    );
}

#[test]
fn no_openapi_document() {
    assert_eq!(
        Document::new("a: b\n").diagnostics(),
        "api.yaml:1:1: error[E0101]: this is not an OpenAPI document: `openapi` is missing\n  help: pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`"
    );
}

#[test]
fn unknown_reference() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {$ref: '#/components/schemas/invite'}\ncomponents:\n  schemas:\n    Invite: {type: string}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:12:24: error[E0107]: the reference `#/components/schemas/invite` cannot be resolved\n  at /paths/~1a/get/responses/200/content/application~1json/schema/$ref\n  help: did you mean `Invite` in `/components/schemas`?"
    );
}

#[test]
fn integers_that_are_too_wide() {
    let document = with_paths(
        "  /a:\n    get:\n      responses: {'204': {description: d}}\ncomponents:\n  schemas:\n    A: {type: integer, minimum: 0, maximum: 18446744073709551616}\n    B: {type: integer, minimum: -1, maximum: 18446744073709551615}\n    C: {type: integer, format: uint128}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:10:5: note[N0316]: the format, limits or listed values of the integer exceed 64 bits; it is read as `u64`, and an integer that this type cannot hold is an error\n  at /components/schemas/A\napi.yaml:11:5: note[N0316]: the format, limits or listed values of the integer exceed 64 bits; it is read as `i64`, and an integer that this type cannot hold is an error\n  at /components/schemas/B\napi.yaml:12:5: note[N0316]: the format, limits or listed values of the integer exceed 64 bits; it is read as `u64`, and an integer that this type cannot hold is an error\n  at /components/schemas/C"
    );
}

#[test]
fn dynamic_reference_without_a_scope() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {$dynamicRef: '#t'}\ncomponents:\n  schemas:\n    A: {$dynamicAnchor: t, type: string}\n    B: {$dynamicAnchor: t, type: integer}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:12:24: warning[W0315]: several schemas declare the dynamic anchor of `#t`, and the reference is not in any of them; any JSON value is accepted\n  at /paths/~1a/get/responses/200/content/application~1json/schema/$dynamicRef\n  help: give each of these schemas an `$id`, and refer to the generic one from a schema that declares the anchor"
    );
}

#[test]
fn path_parameter_that_is_not_declared() {
    let document = with_paths("  /a/{id}:\n    get:\n      responses: {'204': {description: d}}\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:5:3: note[N0202]: the path parameter `id` is not declared; it is read as a string\n  at /paths/~1a~1{id}\n  api.yaml:6:5: the operation is here\n  help: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`"
    );
}

#[test]
fn two_operations_of_one_name() {
    let document = with_paths(
        "  /a:\n    get:\n      x-sdk: {method: fetch}\n      responses: {'204': {description: d}}\n    post:\n      x-sdk: {method: fetch}\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:10:15: error[E0401]: two operations have the method name `client.a().fetch()`\n  at /paths/~1a/post/x-sdk/method\n  api.yaml:7:15: the first operation is here\n  help: rename one of them with `x-sdk: { method: … }`"
    );
}

#[test]
fn key_that_stands_twice() {
    let document = with_paths(
        "  /a:\n    get:\n      summary: one\n      summary: two\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:8:7: warning[W0004]: this key appears more than once in its object; the last value is used\n  at /paths/~1a/get/summary"
    );
}

#[test]
fn unknown_keyword() {
    let document = with_paths(
        "  /a:\n    get:\n      operationid: x\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:7:7: warning[W0111]: unknown key `operationid`; did you mean `operationId`?\n  at /paths/~1a/get/operationid"
    );
}

#[test]
fn unknown_security_scheme() {
    let document = with_paths(
        "  /a:\n    get:\n      security: [{Key: []}]\n      responses: {'204': {description: d}}\ncomponents:\n  securitySchemes:\n    ApiKey: {type: http, scheme: bearer}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:7:19: warning[W0702]: the security scheme `Key` is not declared; this security requirement is ignored\n  at /paths/~1a/get/security/0/Key\n  help: use a scheme that is declared in `components/securitySchemes`, such as `ApiKey`, or declare `Key` there"
    );
}

#[test]
fn security_scheme_where_there_are_none() {
    let document = with_paths(
        "  /a:\n    get:\n      security: [{Key: []}]\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:7:19: warning[W0702]: the security scheme `Key` is not declared; this security requirement is ignored\n  at /paths/~1a/get/security/0/Key\n  help: declare it in `components/securitySchemes`"
    );
}

#[test]
fn client_certificate_that_operations_ask_for() {
    let document = with_paths(
        "  /a:\n    get:\n      security: [{Tls: [], Key: []}]\n      responses: {'204': {description: d}}\ncomponents:\n  securitySchemes:\n    Tls: {type: mutualTLS}\n    Key: {type: http, scheme: bearer}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:11:5: note[N0701]: a client certificate must be set on the HTTP client; no credential is generated for this security scheme\n  at /components/securitySchemes/Tls"
    );
}

#[test]
fn reference_to_itself() {
    let document = with_paths("  /a:\n    $ref: '#/paths/~1b'\n  /b:\n    $ref: '#/paths/~1a'\n");
    assert_eq!(
        document.diagnostics(),
        "api.yaml:5:3: error[E0109]: the reference is circular\n  at /paths/~1a\napi.yaml:7:3: error[E0109]: the reference is circular\n  at /paths/~1b"
    );
}

#[test]
fn parts_that_cost_only_themselves() {
    let document = Document::new(
        "openapi: 3.1.0
servers: [{description: none}, {url: 'https://api.example.com'}]
tags: [a]
paths:
  /a:
    get:
      parameters: [{name: p, in: body}, {in: query}, {$ref: null}]
      security: [{key: []}]
      responses: {'204': done}
    post:
      requestBody: null
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}}
components:
  securitySchemes: {key: {type: apiKey, name: X-Key}}
  schemas:
    T: {type: object, discriminator: {}, properties: {a: text, b: {type: string}}, additionalProperties: 'true'}
",
    );
    let expected = [
        "api.yaml:1:1: warning[E0106]: an OpenAPI document must have `info`; without it, the title and the version are read as empty",
        "api.yaml:2:11: warning[E0106]: this server lacks `url`; the server is ignored",
        "  at /servers/0",
        "api.yaml:3:8: warning[E0104]: a tag must be an object, found a string; it is ignored",
        "  at /tags/0",
        "api.yaml:7:30: warning[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `body`; the parameter is ignored",
        "  at /paths/~1a/get/parameters/0/in",
        "  help: describe the body with `requestBody`",
        "api.yaml:7:41: warning[E0106]: this parameter lacks `name`; the parameter is ignored",
        "  at /paths/~1a/get/parameters/1",
        "api.yaml:7:55: warning[E0110]: `$ref` must be a string, found null; it is ignored",
        "  at /paths/~1a/get/parameters/2/$ref",
        "  help: quote the reference: in YAML, an unquoted `#` starts a comment",
        "api.yaml:9:19: warning[E0104]: a response must be an object, found a string; it is ignored",
        "  at /paths/~1a/get/responses/204",
        "api.yaml:14:21: warning[E0106]: this security scheme of type `apiKey` lacks `in`; the security scheme is ignored",
        "  at /components/securitySchemes/key",
        "api.yaml:16:23: warning[E0106]: this discriminator lacks `propertyName`; the discriminator is ignored",
        "  at /components/schemas/T/discriminator",
        "api.yaml:16:55: warning[E0104]: a schema must be an object, found a string; any JSON value is accepted",
        "  at /components/schemas/T/properties/a",
        "api.yaml:16:84: warning[E0104]: a schema must be an object, found a string; any JSON value is accepted",
        "  at /components/schemas/T/additionalProperties",
    ];
    assert_eq!(document.diagnostics().lines().collect::<Vec<_>>(), expected);
}

#[test]
fn path_items_that_cost_themselves() {
    let document = with_paths(
        "  /a:\n    $ref: '#/paths/~1b'\n  /b:\n    $ref: '#/paths/~1a'\n  /c: null\n  /d:\n    get: null\n    post: {responses: {'204': {description: d}}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:5:3: warning[E0109]: the reference is circular; it is ignored\n  at /paths/~1a\napi.yaml:7:3: warning[E0109]: the reference is circular; it is ignored\n  at /paths/~1b\napi.yaml:9:3: warning[E0104]: a path item must be an object, found null; it is skipped\n  at /paths/~1c\napi.yaml:11:5: warning[E0104]: an operation must be an object, found null; it is skipped\n  at /paths/~1d/get"
    );
}

#[test]
fn missing_member_of_the_only_body() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {type: object, properties: {owner: {$ref: '#/components/schemas/Gone'}}}\ncomponents:\n  schemas: {A: {type: string}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:12:59: warning[E0107]: the reference `#/components/schemas/Gone` cannot be resolved; any JSON value is accepted\n  at /paths/~1a/get/responses/200/content/application~1json/schema/properties/owner/$ref\n  help: `/components/schemas` contains only `A`"
    );
}

#[test]
fn reference_to_a_missing_file() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200': {description: d, content: {application/json: {schema: {$ref: gone.yaml}}}}\n        '400': {$ref: gone.yaml}\n    post:\n      requestBody: {$ref: gone.yaml}\n      responses: {'204': {description: d}}\n",
    );
    let related = "  gone.yaml:1:1: the file cannot be read: No such file or directory (os error 2)\n  help: add or correct the file, or correct the reference, which is relative to the folder of the file that contains it";
    let said = document.diagnostics();
    for (at, pointer, consequence) in [
        (
            "8:71",
            "get/responses/200/content/application~1json/schema",
            "any JSON value is accepted",
        ),
        ("9:17", "get/responses/400", "it is ignored"),
        ("11:21", "post/requestBody", "the operation is skipped"),
    ] {
        let expected = format!(
            "api.yaml:{at}: warning[W0108]: the reference `gone.yaml` cannot be read; {consequence}\n  at /paths/~1a/{pointer}/$ref\n{related}"
        );
        assert!(said.contains(&expected), "{expected}\n\n{said}");
    }
}

#[test]
fn two_operations_of_one_id() {
    let document = with_paths(
        "  /a:\n    get:\n      operationId: fetch\n      responses: {'204': {description: d}}\n  /b:\n    get:\n      operationId: fetch\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:11:7: warning[W0403]: two operations have the `operationId` `fetch`; both methods are generated, with names from their paths\n  at /paths/~1b/get/operationId\n  api.yaml:7:7: the first operation is here\n  help: make each `operationId` unique"
    );
}

#[test]
fn value_without_an_end() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}\ncomponents:\n  schemas:\n    Node:\n      type: object\n      required: [id, next, children, parent]\n      properties:\n        id: {type: string}\n        next: {$ref: '#/components/schemas/Node'}\n        children: {type: array, items: {$ref: '#/components/schemas/Node'}}\n        parent: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:13:5: warning[W0302]: `next` is required, which would make every value infinite; it becomes optional\n  at /components/schemas/Node"
    );
}

#[test]
fn schemas_that_are_nothing_but_each_other() {
    let document = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content: {application/json: {schema: {$ref: '#/components/schemas/A'}, example: {x: 1}}}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:13:5: warning[W0303]: this schema refers only to itself; any JSON value is accepted\n  at /components/schemas/A"
    );
}

#[test]
fn properties_that_are_those_of_what_they_are_in() {
    let component = with_paths(
        "  {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n        b:\n          type: object\n          properties: {$ref: '#/components/schemas'}\n",
    );
    assert_eq!(component.diagnostics(), "");
    let inline = with_paths(
        "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema:\n                type: object\n                properties: {$ref: '#/paths/~1a/get/responses/200/content/application~1json'}\n",
    );
    assert_eq!(
        inline.diagnostics(),
        "api.yaml:12:15: warning[W0303]: this schema contains itself; the inner occurrence accepts any JSON value\n  at /paths/~1a/get/responses/200/content/application~1json/schema"
    );
}

#[test]
fn examples_are_ignored_where_the_document_says_so() {
    let operation = "  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {type: object, required: [id], properties: {id: {type: string}}}\n              example: {name: a}\n";
    let document = with_paths(operation);
    assert_eq!(
        document.diagnostics(),
        "api.yaml:12:67: note[N0301]: `id` is required, but is missing from at least half of the examples of the response; it becomes optional\n  at /paths/~1a/get/responses/200/content/application~1json/schema/properties/id"
    );
    let document = with_paths(&format!("{operation}x-sdk: {{examples: ignore}}\n"));
    assert_eq!(document.diagnostics(), "");
    let document = with_paths(&format!("{operation}x-sdk: {{examples: some}}\n"));
    assert!(
        document
            .diagnostics()
            .contains("error[E0502]: `examples` must be `ignore`")
    );
}
