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
            "api.yaml:1:1: note[N0224]: operations without media types in `consumes` send `application/json`",
            "api.yaml:1:1: note[N0224]: operations without media types in `consumes` send forms as `application/x-www-form-urlencoded`",
            "api.yaml:1:1: note[N0224]: operations without media types in `produces` return `application/json`",
            "api.yaml:1:1: note[N0224]: operations without media types in `produces` return `application/octet-stream`",
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
fn parts_without_a_name_in_the_document_are_not_sent() {
    let with = |schema: &str| {
        said(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    post:\n      requestBody: {{required: true, content: {{multipart/form-data: {{schema: {schema}}}}}}}\n      responses: {{'204': {{description: d}}}}\n"
        ))
    };
    let open = "{type: object, properties: {a: {type: string}}, additionalProperties: true}";
    assert_eq!(with(open), [""; 0]);
    let files = "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string, format: binary}}";
    assert_eq!(
        with(files),
        [
            "api.yaml:7:125: note[N0112]: `additionalProperties` has no effect on a multipart request body; only its `properties` can be sent"
        ]
    );
}
