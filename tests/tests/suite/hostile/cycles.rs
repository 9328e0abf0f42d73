//! References that lead back to themselves.

use super::limits::{run, run_text, with_schemas};

/// All positions of a schema.
const KEYWORDS: &[&str] = &[
    "X",
    "{allOf: [X]}",
    "{allOf: [X, X, {properties: {a: {type: string}}}]}",
    "{oneOf: [X]}",
    "{oneOf: [X, {type: string}]}",
    "{anyOf: [X, {type: 'null'}]}",
    "{anyOf: [X, X]}",
    "{not: X}",
    "{items: X}",
    "{type: array, items: X}",
    "{prefixItems: [X, X]}",
    "{items: [X]}",
    "{properties: {a: X}}",
    "{required: [a], properties: {a: X}}",
    "{additionalProperties: X}",
    "{patternProperties: {a: X}}",
    "{properties: X}",
    "{allOf: X}",
    "{discriminator: X}",
    "{discriminator: {propertyName: a, mapping: {a: '#/components/schemas/S'}}, oneOf: [X]}",
    "{$defs: {a: X}, $ref: '#/components/schemas/S/$defs/a'}",
    "{if: X, then: X}",
    "{type: object, allOf: [{oneOf: [X]}, {anyOf: [X, {type: object}]}]}",
    "{enum: [a, b], allOf: [X]}",
    "{type: array, items: {type: array, items: X}}",
    "{oneOf: [{type: array, items: X}, {additionalProperties: X}]}",
];

#[test]
fn schemas() {
    let targets = [
        "#/components/schemas/S",
        "#",
        "#/components",
        "#/components/schemas",
        "#/paths/~1a",
        "#/components/schemas/S/$ref",
        "#/components/schemas/S/allOf/0",
        "#/components/schemas/S/properties",
        "#/paths/~1a/get/responses/200/content/application~1json/schema",
    ];
    for keyword in KEYWORDS {
        for target in targets {
            let schema = keyword.replace('X', &format!("{{$ref: '{target}'}}"));
            run_text(with_schemas(&format!("    S: {schema}\n")));
        }
    }
}

/// Parts are searched for files, and for their media types.
#[test]
fn schemas_of_parts() {
    for keyword in KEYWORDS {
        let schema = keyword.replace('X', "{$ref: '#/components/schemas/S'}");
        run_text(format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    post:\n      requestBody: {{content: {{multipart/form-data: {{schema: {{type: object, properties: {{a: {{$ref: '#/components/schemas/S'}}}}}}, encoding: {{a: {{contentType: application/xml, style: form}}}}}}}}}}\n      responses: {{'204': {{description: d}}}}\ncomponents:\n  schemas:\n    S: {schema}\n"
        ));
    }
}

#[test]
fn two_and_three_schemas() {
    for one in KEYWORDS {
        for two in [
            "X",
            "{allOf: [X]}",
            "{oneOf: [X, {type: string}]}",
            "{properties: {b: X}}",
            "{items: X}",
        ] {
            let one = one.replace('X', "{$ref: '#/components/schemas/B'}");
            let two = two.replace('X', "{$ref: '#/components/schemas/C'}");
            run_text(with_schemas(&format!(
                "    S: {one}\n    B: {two}\n    C: {{anyOf: [{{$ref: '#/components/schemas/S'}}, {{$ref: '#/components/schemas/B'}}]}}\n"
            )));
        }
    }
}

#[test]
fn everything_else() {
    let start =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";
    for rest in [
        "paths: {$ref: '#/paths'}",
        "paths: {/a: {$ref: '#/paths/~1a'}}",
        "paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}",
        "paths: {/a: {$ref: '#'}}",
        "paths: {/a: {get: {$ref: '#/paths/~1a/get', responses: {}}}}",
        "paths: {/a: {get: {responses: {$ref: '#/paths/~1a/get/responses'}}}}",
        "paths: {/a: {get: {responses: {'200': {$ref: '#/paths/~1a/get/responses/200'}}}}}",
        "paths: {/a: {get: {responses: {'200': {description: d, content: {$ref: '#/paths/~1a/get/responses/200/content'}}}}}}",
        "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {$ref: '#/paths/~1a/get/responses/200/content/application~1json'}}}}}}}",
        "paths: {/a: {get: {responses: {'200': {description: d, headers: {h: {$ref: '#/paths/~1a/get/responses/200/headers/h'}}, links: {l: {$ref: '#/paths/~1a/get/responses/200/links/l'}}}}}}}",
        "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {examples: {e: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/examples/e'}}}}}}}}}",
        "paths: {/a: {post: {requestBody: {$ref: '#/paths/~1a/post/requestBody'}, responses: {}}}}",
        "paths: {/a: {get: {parameters: [{$ref: '#/paths/~1a/get/parameters/0'}], responses: {}}}}",
        "paths: {/a: {parameters: {$ref: '#/paths/~1a/parameters'}, get: {responses: {}}}}",
        "paths: {/a: {get: {parameters: [{name: a, in: query, schema: {$ref: '#/paths/~1a/get/parameters/0/schema'}}], responses: {}}}}",
        "paths: {/a: {get: {callbacks: {c: {$ref: '#/paths/~1a/get/callbacks/c'}}, responses: {}}}}",
        "paths: {/a: {get: {callbacks: {c: {x: {$ref: '#/paths/~1a'}}}, responses: {}}}}",
        "webhooks: {w: {$ref: '#/webhooks/w'}}\npaths: {}",
        "webhooks: {w: {post: {requestBody: {$ref: '#/webhooks/w/post/requestBody'}, responses: {}}}}\npaths: {}",
        "components: {securitySchemes: {a: {$ref: '#/components/securitySchemes/a'}}}\nsecurity: [{a: []}]\npaths: {/a: {get: {responses: {}}}}",
        "components: {$ref: '#/components'}\npaths: {}",
        "components: {schemas: {$ref: '#/components/schemas'}}\npaths: {}",
        "components: {parameters: {p: {$ref: '#/components/parameters/q'}, q: {$ref: '#/components/parameters/p'}}}\npaths: {/a: {get: {parameters: [{$ref: '#/components/parameters/p'}], responses: {}}}}",
        "components: {responses: {p: {$ref: '#/components/responses/q'}, q: {$ref: '#/components/responses/p'}}}\npaths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/p'}}}}}",
        "servers: {$ref: '#/servers'}\npaths: {}",
        "tags: [{$ref: '#/tags/0'}]\npaths: {}",
        "info: {$ref: '#/info'}\npaths: {}",
        "x-sdk: {$ref: '#/x-sdk'}\npaths: {}",
    ] {
        run_text(format!("{start}{rest}\n"));
    }
}

#[test]
fn across_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let entry = write(
        "a.yaml",
        &with_schemas(
            "    S: {$ref: 'b.yaml#/B'}\n    T: {allOf: [{$ref: 'b.yaml'}, {$ref: 'a.yaml'}]}\n",
        ),
    );
    write(
        "b.yaml",
        "B: {oneOf: [{$ref: 'a.yaml#/components/schemas/T'}, {$ref: './b.yaml#/B'}, {properties: {a: {$ref: 'c.yaml'}}}]}\n$ref: c.yaml\n",
    );
    write("c.yaml", "$ref: b.yaml\n");
    run(&entry);
}
