//! A document with a text at every place that accepts one.

use serde_json::{Value, json};

/// The text for places that are shown to people and that do not become names.
pub(crate) type Words<'w> = &'w dyn Fn() -> String;
/// The text for places that become names, which includes the given word to be unique.
pub(crate) type Names<'n> = &'n dyn Fn(&str) -> String;

/// The whole document.
pub(crate) fn document(words: Words<'_>, names: Names<'_>) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": words(), "summary": words(), "description": words(), "version": words(), "termsOfService": words(),
            "contact": {"name": words(), "url": words(), "email": words()},
            "license": {"name": words(), "identifier": words(), "url": words()},
        },
        "externalDocs": {"url": words(), "description": words()},
        "x-sdk": {
            "crate": {
                "name": "hostile", "version": "0.1.0", "description": words(), "license": words(),

            },
            "base-url-env": names("BASE"),
            "resources": {"/chosen": "chain"},
            "methods": {"GET /chosen/{id}": "chain.method"},
        },
        (format!("x-{}", names("extension"))): words(),
        "servers": [{
            "url": format!("https://{{host}}.example.com/{}", names("base").replace(['{', '}'], "")), "description": words(),
            "variables": {"host": {"default": names("host"), "description": words(), "enum": [names("host"), words()]}},
        }],
        "tags": [{"name": names("tag"), "description": words(), "externalDocs": {"url": words(), "description": words()}}],
        "paths": paths(words, names),
        "webhooks": {
            (names("hook")): {"post": {
                "summary": words(), "description": words(),
                "requestBody": {"description": words(), "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}}},
                "responses": {"200": {"description": words()}},
            }},
        },
        "components": {
            "schemas": schemas(words, names),
            "securitySchemes": {
                (names("key")): {"type": "apiKey", "in": "query", "name": names("x-key"), "description": words()},
                (names("flow")): {"type": "oauth2", "description": words(), "flows": {"clientCredentials": {
                    "tokenUrl": words(), "refreshUrl": words(), "scopes": {(names("scope")): words()},
                }}},
                "chosen": {"type": "http", "scheme": "bearer", "bearerFormat": words(), "x-sdk": {"name": names("token"), "env": names("TOKEN")}},
            },
        },
    })
}

fn paths(words: Words<'_>, names: Names<'_>) -> Value {
    // These characters would end a template expression of the path.
    let in_path = names("path").replace(['{', '}', '/'], "");
    let parameter = |place: &str| {
        json!({
            "name": names(place), "in": place, "description": words(), "example": words(), "deprecated": true,
            "schema": {"type": "string", "default": words(), "description": words(), "pattern": words(), "format": words()},
        })
    };
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "description": words()});
    json!({
        (format!("/{}/{{{}}}", names("segment").replace(['{', '}'], ""), in_path)): {
            "summary": words(), "description": words(),
            "parameters": [{"name": in_path, "in": "path", "required": true, "description": words(), "schema": {"type": "string"}}],
            "get": {
                "tags": [names("tag")], "operationId": names("operation"), "summary": words(), "description": words(),
                "externalDocs": {"url": words(), "description": words()},
                "parameters": [parameter("query"), parameter("header"), parameter("cookie")],
                "security": [{(names("key")): []}, {(names("flow")): [names("scope")]}, {"chosen": []}],
                "responses": {
                    "200": {
                        "description": words(),
                        "headers": {(names("answer-header")): {"description": words(), "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Whole"}, "examples": {(names("example")): {"summary": words(), "description": words(), "value": {"text": words()}}}}},
                    },
                    "default": {"description": words(), "content": {"application/json": {"schema": {"type": "object", "description": words(), "properties": {(names("problem")): {"type": "string", "description": words()}}}}}},
                },
            },
            "put": {
                "operationId": names("other"), "summary": words(), "deprecated": true,
                "requestBody": {"description": words(), "required": true, "content": {
                    (format!("application/{}", names("media"))): {"schema": {"type": "string", "description": words()}},
                }},
                "responses": {"204": {"description": words()}},
            },
            "post": {
                "summary": words(),
                "requestBody": {"description": words(), "required": true, "content": {"multipart/form-data": {
                    "schema": {"type": "object", "description": words(), "required": [names("part")], "properties": {
                        (names("part")): {"type": "string", "description": words()},
                        (names("file")): {"type": "string", "format": "binary", "description": words()},
                    }},
                    "encoding": {(names("file")): {"contentType": words()}},
                }}},
                "responses": {"200": {"description": words(), "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/Event"}}}}},
            },
        },
        "/chosen/{id}": {
            "get": {"parameters": [id], "responses": {"200": {"description": words(), "content": {"text/plain": {"example": words()}}}}},
            "delete": {
                "parameters": [id], "responses": {"204": {"description": words()}},
                "x-sdk": {"resource": "elsewhere", "method": "remove"},
            },
        },
    })
}

fn schemas(words: Words<'_>, names: Names<'_>) -> Value {
    json!({
        "Whole": {
            "type": "object", "title": words(), "description": words(), "required": ["text", (names("property"))],
            "example": {"text": words()}, "$comment": words(),
            "properties": {
                "text": {"type": "string", "description": words(), "default": words(), "examples": [words()], "pattern": words()},
                "format": {"type": "string", "format": words()},
                "constant": {"type": "string", "const": names("constant"), "description": words()},
                "number": {"type": "integer", "description": words(), "default": words()},
                "any": {"description": words(), "default": {"a": [words()]}},
                (names("property")): {"type": "string", "title": words(), "description": words()},
                "listed": {"type": "string", "description": words(), "enum": [names("value"), "plain"], "default": names("value"), "x-enum-descriptions": [words(), words()]},
                "inline": {"type": "object", "description": words(), "properties": {(names("inner")): {"type": "array", "items": {"type": "object", "properties": {"a": {"description": words()}}}}}},
                "reference": {"$ref": "#/components/schemas/Event", "description": words()},
                "named": {"$ref": format!("#/components/schemas/{}", pointer(&names("schema")))},
            },
            "additionalProperties": {"type": "string", "description": words()},
        },
        (names("schema")): {"type": "object", "description": words(), "properties": {"a": {"type": "string"}}},
        "Event": {
            "description": words(),
            "oneOf": [{"$ref": "#/components/schemas/First"}, {"$ref": "#/components/schemas/Second"}],
            "discriminator": {"propertyName": names("kind"), "mapping": {
                (names("first")): "#/components/schemas/First",
                (names("second")): "#/components/schemas/Second",
            }},
        },
        "First": {"type": "object", "description": words(), "required": [names("kind")], "properties": {(names("kind")): {"type": "string"}, "a": {"type": "string", "description": words()}}},
        "Second": {"type": "object", "description": words(), "required": [names("kind")], "properties": {(names("kind")): {"type": "string"}, "b": {"type": "string", "description": words()}}},
    })
}

/// A key as a token of a JSON Pointer in a URI fragment (RFC 6901, section 6).
fn pointer(key: &str) -> String {
    let token = key.replace('~', "~0").replace('/', "~1");
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    token.bytes().map(byte).collect()
}
