//! The required arguments of methods, the options that have setters, and the values that the client sends.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use tests::{Document, run};

/// The surface and the files of a document with this text after its head.
fn generated(text: &str) -> (Vec<String>, String, String) {
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";
    let (said, generated) = run(&Document::new(&format!("{head}{text}")).path());
    let generated = generated.expect(&said);
    let files = generated.files.files.into_iter();
    let code = files
        .filter(|(path, _)| path.starts_with("src/resources") || path.starts_with("src/types"));
    let code: Vec<String> = code.map(|(_, text)| text).collect();
    (generated.surface, code.join("\n"), said)
}

/// The calls of a document, without `client.`.
fn calls(text: &str) -> Vec<String> {
    let (surface, ..) = generated(text);
    let calls = surface.iter().filter_map(|line| {
        let (_, call) = line.split_once(" → client.")?;
        Some(call.split(" -> ").next()?.to_owned())
    });
    calls.collect()
}

const DONE: &str = "responses: {'204': {description: d}}";

#[test]
fn a_body_without_required_is_required_if_its_schema_requires_something() {
    let post = |path: &str, required: &str, schema: &str| {
        format!(
            "  /{path}:\n    post:\n      requestBody: {{{required}content: {{application/json: {{schema: {schema}}}}}}}\n      {DONE}\n"
        )
    };
    let asks = "{type: object, required: [name], properties: {name: {type: string}}}";
    let received =
        "{type: object, required: [id], properties: {id: {type: string, readOnly: true}}}";
    let none = "{type: object, properties: {name: {type: string}}}";
    let many = "{type: object, required: [a, b, c, d, e, f, g], properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}, e: {type: string}, f: {type: string}, g: {type: string}}}";
    let document = format!(
        "paths:\n{}{}{}{}{}{}",
        post("said", "required: true, ", asks),
        post("silent", "", asks),
        post("optional", "required: false, ", asks),
        post("received", "", received),
        post("nothing", "", none),
        post("many", "", many),
    );
    assert_eq!(
        calls(&document),
        [
            "said().create(name)",
            "silent().create(name)",
            "optional().create()",
            "received().create()",
            "nothing().create()",
            "many().create(body)",
        ]
    );
    let (_, _, said) = generated(&document);
    assert_eq!(
        said.lines()
            .next()
            .unwrap_or_default()
            .split_once(": ")
            .map(|(_, text)| text),
        Some(
            "note[N0216]: the request body does not say whether it is required; it is read as required, because its schema has required properties"
        )
    );
}

#[test]
fn a_query_parameter_that_is_a_credential_is_set_on_the_client() {
    let document = format!(
        "security: [{{Key: []}}]
paths:
  /a:
    get:
      parameters: [{{name: key, in: query, required: true, schema: {{type: string}}}}, {{name: Key, in: query, required: true, schema: {{type: string}}}}]
      {DONE}
  /b:
    get:
      security: []
      parameters: [{{name: key, in: query, schema: {{type: string}}}}]
      {DONE}
components: {{securitySchemes: {{Key: {{type: apiKey, in: query, name: key}}}}}}\n"
    );
    let (surface, code, _) = generated(&document);
    assert_eq!(
        surface,
        [
            "GET /a → client.a().retrieve(key) -> ()",
            "GET /b → client.b().retrieve() -> ()"
        ]
    );
    assert!(code.contains("secured [[KEY]]"), "{code}");
    // An operation that requires no credential has a parameter of this name.
    assert!(code.contains("secured []"), "{code}");
    assert_eq!(code.matches("query(\"key\"").count(), 1, "{code}");
}

#[test]
fn the_client_names_itself() {
    let document = format!(
        "paths: {{/a: {{get: {{parameters: [{{name: User-Agent, in: header, required: true, schema: {{type: string}}}}], {DONE}}}}}}}\n"
    );
    assert_eq!(calls(&document), ["a().retrieve()"]);
    let (.., said) = generated(&document);
    assert!(
        said.contains("note[N0112]: the client sends a `User-Agent` of its own, so this parameter is not an argument; to replace the header, use `.header(\"user-agent\", …)`"),
        "{said}"
    );
}

#[test]
fn a_required_parameter_with_a_default_has_a_setter() {
    let parameter = |name: &str, place: &str, schema: &str| {
        format!("{{name: {name}, in: {place}, required: true, schema: {schema}}}")
    };
    let parameters = [
        parameter("page", "query", "{type: integer, default: 1}"),
        parameter(
            "sort",
            "query",
            "{type: string, enum: [up, down], default: up}",
        ),
        parameter("Version", "header", "{type: string, default: '2'}"),
        parameter("ratio", "query", "{type: number, default: 0.5}"),
        parameter("empty", "query", "{type: string, default: ''}"),
        parameter("plain", "query", "{type: string}"),
    ];
    let (surface, code, _) = generated(&format!(
        "paths:\n  /a:\n    get:\n      parameters: [{}]\n      {DONE}\n",
        parameters.join(", ")
    ));
    assert_eq!(
        surface,
        ["GET /a → client.a().retrieve(ratio, empty, plain) -> ()"]
    );
    for part in [
        ".query(\"page\", &1i64)",
        ".query(\"sort\", &\"up\".to_owned())",
        ".header_value(\"Version\", false, &\"2\".to_owned())",
        "page: i64 = query(\"page\")",
        "version: (String) = header_value(\"Version\", false)",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn the_only_value_of_an_enum_is_sent_and_has_a_setter() {
    let schema = "{type: object, required: [type, window, version, name], properties: {type: {type: string, enum: [batch]}, window: {type: string, enum: [24h]}, version: {const: 2}, name: {type: string}}}";
    let (surface, code, _) = generated(&format!(
        "paths:\n  /batches:\n    post:\n      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}\n      {DONE}\n"
    ));
    assert_eq!(
        surface,
        ["POST /batches → client.batches().create(name) -> ()"]
    );
    assert!(
        code.contains(".field(\"window\", &\"24h\".to_owned())"),
        "{code}"
    );
    assert!(
        code.contains("window: (String) = field(\"window\")"),
        "{code}"
    );
    assert!(!code.contains("= field(\"type\")"), "{code}");
    assert!(!code.contains("= field(\"version\")"), "{code}");
}

#[test]
fn an_optional_body_without_members_is_not_sent() {
    let get = |schema: &str, required: &str| {
        format!(
            "paths:\n  /a:\n    get:\n      requestBody: {{{required}content: {{application/x-www-form-urlencoded: {{schema: {schema}}}}}}}\n      {DONE}\n"
        )
    };
    let empty = "{type: object, properties: {}, additionalProperties: false}";
    let (_, code, _) = generated(&get(empty, "required: false, "));
    assert!(!code.contains("body"), "{code}");
    let (_, code, _) = generated(&get("{type: object}", "required: false, "));
    assert!(code.contains("body: "), "{code}");
}

#[test]
fn received_members_have_no_setters() {
    let (_, code, _) = generated(
        "paths:
  /things:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components: {schemas: {Thing: {type: object, required: [name], properties: {name: {type: string}, id: {type: string, readOnly: true}}}}}\n"
    );
    assert!(code.contains("\"name\" new(String)"), "{code}");
    assert!(!code.contains("\"id\" - received set"), "{code}");
    assert!(code.contains("\"id\" - received,"), "{code}");
}

#[test]
fn unions_that_operations_return_share_methods() {
    let schema = |name: &str, more: &str| {
        format!(
            "    {name}: {{type: object, required: [text, count{name}, seconds, tone], properties: {{text: {{type: string}}, count{name}: {{type: integer}}, seconds: {{type: number}}, tone: {{$ref: '#/components/schemas/Tone'}}, {more}: {{type: string}}}}}}\n"
        )
    };
    let union = "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}";
    let (_, code, _) = generated(&format!(
        "paths:
  /returned: {{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: {union}}}}}}}}}}}}}
components:
  schemas:
    Tone: {{type: object, properties: {{x: {{type: string}}}}}}
    Other: {{type: object, properties: {{inner: {union}}}}}
{}{}",
        schema("A", "a"),
        schema("B", "b")
    ));
    let methods = code.lines().map(str::trim);
    let methods: Vec<&str> = methods.filter(|line| line.starts_with("pub fn")).collect();
    assert_eq!(
        methods
            .into_iter()
            .filter(|line| line.contains("Option<"))
            .collect::<Vec<_>>(),
        [
            "pub fn text(&self) -> Option<&str> {",
            "pub fn seconds(&self) -> Option<f64> {",
            "pub fn tone(&self) -> Option<&types::Tone> {",
        ],
        "{code}"
    );
    assert!(
        code.contains("Self::Unknown(value) => value.get(\"seconds\")?.as_f64()"),
        "{code}"
    );
}

/// The calls and requests of the operations of a document with these paths.
fn surface(rest: &str) -> String {
    let document = Document::new(&format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\n{rest}"
    ));
    let (said, generated) = run(&document.path());
    let generated = generated.expect(&said);
    generated.surface.join("\n")
}

#[test]
fn what_has_a_default_still_turns_pages_and_asks_for_events() {
    let found = surface(
        "paths:
  /invites:
    get:
      parameters:
        - {name: page, in: query, required: true, schema: {type: integer, default: 1}}
        - {name: per_page, in: query, required: true, schema: {type: integer, default: 20}}
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [data, total], properties: {data: {type: array, items: {type: string}}, total: {type: integer}}}}}}}
  /news:
    get:
      parameters: [{name: stream, in: query, required: true, schema: {type: boolean, default: false}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: string}}, text/event-stream: {schema: {type: string}}}}}
",
    );
    assert_eq!(
        found,
        "GET /invites → client.invites().list() -> Page<Response, String>\nGET /news → client.news().list() -> String, .stream() -> EventStream<String>"
    );
}

#[test]
fn a_query_parameter_is_a_credential_only_where_that_is_required() {
    let found = surface(
        "components: {securitySchemes: {key: {type: apiKey, in: query, name: token}}}
paths:
  /open: {get: {security: [], parameters: [{name: token, in: query, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}
  /closed: {get: {security: [{key: []}], parameters: [{name: token, in: query, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}
",
    );
    assert_eq!(
        found,
        "GET /open → client.open(token) -> ()\nGET /closed → client.closed().retrieve() -> ()"
    );
}
