//! The features of OpenAPI, each as the smallest part of a document that uses it.

use super::pages;

/// A document with one feature.
pub(super) struct Feature {
    /// The name, as words that are separated by `-`.
    pub(super) name: String,
    /// The entries of `paths`, one per line.
    paths: String,
    /// Further keys of the document's root.
    rest: String,
}

impl Feature {
    /// Returns the document. `paired` adds an operation without parameters, body and response.
    pub(super) fn document(&self, title: &str, paired: bool) -> String {
        let nothing = "  /nothing: {get: {responses: {'204': {description: Done.}}}}\n";
        let nothing = if paired { nothing } else { "" };
        let paths = format!("{}{nothing}", self.paths);
        let paths = if paths.is_empty() {
            String::new()
        } else {
            format!("paths:\n{paths}")
        };
        let rest = &self.rest;
        format!(
            "openapi: 3.1.0\ninfo: {{title: {title}, version: 1.0.0}}\nservers: [{{url: https://api.example.com}}]\n{paths}{rest}"
        )
    }
}

/// Returns all features.
pub(super) fn features() -> Vec<Feature> {
    let mut all = Vec::new();
    for (name, schema) in SCHEMAS {
        all.push(received(name, schema));
        all.push(sent(name, schema));
    }
    all.extend(
        PARAMETERS
            .iter()
            .map(|(name, parameter)| with_parameter(name, parameter)),
    );
    all.extend(
        BODIES
            .iter()
            .map(|(name, content)| with_body(name, content)),
    );
    all.extend(
        REPLIES
            .iter()
            .map(|(name, responses)| with_reply(name, responses)),
    );
    all.extend(
        SCHEMES
            .iter()
            .map(|(name, scheme)| with_scheme(name, scheme)),
    );
    all.extend(pages::features());
    all.extend(
        OTHERS
            .iter()
            .map(|(name, paths, rest)| feature(name, paths, rest)),
    );
    all
}

pub(super) fn feature(name: &str, paths: &str, rest: &str) -> Feature {
    Feature {
        name: name.to_owned(),
        paths: paths.to_owned(),
        rest: rest.to_owned(),
    }
}

const DONE: &str = "{'204': {description: Done.}}";

/// A property of a response.
fn received(name: &str, schema: &str) -> Feature {
    let responses = "{'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/It'}}}}}";
    let paths = format!("  /it: {{get: {{responses: {responses}}}}}\n");
    feature(&format!("received-{name}"), &paths, &it(schema))
}

/// A property of a request body.
fn sent(name: &str, schema: &str) -> Feature {
    let body = "{required: true, content: {application/json: {schema: {$ref: '#/components/schemas/It'}}}}";
    let paths = format!("  /it: {{put: {{requestBody: {body}, responses: {DONE}}}}}\n");
    feature(&format!("sent-{name}"), &paths, &it(schema))
}

fn it(schema: &str) -> String {
    format!("components:\n  schemas:\n    It: {{type: object, properties: {{member: {schema}}}}}\n")
}

/// The schemas of a property.
const SCHEMAS: &[(&str, &str)] = &[
    ("string", "{type: string}"),
    ("date-time", "{type: string, format: date-time}"),
    ("date", "{type: string, format: date}"),
    ("time", "{type: string, format: time}"),
    ("duration", "{type: string, format: duration}"),
    ("uuid", "{type: string, format: uuid}"),
    ("uri", "{type: string, format: uri}"),
    ("decimal", "{type: string, format: decimal}"),
    ("base64", "{type: string, format: byte}"),
    ("base64url", "{type: string, format: base64url}"),
    (
        "dates",
        "{type: array, items: {type: string, format: date}}",
    ),
    ("unix-time", "{type: integer, format: unixtime}"),
    ("i64", "{type: integer}"),
    ("i32", "{type: integer, format: int32}"),
    ("u32", "{type: integer, format: uint32}"),
    ("u64", "{type: integer, format: uint64}"),
    ("number", "{type: number}"),
    ("boolean", "{type: boolean}"),
    ("any", "{}"),
    ("nullable", "{type: [string, 'null']}"),
    ("list", "{type: array, items: {type: string}}"),
    (
        "map",
        "{type: object, additionalProperties: {type: string}}",
    ),
    (
        "object",
        "{type: object, properties: {inner: {type: string}}}",
    ),
    ("enum", "{type: string, enum: [a, b]}"),
    ("constant", "{type: string, const: a}"),
    ("recursive", "{$ref: '#/components/schemas/It'}"),
    (
        "union-of-kinds",
        "{oneOf: [{type: string}, {type: integer}]}",
    ),
    (
        "union-of-lists",
        "{oneOf: [{type: string}, {type: array, items: {type: string}}]}",
    ),
    (
        "union-by-members",
        "{oneOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, required: [b], properties: {b: {type: string}}}]}",
    ),
    (
        "union-by-tag",
        "{oneOf: [{type: object, required: [kind], properties: {kind: {const: a}}}, {type: object, required: [kind], properties: {kind: {const: b}}}]}",
    ),
    (
        "all-of",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}",
    ),
];

fn with_parameter(name: &str, parameter: &str) -> Feature {
    let path = if parameter.contains("in: path") {
        "/it/{one}"
    } else {
        "/it"
    };
    let paths = format!("  {path}: {{get: {{parameters: [{parameter}], responses: {DONE}}}}}\n");
    feature(&format!("parameter-{name}"), &paths, "")
}

/// The styles and locations of a parameter.
const PARAMETERS: &[(&str, &str)] = &[
    (
        "path",
        "{name: one, in: path, required: true, schema: {type: string}}",
    ),
    (
        "path-integer",
        "{name: one, in: path, required: true, schema: {type: integer}}",
    ),
    (
        "path-list",
        "{name: one, in: path, required: true, schema: {type: array, items: {type: string}}}",
    ),
    (
        "path-exploded",
        "{name: one, in: path, required: true, explode: true, schema: {type: object, properties: {a: {type: string}}}}",
    ),
    (
        "path-label",
        "{name: one, in: path, required: true, style: label, schema: {type: string}}",
    ),
    (
        "path-matrix",
        "{name: one, in: path, required: true, style: matrix, schema: {type: string}}",
    ),
    ("query", "{name: one, in: query, schema: {type: string}}"),
    (
        "query-required",
        "{name: one, in: query, required: true, schema: {type: integer}}",
    ),
    (
        "query-list",
        "{name: one, in: query, schema: {type: array, items: {type: string}}}",
    ),
    (
        "query-commas",
        "{name: one, in: query, explode: false, schema: {type: array, items: {type: string}}}",
    ),
    (
        "query-spaces",
        "{name: one, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}",
    ),
    (
        "query-pipes",
        "{name: one, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}",
    ),
    (
        "query-deep",
        "{name: one, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}",
    ),
    (
        "query-reserved",
        "{name: one, in: query, allowReserved: true, schema: {type: string}}",
    ),
    (
        "query-json",
        "{name: one, in: query, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}",
    ),
    (
        "header",
        "{name: X-One, in: header, schema: {type: string}}",
    ),
    (
        "header-list",
        "{name: X-One, in: header, schema: {type: array, items: {type: string}}}",
    ),
    ("cookie", "{name: one, in: cookie, schema: {type: string}}"),
];

fn with_body(name: &str, content: &str) -> Feature {
    let body = format!("{{required: true, content: {content}}}");
    let paths = format!("  /it: {{post: {{requestBody: {body}, responses: {DONE}}}}}\n");
    feature(&format!("body-{name}"), &paths, "")
}

/// The kinds of request bodies.
const BODIES: &[(&str, &str)] = &[
    (
        "json-members",
        "{application/json: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
    (
        "xml",
        "{application/xml: {schema: {type: object, xml: {name: it}, properties: {a: {type: string}}}}}",
    ),
    (
        "json-null",
        "{application/json: {schema: {type: object, properties: {a: {type: [string, 'null']}}}}}",
    ),
    (
        "json-whole",
        "{application/json: {schema: {type: array, items: {type: string}}}}",
    ),
    (
        "json-other",
        "{application/merge-patch+json: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
    (
        "form-members",
        "{application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
    (
        "form-whole",
        "{application/x-www-form-urlencoded: {schema: {type: object, additionalProperties: {type: string}}}}",
    ),
    ("text", "{text/plain: {schema: {type: string}}}"),
    (
        "bytes",
        "{application/octet-stream: {schema: {type: string, format: binary}}}",
    ),
    (
        "multipart",
        "{multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}}}",
    ),
    (
        "multipart-file",
        "{multipart/form-data: {schema: {type: object, properties: {a: {type: string, format: binary}}}}}",
    ),
    (
        "multipart-files",
        "{multipart/form-data: {schema: {type: object, properties: {a: {type: array, items: {type: string, format: binary}}}}}}",
    ),
];

fn with_reply(name: &str, responses: &str) -> Feature {
    let paths = format!("  /it: {{get: {{responses: {responses}}}}}\n");
    feature(&format!("reply-{name}"), &paths, "")
}

/// The kinds of responses.
const REPLIES: &[(&str, &str)] = &[
    ("empty", DONE),
    (
        "json",
        "{'200': {description: It., content: {application/json: {schema: {type: string}}}}}",
    ),
    (
        "json-or-nothing",
        "{'200': {description: It., content: {application/json: {schema: {type: string}}}}, '204': {description: Nothing.}}",
    ),
    (
        "xml",
        "{'200': {description: It., content: {application/xml: {schema: {type: object, xml: {name: it}, properties: {a: {type: array, items: {type: integer}}}}}}}}",
    ),
    (
        "text",
        "{'200': {description: It., content: {text/plain: {schema: {type: string}}}}}",
    ),
    (
        "bytes",
        "{'200': {description: It., content: {application/pdf: {}}}}",
    ),
    (
        "events",
        "{'200': {description: It., content: {text/event-stream: {schema: {type: string}}}}}",
    ),
    (
        "lines",
        "{'200': {description: It., content: {application/x-ndjson: {schema: {type: string}}}}}",
    ),
    (
        "json-or-events",
        "{'200': {description: It., content: {application/json: {schema: {type: string}}, text/event-stream: {schema: {type: string}}}}}",
    ),
    (
        "failure",
        "{'204': {description: Done.}, '400': {description: Wrong., content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}",
    ),
];

fn with_scheme(name: &str, scheme: &str) -> Feature {
    let paths = format!("  /it: {{get: {{security: [{{one: []}}], responses: {DONE}}}}}\n");
    let rest = format!("components: {{securitySchemes: {{one: {scheme}}}}}\n");
    feature(&format!("security-{name}"), &paths, &rest)
}

/// The kinds of security schemes.
const SCHEMES: &[(&str, &str)] = &[
    ("bearer", "{type: http, scheme: bearer}"),
    ("basic", "{type: http, scheme: basic}"),
    ("header", "{type: apiKey, in: header, name: X-Key}"),
    ("query", "{type: apiKey, in: query, name: key}"),
    ("cookie", "{type: apiKey, in: cookie, name: key}"),
    (
        "oauth",
        "{type: oauth2, flows: {clientCredentials: {tokenUrl: https://example.com/token, scopes: {}}}}",
    ),
];

/// Features outside of operations, and features that combine several parts of one.
const OTHERS: &[(&str, &str, &str)] = &[
    (
        "server",
        "  /it: {get: {servers: [{url: https://other.example.com}], responses: {'204': {description: Done.}}}}\n",
        "",
    ),
    (
        "types-alone",
        "",
        "components: {schemas: {It: {type: object, properties: {a: {type: string}}}}}\n",
    ),
    (
        "webhooks",
        "",
        "webhooks:\n  made: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}, responses: {'200': {description: Taken.}}}}\ncomponents: {schemas: {Made: {type: object, properties: {a: {type: string}}}}}\n",
    ),
    (
        "webhooks-of-kinds",
        "",
        "webhooks:\n  made: {post: {requestBody: {content: {application/json: {schema: {type: object, required: [type], properties: {type: {const: made}}}}}}, responses: {'200': {description: Taken.}}}}\n  gone: {post: {requestBody: {content: {application/json: {schema: {type: object, required: [type], properties: {type: {const: gone}}}}}}, responses: {'200': {description: Taken.}}}}\n",
    ),
];
