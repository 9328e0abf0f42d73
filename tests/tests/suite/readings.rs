//! Values that are read otherwise than the specification defines them, each with a note.

use tests::Document;

/// The lines of the diagnostics of a document that begin with its name.
fn said(text: &str) -> Vec<String> {
    let said = Document::new(text).diagnostics();
    let lines = said.lines().filter(|line| line.starts_with("api.yaml:"));
    lines.map(str::to_owned).collect()
}

/// The diagnostics of an operation of version 3.
fn of_operation(version: &str, operation: &str) -> Vec<String> {
    said(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a/{{id}}:\n    get:\n{operation}"
    ))
}

/// The diagnostics of a document of version 2.0.
fn of_swagger(rest: &str) -> Vec<String> {
    said(&format!(
        "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\nhost: example.com\n{rest}"
    ))
}

#[test]
fn defaults_of_swagger_are_told() {
    let found = of_swagger(
        "paths:
  /a:
    get:
      responses: {'200': {description: d, schema: {type: string}}}
    put:
      produces: []
      parameters: [{name: b, in: body, required: true, schema: {type: string}}]
      responses: {'200': {description: d, schema: {type: file}}}
    post:
      produces: [text/csv]
      parameters: [{name: b, in: formData, type: string}]
      responses:
        '200': {description: d, schema: {type: string}}
        '400': {description: d, schema: {type: string}}
        '500': {description: d, schema: {type: string}}
  /b:
    patch:
      parameters: [{name: b, in: formData, type: file}]
      responses: {'204': {description: d}}
",
    );
    assert_eq!(
        found,
        [
            "api.yaml:1:1: note[N0224]: `consumes` lists no media type for some operations; they are assumed to send `application/json`",
            "api.yaml:1:1: note[N0224]: `consumes` lists no media type for some operations; they are assumed to send forms as `application/x-www-form-urlencoded`",
            "api.yaml:1:1: note[N0224]: `produces` lists no media type for some operations; they are assumed to return `application/json`",
            "api.yaml:1:1: note[N0224]: `produces` lists no media type for some operations; they are assumed to return `application/octet-stream`",
            "api.yaml:3:1: note[N0804]: the document lists neither `https` nor `http` in `schemes`; requests are sent to `https://example.com`",
            "api.yaml:13:7: note[N0224]: error responses are also read as `application/json`, although `produces` does not list it",
        ]
    );
}

#[test]
fn keys_of_openapi_3_that_are_read_in_swagger_are_told() {
    let found = of_swagger(
        "schemes: [https]
produces: [application/json]
securityDefinitions: {a: {type: oauth2, flow: implicit, authorizationUrl: https://a.example, scopes: {}, bearerFormat: JWT}}
paths:
  /a:
    get:
      parameters: [{name: b, in: query, type: string, deprecated: true}]
      responses: {'200': {description: d, schema: {$ref: '#/definitions/A'}}}
definitions:
  A: {type: object, properties: {a: {type: string, nullable: true, x-nullable: true}, b: {oneOf: [{type: string}, {type: integer}]}}}
",
    );
    let note = |at: &str, key: &str, of: &str| {
        format!(
            "api.yaml:{at}: note[N0120]: `{key}` is not a key of {of} in Swagger 2.0; it is read as in OpenAPI 3"
        )
    };
    assert_eq!(
        found,
        [
            note("6:106", "bearerFormat", "a security scheme"),
            note("10:55", "deprecated", "a parameter"),
            note("13:52", "nullable", "a schema"),
            note("13:91", "oneOf", "a schema"),
        ]
    );
}

#[test]
fn reserved_characters_in_paths_are_those_of_a_later_version() {
    let operation = "      parameters: [{name: id, in: path, required: true, allowReserved: true, schema: {type: string}}]\n      responses: {'204': {description: d}}\n";
    let message = "api.yaml:7:57: note[N0120]: `allowReserved` of a path parameter is not defined before OpenAPI 3.2; it is read as OpenAPI 3.2 defines it";
    assert_eq!(of_operation("3.0.3", operation), [message]);
    assert_eq!(of_operation("3.1.0", operation), [message]);
    let newer = of_operation("3.2.0", operation);
    assert!(
        newer.iter().all(|line| !line.contains("N0120")),
        "{newer:?}"
    );
}

const ID: &str =
    "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n";

#[test]
fn words_are_no_media_types() {
    let found = of_operation(
        "3.1.0",
        &format!(
            "{ID}      responses: {{'200': {{description: d, content: {{'*': {{schema: {{type: integer}}}}}}}}}}\n      requestBody: {{content: {{json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}\n"
        )
        .replace("get", "post"),
    );
    assert_eq!(
        found,
        [
            "api.yaml:8:53: note[N0225]: `*` is not a media type; it is read as `*/*`",
            "api.yaml:9:31: note[N0225]: `json` is not a media type, because it has no `/`; bodies are sent and read as bytes",
        ]
    );
    let found = of_swagger(
        "schemes: [https]\nproduces: ['*', application/json]\npaths:\n  /a:\n    get:\n      responses: {'200': {description: d, schema: {type: integer}}}\n",
    );
    assert_eq!(
        found,
        ["api.yaml:5:12: note[N0225]: `*` is not a media type; it is read as `*/*`"]
    );
}

#[test]
fn whole_events_are_told_unless_they_are_items() {
    let event = "{type: object, required: [data], properties: {data: {type: integer}}}";
    let with = |key: &str| {
        of_operation(
            "3.1.0",
            &format!(
                "{ID}      responses: {{'200': {{description: d, content: {{text/event-stream: {{{key}: {event}}}}}}}}}\n"
            ),
        )
    };
    assert_eq!(
        with("schema"),
        [
            "api.yaml:8:73: note[N0226]: the schema describes whole events; the stream returns their `data`"
        ]
    );
    assert_eq!(with("itemSchema"), [""; 0]);
}

#[test]
fn unevaluated_items_beside_evaluated_ones_describe_no_item() {
    let with = |schema: &str| {
        of_operation(
            "3.1.0",
            &format!(
                "{ID}      responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}\n"
            ),
        )
    };
    assert_eq!(
        with("{type: array, unevaluatedItems: {type: integer}}"),
        [""; 0]
    );
    let found = with("{type: array, contains: {type: string}, unevaluatedItems: {type: integer}}");
    let message = "note[N0112]: `unevaluatedItems` has no effect beside `contains`";
    let found: Vec<_> = found.iter().filter(|line| line.contains(message)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn names_that_cookies_may_not_have_are_told() {
    let found = of_operation(
        "3.1.0",
        "      parameters:\n      - {name: id, in: path, required: true, schema: {type: string}}\n      - {name: 'a[b]', in: cookie, schema: {type: string}}\n      - {name: 'a;b', in: cookie, schema: {type: string}}\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        found,
        [
            "api.yaml:9:10: warning[W0222]: RFC 6265 does not allow the name `a[b]` for a cookie; it is sent as is",
            "api.yaml:10:10: warning[W0222]: a cookie cannot have the name `a;b`; the parameter is ignored",
        ]
    );
}

#[test]
fn security_schemes_whose_names_headers_may_not_have_are_ignored() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\nsecurity: [{a: [], b: [], c: []}]\npaths:\n  /a: {put: {responses: {'204': {description: d}}}}\ncomponents:\n  securitySchemes:\n    a: {type: apiKey, in: header, name: X Key}\n    b: {type: apiKey, in: cookie, name: 'a;b'}\n    c: {type: apiKey, in: query, name: X Key}\n";
    assert_eq!(
        said(text),
        [
            "api.yaml:9:35: warning[W0222]: a header cannot have the name `X Key`; the security scheme is ignored",
            "api.yaml:10:35: warning[W0222]: a cookie cannot have the name `a;b`; the security scheme is ignored",
        ]
    );
    let generated = tests::run(&Document::new(text).path()).1;
    let files = generated.map(|generated| generated.files.files);
    let files = files.expect("it is generated");
    let client = files.get("src/client.rs").expect("the client");
    assert_eq!(
        client
            .matches("pub fn c(mut self, c: impl Into<Credential>)")
            .count(),
        1
    );
    assert_eq!(
        client.matches("impl Into<Credential>").count(),
        1,
        "{client}"
    );
}

#[test]
fn another_charset_than_that_of_the_bytes_is_not_sent() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n  /a:\n    put:\n      requestBody: {required: true, content: {text/plain; charset=ISO-8859-1; v=2: {schema: {type: string}}}}\n      responses: {'204': {description: d}}\n";
    assert_eq!(
        said(text),
        ["api.yaml:7:47: note[N0227]: the request body is sent in UTF-8, not in `ISO-8859-1`"]
    );
    let generated = tests::run(&Document::new(text).path()).1;
    let files = generated.map(|generated| generated.files.files);
    let resource = files.and_then(|files| files.get("src/resources/a.rs").cloned());
    assert!(
        resource.is_some_and(|code| code.contains(r#".content_type("text/plain; v=2")"#)),
        "the rest of the media type is sent"
    );
}

#[test]
fn a_boundary_of_the_document_is_not_sent() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n  /a:\n    put:\n      requestBody: {required: true, content: {multipart/form-data; boundary=b: {schema: {type: object, properties: {a: {type: string}}}}}}\n      responses: {'204': {description: d}}\n";
    assert_eq!(
        said(text),
        [
            "api.yaml:7:47: note[N0227]: the boundary of the media type is not sent; each body has one of its own"
        ]
    );
}

#[test]
fn parts_without_a_name_in_the_document_are_not_sent() {
    let with = |schema: &str| {
        said(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    post:\n      requestBody: {{required: true, content: {{multipart/form-data: {{schema: {schema}}}}}}}\n      responses: {{'204': {{description: d}}}}\n"
        ))
    };
    let open = "{type: object, properties: {a: {type: string}}, additionalProperties: true}";
    assert_eq!(with(open), [""; 0]);
    let files = "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string, format: binary}}";
    assert_eq!(with(files), [""; 0]);
    let numbers =
        "{type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}";
    assert_eq!(
        with(numbers),
        [
            "api.yaml:7:125: note[N0112]: `additionalProperties` has no effect on this multipart request body; only the `properties` of the schema are sent"
        ]
    );
}

/// The notes on the schemas of a document, without the names of their places.
fn of_schemas(version: &str, schemas: &str) -> Vec<String> {
    let document = Document::new(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    get: {{responses: {{'204': {{description: d}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    ));
    let said = document.diagnostics();
    let lines = said
        .lines()
        .filter_map(|line| line.split_once(": note[N0120]: "));
    lines.map(|(_, message)| message.to_owned()).collect()
}

#[test]
fn keys_of_openapi_3_1_in_documents_of_3_0() {
    let schemas = "    A: {type: object, properties: {a: {const: x}, b: {const: y}}}
    B: {type: [string, 'null']}
    C: {type: 'null'}
    D: {type: integer, exclusiveMinimum: 3}
    E: {type: array, prefixItems: [{type: string}], minItems: 1, maxItems: 1}
    F: {$ref: '#/components/schemas/A', description: text, nullable: true}
";
    assert_eq!(
        of_schemas("3.0.3", schemas),
        [
            "`const` of a schema is not defined before OpenAPI 3.1; it is read as OpenAPI 3.1 defines it (in 2 places)",
            "a list of types is not defined before OpenAPI 3.1; it is read as OpenAPI 3.1 defines it",
            "the type `null` is not defined before OpenAPI 3.1; it is read as OpenAPI 3.1 defines it",
            "`exclusiveMinimum` must be a boolean in OpenAPI 3.0; the number is read as OpenAPI 3.1 defines it",
            "`prefixItems` of a schema is not defined before OpenAPI 3.1; it is read as OpenAPI 3.1 defines it",
            "OpenAPI 3.0 ignores `nullable` beside `$ref`; it is read as OpenAPI 3.1 defines it",
        ]
    );
    let newer = schemas.replace(", nullable: true", "");
    assert_eq!(of_schemas("3.1.0", &newer), Vec::<String>::new());
}

#[test]
fn keys_of_openapi_3_0_in_later_documents() {
    let schemas = "    A: {type: string, nullable: true}
    B: {type: integer, minimum: 3, exclusiveMinimum: true}
";
    for version in ["3.1.0", "3.2.0"] {
        assert_eq!(
            of_schemas(version, schemas),
            [
                "OpenAPI 3.1 removed `nullable`; it is read as OpenAPI 3.0 defines it",
                "`exclusiveMinimum` must be a number in OpenAPI 3.1 and later; the boolean is read as OpenAPI 3.0 defines it",
            ]
        );
    }
    assert_eq!(of_schemas("3.0.3", schemas), Vec::<String>::new());
}

#[test]
fn alternatives_that_listed_values_tell_apart_are_not_told() {
    let found = said(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths: {}
components:
  schemas:
    A:
      anyOf:
        - {title: Known, type: object, properties: {k: {const: known}}}
        - {title: Other, type: object, properties: {k: {type: string}}}
    B:
      anyOf:
        - {title: Other, type: object, properties: {k: {type: string}}}
        - {title: Known, type: object, properties: {k: {const: known}}}
    C:
      anyOf:
        - {title: Zero, type: object, properties: {k: {type: integer, enum: [0]}}}
        - {title: More, type: object, properties: {k: {type: integer}}}
    D:
      anyOf:
        - {title: First, type: object, properties: {k: {enum: [a, b]}}}
        - {title: Second, type: object, properties: {k: {enum: [b, c]}}}
        - {title: Third, type: object, properties: {k: {enum: [a]}}}
    E:
      oneOf:
        - {title: First, type: array, prefixItems: [{const: a}, {type: string}], minItems: 2, items: false}
        - {title: Second, type: array, prefixItems: [{const: b}, {type: string}], minItems: 2, items: false}
        - {title: Third, type: array, prefixItems: [{const: c}, {type: integer}], minItems: 2, items: false}
",
    );
    assert_eq!(
        found,
        [
            "api.yaml:14:11: note[N0313]: this alternative has the same properties as an earlier one, and nothing tells them apart; the earlier one is always chosen",
            "api.yaml:23:11: note[N0313]: this alternative has the same properties as an earlier one, and nothing tells them apart; the earlier one is always chosen",
            "api.yaml:27:11: note[N0313]: this alternative has the same items as an earlier one, and nothing tells them apart; the earlier one is always chosen",
        ]
    );
}
