//! Unknown keys of OpenAPI objects, and values that the specification does not allow. Each is
//! reported at its place, and nothing else is.

use tests::Document;

/// The diagnostics of a document with this version and these lines: code, line and message.
fn said(version: &str, lines: &str) -> Vec<String> {
    let head = format!(
        "openapi: {version}\ninfo: {{title: T, version: 1.0.0}}\nservers: [{{url: https://example.com}}]\n"
    );
    let said = Document::new(&format!("{head}{lines}")).diagnostics();
    let lines = said.lines().filter(|line| line.starts_with("api.yaml:"));
    let lines = lines.filter_map(|line| {
        let (line, message) = line.strip_prefix("api.yaml:")?.split_once(": ")?;
        let line = line.split(':').next()?;
        Some(format!("{line} {message}"))
    });
    lines.collect()
}

/// The diagnostics of a 3.1 document with one operation, which `operation` completes.
fn of_operation(operation: &str) -> Vec<String> {
    said(
        "3.1.0",
        &format!(
            "paths:\n  /a:\n    post:\n      responses: {{'204': {{description: d}}}}\n{operation}"
        ),
    )
}

/// The diagnostics of a 3.1 document with an operation, followed by `rest`.
fn beside(rest: &str) -> Vec<String> {
    said(
        "3.1.0",
        &format!("paths:\n  /a:\n    get: {{responses: {{'204': {{description: d}}}}}}\n{rest}"),
    )
}

fn unknown(line: usize, key: &str, near: &str) -> Vec<String> {
    vec![format!(
        "{line} warning[W0111]: unknown key `{key}`; did you mean `{near}`?"
    )]
}

#[test]
#[expect(clippy::too_many_lines, reason = "a row for each object")]
fn misspelled_keys_of_every_object() {
    for (rest, key, near) in [
        ("tag: []\n", "tag", "tags"),
        ("component: {}\n", "component", "components"),
        ("components: {schema: {}}\n", "schema", "schemas"),
        (
            "components: {requestBody: {A: {}}}\n",
            "requestBody",
            "requestBodies",
        ),
        (
            "components: {schemas: {A: {descripton: d}}}\n",
            "descripton",
            "description",
        ),
        (
            "components: {schemas: {A: {propertys: {}}}}\n",
            "propertys",
            "properties",
        ),
        (
            "components: {schemas: {A: {additional_properties: false}}}\n",
            "additional_properties",
            "additionalProperties",
        ),
        (
            "components: {schemas: {A: {properties: {b: {read_only: true}}}}}\n",
            "read_only",
            "readOnly",
        ),
        (
            "components: {schemas: {A: {xml: {atribute: true}}}}\n",
            "atribute",
            "attribute",
        ),
        (
            "components: {schemas: {A: {anyOf: [{type: string, enums: [a]}]}}}\n",
            "enums",
            "enum",
        ),
        (
            "components: {schemas: {A: {oneOf: [{type: string}], discriminator: {propertyName: a, maping: {}}}}}\n",
            "maping",
            "mapping",
        ),
        (
            "components: {responses: {A: {description: d, contents: {}}}}\n",
            "contents",
            "content",
        ),
        (
            "components: {responses: {A: {description: d, headers: {b: {shema: {}}}}}}\n",
            "shema",
            "schema",
        ),
        (
            "components: {responses: {A: {description: d, content: {a/b: {exmaple: 1}}}}}\n",
            "exmaple",
            "example",
        ),
        (
            "components: {requestBodies: {A: {content: {}, requierd: true}}}\n",
            "requierd",
            "required",
        ),
        (
            "components: {requestBodies: {A: {content: {a/b: {encoding: {c: {contenttype: d}}}}}}}\n",
            "contenttype",
            "contentType",
        ),
        (
            "components: {examples: {A: {valeu: 1}}}\n",
            "valeu",
            "value",
        ),
        (
            "components: {links: {A: {operationID: b}}}\n",
            "operationID",
            "operationId",
        ),
        (
            "components: {securitySchemes: {A: {type: oauth2, flow: {}}}}\n",
            "flow",
            "flows",
        ),
        (
            "components: {securitySchemes: {A: {type: oauth2, flows: {implict: {}}}}}\n",
            "implict",
            "implicit",
        ),
        (
            "components: {securitySchemes: {A: {type: oauth2, flows: {password: {tokenUri: a, scopes: {}}}}}}\n",
            "tokenUri",
            "tokenUrl",
        ),
        (
            "tags: [{name: a, descriptoin: b}]\n",
            "descriptoin",
            "description",
        ),
        ("externalDocs: {ulr: https://example.com}\n", "ulr", "url"),
    ] {
        assert_eq!(beside(rest), unknown(7, key, near), "{rest}");
    }
    for (rest, key, near) in [
        ("      parameter: []\n", "parameter", "parameters"),
        (
            "      parameters: [{name: a, in: query, schema: {}, requird: true}]\n",
            "requird",
            "required",
        ),
        (
            "      servers: [{url: 'https://example.com', desc: d, variable: {}}]\n",
            "variable",
            "variables",
        ),
    ] {
        let said: Vec<String> = of_operation(rest)
            .into_iter()
            .filter(|line| line.contains("did you mean"))
            .collect();
        assert_eq!(said, unknown(8, key, near), "{rest}");
    }
    let said = said(
        "3.1.0",
        "paths:\n  /a:\n    psot: {}\n    get: {reponses: {}, responses: {'204': {description: d}}}\n",
    );
    assert_eq!(
        said,
        [
            "6 warning[W0111]: unknown key `psot`; did you mean `post`?",
            // The similar key is already present, so it is not suggested.
            "7 warning[W0111]: `reponses` is not a key of an operation; it is ignored"
        ]
    );
}

#[test]
fn what_is_free_is_not_judged() {
    for rest in [
        "components: {schemas: {A: {properties: {propertys: {}, tyep: {type: string}}}}}\n",
        "components: {schemas: {A: {default: {tyep: 1}, example: {descripton: 1}, enum: [{requird: 1}]}}}\n",
        "components: {examples: {A: {value: {valeu: 1}}}}\n",
        "components: {securitySchemes: {A: {type: oauth2, flows: {password: {tokenUrl: a, scopes: {scope: b}}}}}}\n",
        "components: {headers: {shema: {schema: {}}}}\n",
        "x-tag: {schema: {tyep: 1}}\n",
        // Keys of later versions are accepted in each version.
        "components: {mediaTypes: {a/b: {itemSchema: {}}}}\n",
        "tags: [{name: a, parent: b, kind: nav, summary: c}, {name: b}]\n",
    ] {
        assert_eq!(beside(rest), Vec::<String>::new(), "{rest}");
    }
}

#[test]
fn a_misspelling_that_takes_all_operations_is_an_error() {
    let error = |line: usize, key: &str, near: &str| {
        vec![format!(
            "{line} error[E0118]: unknown key `{key}`; did you mean `{near}`? Without it, the document has no operations"
        )]
    };
    let item = "{responses: {'204': {description: d}}}";
    assert_eq!(
        said("3.1.0", &format!("pathes: {{/a: {{get: {item}}}}}\n")),
        error(4, "pathes", "paths")
    );
    assert_eq!(
        said("3.1.0", &format!("paths:\n  /a: {{gte: {item}}}\n")),
        error(5, "gte", "get")
    );
    assert_eq!(
        said("3.1.0", &format!("webhook: {{a: {{post: {item}}}}}\n")),
        error(4, "webhook", "webhooks")
    );
    // OpenAPI 3.0 does not have `webhooks`, so it is not suggested.
    assert_eq!(
        said(
            "3.0.0",
            &format!("webhook: {{a: {{post: {item}}}}}\npaths: {{}}\n")
        ),
        ["4 warning[W0111]: `webhook` is not a key of an OpenAPI document; it is ignored"]
    );
}

#[test]
fn types_that_do_not_exist() {
    let of = |schema: &str| {
        let said = Document::new(&format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: 1.0.0}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    get: {{responses: {{'204': {{description: d}}}}}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
        ));
        let said = said.diagnostics();
        let lines = said.lines().filter(|line| !line.starts_with("  at "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let expected = |read_as: &str, help: &str| {
        format!("api.yaml:7:28: warning[W0115]: the type {read_as}\n  help: did you mean `{help}`?")
    };
    for (schema, read_as, help) in [
        (
            "{type: objec, properties: {b: {}}}",
            "`objec` does not exist in JSON Schema; the schema is read as an object because it has `properties`",
            "object",
        ),
        (
            "{type: list, items: {type: string}}",
            "`list` does not exist in JSON Schema; the schema is read as an array because it has `items`",
            "array",
        ),
        (
            "{type: str, enum: [a, b]}",
            "`str` does not exist in JSON Schema; the type is inferred from `enum`",
            "string",
        ),
        (
            "{type: int}",
            "`int` does not exist in JSON Schema; any value is accepted",
            "integer",
        ),
        (
            "{type: [string, nul]}",
            "`nul` does not exist in JSON Schema; the other types apply",
            "null",
        ),
    ] {
        assert_eq!(of(schema), expected(read_as, help), "{schema}");
    }
}

#[test]
fn readings_that_the_specification_does_not_allow() {
    let item = "paths:\n  /a:\n    get: {responses: {'204': {}}}\n";
    let no_description = "6 note[N0212]: OpenAPI 3.0 and 3.1 require `description` in a response; the missing description is read as empty";
    assert_eq!(said("3.0.0", item), [no_description]);
    assert_eq!(said("3.1.0", item), [no_description]);
    assert_eq!(said("3.2.0", item), Vec::<String>::new());

    let item = "paths:\n  /a:\n    get: {}\n";
    let no_responses = "6 note[N0209]: OpenAPI 3.0 requires `responses` in an operation; without it, the response body is not decoded";
    assert_eq!(said("3.0.0", item), [no_responses]);
    assert_eq!(said("3.1.0", item), Vec::<String>::new());

    let item = "paths:\n  /a:\n    get:\n      parameters: [{name: b, in: query, schema: {type: array}}]\n      responses: {'204': {description: d}}\n";
    let no_items = "7 note[N0307]: OpenAPI 3.0 requires `items` in an array; without it, an item is any JSON value";
    assert_eq!(said("3.0.0", item), [no_items]);
    assert_eq!(said("3.1.0", item), Vec::<String>::new());

    let item = "paths:\n  /a/{id}:\n    get:\n      parameters: [{name: id, in: path}]\n      responses: {'204': {description: d}}\n";
    assert_eq!(
        said("3.1.0", item),
        [
            "7 note[N0210]: a path parameter must have `required: true`; the parameter is read as required",
            "7 note[N0211]: a parameter must have `schema` or `content`; the value is read as a string",
        ]
    );

    let item = "paths:\n  /a: {get: {responses: {'204': {description: d}}}}\n";
    assert_eq!(
        said("3.1", item),
        ["1 note[N0119]: `openapi` must be a string, found a number; it is read as `\"3.1\"`"]
    );
    assert_eq!(said("'3.1'", item), Vec::<String>::new());
}

#[test]
fn paths_that_differ_in_names_alone() {
    let operation = |name: &str| {
        format!(
            "{{parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}"
        )
    };
    let (id, a) = (operation("id"), operation("a"));
    let said = said(
        "3.1.0",
        &format!(
            "paths:\n  /b/{{id}}: {{get: {id}}}\n  /b/{{a}}: {{delete: {a}}}\n  /b/{{a}}/c: {{get: {a}}}\n"
        ),
    );
    assert_eq!(
        said,
        [
            "6 note[N0213]: the path differs from `/b/{id}` only in the names of its parameters; both are read"
        ]
    );
}
