//! Bodies and parameters whose schemas do not fit their media types, and the headers and servers that the client sets
//! itself.

use crate::encodings::{read, request, response};

fn is_in(code: &str, lines: &[&str]) {
    for line in lines {
        assert!(code.contains(line), "`{line}` is not in:\n{code}");
    }
}

/// RFC 2045, section 6.2: these encodings leave the bytes as they are.
#[test]
fn parts_whose_encoding_leaves_bytes_as_they_are_are_files() {
    let (said, code) = read(
        "3.1.0",
        &request(
            "multipart/form-data: {schema: {type: object, properties: {a: {type: string, contentEncoding: binary}, b: {type: array, items: {type: string, contentEncoding: 8bit}}, c: {type: string, contentEncoding: 7bit, contentMediaType: text/plain}, d: {type: string, contentEncoding: base64}}}}",
        ),
    );
    assert_eq!(said, Vec::<String>::new());
    is_in(
        &code,
        &[
            "a: (File) = part_file(\"a\"),",
            "b: [File] = part_files(\"b\"),",
            "c: (String) = part_typed(",
            "d: (crate::Base64) = part_typed(",
        ],
    );
}

/// OpenAPI 3.0.4, 4.7.15.1.1: a part without a type is bytes.
#[test]
fn parts_without_a_type_are_files_in_every_version() {
    let parts = "multipart/form-data: {schema: {type: object, required: [p], properties: {p: {anyOf: [{description: A file.}, {type: string}]}, q: {description: A file.}, n: {anyOf: [{type: string}, {nullable: true}]}}}}";
    for version in ["3.0.3", "3.1.0"] {
        let (_, code) = read(version, &request(parts));
        is_in(
            &code,
            &[
                "pub fn create(&self, p: impl Into<File>) -> Create {",
                ".part_file(\"p\", &p.into())",
                "q: (File) = part_file(\"q\"),",
                "n: (String) = part(\"n\"),",
            ],
        );
    }
}

#[test]
fn multipart_with_optional_files_is_first_only_if_it_is_listed_first() {
    let json = "application/json: {schema: {type: object, properties: {a: {type: string}}}}";
    let parts = |required: &str| {
        format!(
            "multipart/form-data: {{schema: {{type: object, {required}properties: {{a: {{type: string}}, f: {{type: string, format: binary}}}}}}}}"
        )
    };
    let optional = parts("");
    let first = |content: String| {
        let (_, code) = read("3.1.0", &request(&content));
        let first = code.lines().find(|line| line.contains("/// Sends `"));
        first.map(|line| line.trim().to_owned())
    };
    let sends_json = Some("/// Sends `application/json`.".to_owned());
    let sends_parts = Some("/// Sends `multipart/form-data`.".to_owned());
    assert_eq!(first(format!("{json}, {optional}")), sends_json);
    assert_eq!(first(format!("{optional}, {json}")), sends_parts);
    assert_eq!(
        first(format!("{json}, {}", parts("required: [f], "))),
        sends_parts
    );
}

#[test]
fn a_form_that_is_not_an_object_is_text_that_the_caller_encodes() {
    for schema in [
        "{type: string}",
        "{type: array, items: {type: string}}",
        "{type: integer}",
    ] {
        let (said, code) = read(
            "3.1.0",
            &request(&format!(
                "application/x-www-form-urlencoded: {{schema: {schema}}}"
            )),
        );
        assert_eq!(
            said,
            [
                "api.yaml:6:52: note[N0215]: a request body with the media type `application/x-www-form-urlencoded` is sent as text"
            ]
        );
        is_in(
            &code,
            &[
                "pub fn create(&self, body: impl Into<String>) -> Create {",
                ".content_type(\"application/x-www-form-urlencoded\")",
                ".text(&Into::<String>::into(body))",
            ],
        );
    }
    let (said, code) = read(
        "3.1.0",
        &request("application/x-www-form-urlencoded: {schema: {type: object}}"),
    );
    assert!(!said.iter().any(|line| line.contains("N0215")), "{said:?}");
    is_in(&code, &[".form(&crate::runtime::any_json(body))"]);
}

#[test]
fn encoded_bytes_are_sent_as_the_caller_encodes_them() {
    let schema = "{schema: {type: string, contentEncoding: base64, description: An image.}}";
    let (said, code) = read(
        "3.1.0",
        &format!(
            "    post: {{requestBody: {{content: {{image/png: {schema}}}}}, responses: {{'200': {{description: d, content: {{image/png: {schema}}}}}}}}}\n"
        ),
    );
    assert_eq!(
        said,
        [
            "api.yaml:6:36: note[N0215]: the client does not encode a request body with the media type `image/png`; the caller passes it encoded as `base64`",
            "api.yaml:6:170: note[N0215]: the client does not decode a response with the media type `image/png`; it is returned encoded as `base64`",
        ]
    );
    is_in(
        &code,
        &[
            "/// An image.\n        ///\n        /// The content is sent as it is: pass it encoded as `base64`.\n        body:",
        ],
    );
}

#[test]
fn schemas_of_other_media_types_are_noted() {
    let (said, _) = read(
        "3.1.0",
        &request("application/yaml: {schema: {$ref: '#/components/schemas/T'}}"),
    );
    assert_eq!(
        said,
        [
            "api.yaml:6:52: note[N0215]: the client cannot write `application/yaml` as its schema describes; the caller passes the request body as text"
        ]
    );
    for (media, how) in [
        ("text/csv", "text"),
        ("application/cbor", "bytes"),
        ("multipart/form-data", "bytes"),
    ] {
        let (said, _) = read(
            "3.1.0",
            &response(&format!(
                "{media}: {{schema: {{$ref: '#/components/schemas/T'}}}}"
            )),
        );
        assert_eq!(
            said,
            [format!(
                "api.yaml:6:57: note[N0215]: the client cannot read `{media}` as its schema describes; the response is returned as {how}"
            )]
        );
    }
    for plain in [
        "text/csv: {schema: {type: string}}",
        "application/cbor: {}",
        "application/cbor: {schema: {}}",
        "image/png: {schema: {type: string, contentEncoding: binary}}",
    ] {
        assert_eq!(
            read("3.1.0", &response(plain)).0,
            Vec::<String>::new(),
            "{plain}"
        );
    }
}

#[test]
fn a_string_gives_way_only_to_bytes_of_the_same_response() {
    let (said, code) = read(
        "3.1.0",
        "    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {type: string}}}}
        '206': {description: d, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
",
    );
    assert_eq!(
        said,
        [
            "api.yaml:9:43: note[N0219]: the successful responses have different media types, depending on the status code; the method reads `application/json`, and a response with `application/octet-stream` is an error unless another method requests it"
        ]
    );
    is_in(
        &code,
        &[
            "pub struct Retrieve: Json<String> => String {",
            "or bytes NotJson<Binary> =>",
        ],
    );
}

#[test]
fn a_parameter_of_json_without_a_schema_is_any_value() {
    let parameters = "{name: q, in: query, required: true, content: {application/json: {}}}, {name: X-H, in: header, content: {application/json: {}}}, {name: t, in: query, content: {text/plain: {}}}";
    let (_, code) = read(
        "3.1.0",
        &format!(
            "    get: {{parameters: [{parameters}], responses: {{'204': {{description: d}}}}}}\n"
        ),
    );
    is_in(
        &code,
        &[
            "q: impl Into<serde_json::Value>",
            "x_h: (as IntoJson) = header_json(\"X-H\"),",
            "t: (String) = query(\"t\"),",
        ],
    );
}

#[test]
fn headers_that_the_client_sets_are_not_arguments() {
    let operation = |content: &str| {
        format!(
            "    put:
      parameters:
      - {{name: Content-Encoding, in: header, required: true, schema: {{type: string, enum: [gzip]}}}}
      - {{name: Content-Length, in: header, required: true, schema: {{type: integer}}}}
      - {{name: transfer-encoding, in: header, schema: {{type: string}}}}
      requestBody: {{required: true, content: {{{content}}}}}
      responses: {{'204': {{description: d}}}}
"
        )
    };
    let framing = [
        "api.yaml:9:9: note[N0112]: the client sets `Content-Length` to frame the body, so this parameter is not an argument",
        "api.yaml:10:9: note[N0112]: the client sets `transfer-encoding` to frame the body, so this parameter is not an argument",
    ];
    let coding = "api.yaml:8:9: note[N0112]: the client does not encode the request body, so `Content-Encoding: gzip` is not sent";
    let (said, code) = read(
        "3.1.0",
        &operation("application/json: {schema: {$ref: '#/components/schemas/T'}}"),
    );
    assert_eq!(said, [coding, framing[0], framing[1]]);
    assert!(!code.contains("header_value"), "{code}");
    // The caller may have encoded bytes.
    let (said, code) = read("3.1.0", &operation("application/octet-stream: {}"));
    assert_eq!(said, framing);
    is_in(
        &code,
        &[".header_value(\"Content-Encoding\", false, &\"gzip\".to_owned())"],
    );
}

#[test]
fn servers_of_operations_are_used_with_defaults() {
    let (said, code) = read(
        "3.1.0",
        "    servers: [{url: 'https://{t}.one.test', variables: {t: {default: a}}}, {url: 'https://two.test'}]
    get: {responses: {'204': {description: d}}}
    put: {responses: {'204': {description: d}}, servers: [{url: 'https://{t}.test'}]}
",
    );
    assert_eq!(
        said,
        [
            "api.yaml:6:45: note[N0112]: variables of a server that is not the document's are not settings of the client; requests are sent to `https://a.one.test`",
            "api.yaml:6:76: note[N0112]: only the first of an operation's own servers is used: `https://a.one.test`",
            "api.yaml:8:60: warning[W0807]: the variable `t` of the server URL has no default; the operation uses the base URL",
        ]
    );
    is_in(&code, &[".server(\"https://a.one.test\")"]);
    assert!(!code.contains("{t}"), "{code}");
}

#[test]
fn a_list_in_a_path_with_a_format_is_paginated() {
    let (_, code) = read(
        "3.1.0",
        "    get: {responses: {'204': {description: d}}}
  /a/messages.json:
    get:
      parameters: [{name: page, in: query, schema: {type: integer}}, {name: page_size, in: query, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {messages: {type: array, items: {$ref: '#/components/schemas/T'}}, page: {type: integer}}}}}}}
",
    );
    is_in(
        &code,
        &["pub struct List: Paged<List> => Page<list::Response, types::T> {"],
    );
}

/// RFC 6570, sections 3.2.3, 3.2.8 and 3.2.9.
#[test]
fn expressions_of_uri_templates_are_read_as_such() {
    let (said, code) = read(
        "3.1.0",
        "    put: {responses: {'204': {description: d}}}
  /a/{+rest}{?q,r}{&s}:
    get:
      parameters: [{name: rest, in: path, required: true, schema: {type: string}}, {name: q, in: query, schema: {type: string}}, {name: r, in: query, schema: {type: string}}, {name: s, in: query, schema: {type: string}}]
      responses: {'204': {description: d}}
",
    );
    assert_eq!(said, Vec::<String>::new());
    is_in(
        &code,
        &[
            "GET \"/a/{rest}\"",
            ".path_reserved(\"rest\", false, &",
            "q: (String) = query(\"q\"),",
        ],
    );
}

#[test]
fn a_response_header_of_64_bits_without_a_sign_is_one() {
    let document = tests::Document::new(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n  /a: {get: {responses: {'200': {description: d, headers: {X-Big: {schema: {type: integer, format: uint64}}}}}}}\n",
    );
    let (_, generated) = tests::run(&document.path());
    let files = generated.into_iter().flat_map(|made| made.files.files);
    let client: String = files
        .filter(|(path, _)| path == "src/client.rs")
        .map(|(_, text)| text)
        .collect();
    is_in(&client, &["x_big: u64 = \"x-big\","]);
}
