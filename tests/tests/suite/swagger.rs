//! Documents of version 2.0: their servers, their diagnostics, and the commands on them.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;
use generator::diff::{Side, compare};
use tests::{Document, root};

use crate::assert_snapshot;

const OPERATION: &str = "paths: {/a: {get: {responses: {'204': {description: d}}}}}\n";

fn written(head: &str, rest: &str) -> Document {
    Document::new(&format!(
        "swagger: '2.0'\ninfo: {{title: T, version: 1.0.0}}\n{head}{rest}"
    ))
}

/// The diagnostics of a document with a host.
fn said(rest: &str) -> String {
    written("host: example.com\n", rest).diagnostics()
}

/// The base URL of a document, and its diagnostics.
fn server(head: &str) -> String {
    let document = written(head, OPERATION);
    let outcome = Generator::new(document.path()).describe();
    let api = &outcome.made().expect("it is a document").api;
    let said = outcome.diagnostics().iter();
    let said = said.map(|one| format!(" [{} {}]", one.code, one.message));
    format!("{}{}", api.base_url, said.collect::<String>())
}

#[test]
fn the_server_is_scheme_host_and_base_path() {
    for (head, expected) in [
        (
            "host: a.example\n",
            "https://a.example [N0804 the document lists neither `https` nor `http` in `schemes`; requests are sent to `https://a.example`]",
        ),
        (
            "host: a.example:8080\nbasePath: /v1/\nschemes: [http]\n",
            "http://a.example:8080/v1",
        ),
        (
            "host: https://a.example/\nbasePath: v1\nschemes: [ws, HTTP, https]\n",
            "https://a.example/v1",
        ),
        (
            "schemes: [https]\n",
            " [N0802 the document has no server; users of the crate must set a base URL]",
        ),
        (
            "basePath: /v1\n",
            " [N0801 the server URL `/v1` is not absolute; users of the crate must set a base URL]",
        ),
        (
            "schemes: [https]\nx-ms-parameterized-host: {hostTemplate: '{name}.example', parameters: [{name: name, in: path, type: string, required: true, default: shop}]}\nbasePath: /v1\n",
            "https://shop.example/v1",
        ),
        (
            "x-ms-parameterized-host: {hostTemplate: '{url}', useSchemePrefix: false, parameters: [{name: url, in: path, type: string, required: true}]}\n",
            " [N0802 the document has no server; users of the crate must set a base URL]",
        ),
    ] {
        assert_eq!(server(head), expected, "{head}");
    }
}

#[test]
fn diagnostics_name_the_places_of_the_document() {
    let said = said(
        "schemes: 1
produces: [application/json, 5]
securityDefinitions:
  token: {type: oauth2, flow: accessCode, authorizationUrl: https://a.example, tokenUrl: https://a.example}
security: [{key: []}]
paths:
  /a/{id}:
    parameters:
    - {name: other, in: path, type: string}
    - {$ref: '#/parameters/limits'}
    get:
      responses:
        '200': {description: d, schema: {$ref: '#/definitions/Pets'}}
        2OO: {description: d}
    post:
      consumes: [application/json]
      parameters:
      - {name: a, in: formData, type: string}
      - {name: a, in: formData, type: integer}
      - {name: ids, in: query, type: array, collectionFormat: spaces, items: {type: string}}
      - {name: X-Ids, in: header, type: array, collectionFormat: multi, items: {type: string}}
      - {name: session, in: cookie, type: string}
      - {name: plain, in: query}
      - {name: deep, in: query, schema: {type: integer}}
      responses: {'204': {descripton: d}}
    put:
      parameters:
      - {name: body, in: body, schema: {type: object}}
      - {name: more, in: body, schema: {type: object}}
      - {name: a, in: formData, type: string}
      responses: {'204': {description: d}}
    patch:
      parameters:
      - {$ref: '#/parameters/gone'}
      responses: {'204': {description: d}}
    delete: {}
parameters:
  limit: {name: limit, in: query, type: integer, format: int32, default: many}
definitions:
  Pet:
    x-ms-client-flatten: true
    discriminator: kind
    required: [kind]
    properties:
      kind: {type: strnig, x-ms-client-name: sort}
      tags: {type: array}
",
    );
    assert_snapshot("swagger_diagnostics", &said);
}

/// One key for each object, as OpenAPI 3 writes it.
#[test]
fn keys_of_openapi_3_are_reported_with_those_of_2() {
    let said = said(
        "servers: [{url: https://example.com}]
components: {schemas: {}}
webhooks: {}
securityDefinitions:
  token: {type: oauth2, flow: implicit, authorizationUrl: https://a.example, flows: {}}
paths:
  /a:
    post:
      requestBody: {content: {}}
      callbacks: {}
      parameters:
      - {name: a, in: query, type: array, items: {type: string}, style: form, explode: true}
      responses:
        '200':
          description: d
          content: {}
          links: {}
          headers: {X-A: {schema: {type: string}}}
",
    );
    assert_snapshot("swagger_keys", &said);
}

#[test]
fn keys_of_2_are_unknown_in_openapi_3() {
    let document = Document::new(
        "openapi: 3.0.3\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\nswagger: '2.0'\ndefinitions: {}\npaths: {/a: {get: {produces: [a/b], responses: {'204': {description: d}}}}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:4:1: warning[W0111]: `swagger` is not a key of an OpenAPI document; it is ignored\n  at /swagger\napi.yaml:5:1: warning[W0111]: `definitions` is not a key of an OpenAPI document; it is ignored\n  at /definitions\napi.yaml:6:20: warning[W0111]: `produces` is not a key of an operation; it is ignored\n  at /paths/~1a/get/produces"
    );
}

#[test]
fn values_are_checked_against_their_schemas() {
    let document = written(
        "host: example.com\nschemes: [https]\nproduces: [application/json]\n",
        "paths:
  /a:
    get:
      parameters:
      - {name: limit, in: query, type: integer, default: many, x-example: 5}
      - {name: size, in: query, type: integer, x-example: [1]}
      responses:
        '200': {description: d, schema: {$ref: '#/definitions/Pet'}, examples: {application/json: {name: 1}}}
definitions:
  Pet: {type: object, properties: {name: {type: string}}}
",
    );
    let outcome = Generator::new(document.path()).check();
    let said = outcome.diagnostics().iter();
    let said = said.map(|one| {
        let (line, column) = (one.span.start.line, one.span.start.column);
        format!("{}:{line}:{column} {}", one.code, one.message)
    });
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            "W0902:10:49 the default does not match its schema: the value must be an integer, found a string",
            "W0901:11:48 the example does not match its schema: the value must be an integer, found an array",
            "W0901:13:100 the example does not match its schema: the value must be a string, found a number",
        ]
    );
}

#[test]
fn an_overlay_changes_the_document() {
    let document = written("host: example.com\n", OPERATION);
    let overlay = document.path().with_file_name("overlay.yaml");
    let text = "overlay: 1.0.0\ninfo: {title: O, version: 1.0.0}\nactions:\n- target: $.paths['/a'].get\n  update: {produces: [text/plain], responses: {'200': {description: d, schema: {type: string}}}}\n- target: $\n  update: {host: other.example}\n";
    std::fs::write(&overlay, text).expect("it is written");
    let outcome = Generator::new(document.path()).overlay(&overlay).generate();
    let generated = outcome.made().expect("it is generated");
    assert_eq!(
        generated.surface,
        ["GET /a → client.a().retrieve() -> String"]
    );
    let client = generated.files.files.get("src/client.rs");
    assert!(client.is_some_and(|text| text.contains("https://other.example")));
}

#[test]
fn changes_of_a_document_have_verdicts() {
    let with = |kind: &str| {
        let parameters = format!("parameters: [{{name: limit, in: query, type: {kind}}}]");
        let rest = OPERATION.replace("responses", &format!("{parameters}, responses"));
        written("host: example.com\n", &rest)
    };
    let (old, new) = (with("integer"), with("string"));
    let read = |document: &Document| Generator::new(document.path()).public_api();
    let (old, new) = (read(&old), read(&new));
    let side = |read| Side::of(read).expect("it is a document");
    assert_snapshot("swagger_diff", &compare(side(&old), side(&new)).text());
}

/// Every operation of the case has a method, and nothing about it is reported but the streams and an assumption.
#[test]
fn streams_and_assumptions_are_reported() {
    let document = root().join("tests/cases/swagger/openapi.yaml");
    let outcome = Generator::new(document).check();
    let said = outcome.diagnostics().iter();
    let said = said.map(|one| format!("{} {}", one.code, one.message));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            "N0215 a response with the media type `application/json` is read as JSON lines",
            "N0224 error responses are also read as `application/json`, although `produces` does not list it"
        ]
    );
}

#[test]
fn cycles_and_depth_do_no_harm() {
    let deep = "{type: array, items: ".repeat(64) + "{type: string}" + &"}".repeat(64);
    for rest in [
        "paths: {/a: {get: {parameters: [{$ref: '#/parameters/a'}], responses: {'200': {$ref: '#/responses/a'}}}}}\nparameters: {a: {$ref: '#/parameters/a'}}\nresponses: {a: {$ref: '#/responses/a'}}\n",
        "paths: {/a: {$ref: '#/paths/~1a'}}\n",
        "paths: {/a: {get: {responses: {'200': {description: d, schema: {$ref: '#/definitions/A'}}}}}}\ndefinitions: {A: {discriminator: k, allOf: [{$ref: '#/definitions/A'}]}}\n",
        "paths: {/a: {get: {responses: 1, parameters: {}}}}\nx-ms-paths: []\nx-ms-parameterized-host: 3\n",
        "paths: {/a: {post: {consumes: {}, produces: 1, parameters: [{in: formData}, {name: f}, 5], responses: {}}}}\nsecurityDefinitions: {a: {type: oauth2, scopes: []}}\n",
        &format!(
            "paths: {{/a: {{get: {{parameters: [{{name: a, in: query, {}], responses: {{}}}}}}}}}}\n",
            deep.trim_start_matches('{')
        ),
    ] {
        // It must end, whatever it says.
        assert_ne!(said(rest), "panic", "{rest}");
    }
}

#[test]
fn parts_that_cost_only_themselves() {
    let document = Document::new(
        "swagger: '2.0'
info: {title: T, version: 1.0.0}
host: api.example.com
paths:
  /a:
    get:
      parameters: [{name: p, in: file, type: string}, {in: query, type: string}]
      security: [{login: []}]
      responses: {'204': {description: Nothing}}
  /b:
    get: {responses: {'204': {description: Nothing}}}
securityDefinitions:
  login: {type: oauth2, flow: code, authorizationUrl: 'https://api.example.com', scopes: {}}
  other: {type: oauth2, tokenUrl: 'https://api.example.com', scopes: {}}
",
    );
    let said = document.diagnostics();
    assert!(!said.contains("error["), "{said}");
    assert_snapshot("swagger_parts", &said);
}

/// Some documents have one parameter, or one security requirement, where a list of them belongs.
#[test]
fn one_item_in_place_of_a_list() {
    let document = written(
        "host: api.example.com\nschemes: [https]\n",
        "paths:
  /a:
    get:
      parameters: {name: user, in: query, type: string}
      security: {token: []}
      responses: {'204': {description: Nothing}}
  /b:
    get:
      parameters: {$ref: '#/parameters/user'}
      security: {}
      responses: {'204': {description: Nothing}}
  /c:
    get:
      parameters: {user: {name: user, in: query, type: string}}
      security: {token: read}
      responses: {'204': {description: Nothing}}
security: [{token: []}]
parameters:
  user: {name: user, in: query, type: string}
securityDefinitions:
  token: {type: apiKey, name: Token, in: header}
",
    );
    let outcome = Generator::new(document.path()).describe();
    let api = &outcome.made().expect("it is a document").api;
    let operations = api.operations.iter().map(|one| {
        let names: Vec<&str> = one.arguments.iter().map(|one| one.wire.as_str()).collect();
        let schemes: Vec<usize> = one.security.iter().map(Vec::len).collect();
        (names, schemes)
    });
    assert_eq!(
        operations.collect::<Vec<_>>(),
        [
            (vec!["user"], vec![1]),
            (vec!["user"], vec![0]),
            (vec![], vec![1])
        ]
    );
    let said = document.diagnostics();
    let said: Vec<&str> = said.lines().filter(|line| line.contains("W0105")).collect();
    assert_eq!(
        said,
        [
            "api.yaml:8:7: warning[W0105]: `parameters` must be an array, found an object; it is read as the only item",
            "api.yaml:9:7: warning[W0105]: `security` must be an array, found an object; it is read as the only item",
            "api.yaml:13:7: warning[W0105]: `parameters` must be an array, found an object; it is read as the only item",
            "api.yaml:14:7: warning[W0105]: `security` must be an array, found an object; it is read as the only item",
            "api.yaml:18:7: warning[W0105]: `parameters` must be an array, found an object; it is ignored",
            "api.yaml:19:7: warning[W0105]: `security` must be an array, found an object; it is ignored",
        ]
    );
}

/// The diagnostics about the kind of a body, for a response with this description and schema.
fn kinds(description: &str, schema: &str) -> Vec<String> {
    let document = written(
        "host: example.com\n",
        &format!(
            "produces: [application/json]\npaths: {{/a: {{get: {{responses: {{'200': {{description: '{description}', schema: {schema}}}}}}}}}}}\n"
        ),
    );
    let outcome = Generator::new(document.path()).describe();
    let said = outcome.diagnostics().iter();
    let said = said.filter(|one| one.code.to_string() == "N0215");
    said.map(|one| one.message.clone()).collect()
}

#[test]
fn the_streams_of_grpc_gateway_are_told_by_their_marks_and_members() {
    let message = "a response with the media type `application/json` is read as JSON lines";
    let line = "type: object, properties: {result: {type: string}, error: {type: string}}";
    let titled = format!("{{title: Stream result of String, {line}}}");
    let plain = format!("{{{line}}}");
    let described = "A successful response.(streaming responses)";
    assert_eq!(kinds("d", &titled), [message]);
    assert_eq!(kinds(described, &plain), [message]);
    assert_eq!(kinds("d", &plain), [""; 0]);
    let other = "{type: object, properties: {result: {type: string}, total: {type: integer}}}";
    assert_eq!(kinds(described, other), [""; 0]);
}
