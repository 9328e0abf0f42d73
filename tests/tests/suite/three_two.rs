//! The diagnostics of documents of OpenAPI 3.2: operations, parameters, servers and security schemes.

mod events;
mod excluded_keys;
mod own_uri;

#[cfg(feature = "slow")]
use generator::Generator;
use tests::Document;

/// A document of this version with these lines.
fn document(version: &str, lines: &str) -> Document {
    Document::new(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\n{lines}"
    ))
}

/// The diagnostics of a document of version 3.2.
fn said(lines: &str) -> String {
    document("3.2.0", lines).diagnostics()
}

const OPERATIONS: &str = "paths:
  /a:
    get: {responses: {'204': {description: d}}}
    query: {responses: {'204': {description: d}}}
    additionalOperations:
      COPY: {responses: {'204': {description: d}}}
";

#[test]
fn operations() {
    assert_eq!(said(OPERATIONS), "");
}

#[test]
fn operations_before_3_2() {
    for version in ["3.0.3", "3.1.0"] {
        let document = document(version, OPERATIONS);
        assert_eq!(
            document.diagnostics(),
            "api.yaml:7:5: warning[W0111]: `query` is not a key of a path item before OpenAPI 3.2; it is ignored\n  at /paths/~1a/query\n  help: write `openapi: 3.2.0` at the start of the document\n\
            api.yaml:8:5: warning[W0111]: `additionalOperations` is not a key of a path item before OpenAPI 3.2; it is ignored\n  at /paths/~1a/additionalOperations\n  help: write `openapi: 3.2.0` at the start of the document"
        );
    }
}

#[test]
fn operations_of_swagger_2() {
    let document = Document::new(
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\nhost: example.com\nschemes: [https]\npaths:\n  /a:\n    get: {responses: {'204': {description: d}}}\n    query: {responses: {'204': {description: d}}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:8:5: warning[W0111]: `query` is not a key of a path item before OpenAPI 3.2; it is ignored\n  at /paths/~1a/query\n  help: write `openapi: 3.2.0` at the start of the document"
    );
}

#[test]
fn methods_that_are_not_additional() {
    assert_eq!(
        said(
            "paths:
  /a:
    get: {responses: {'204': {description: d}}}
    additionalOperations:
      POST: {responses: {'204': {description: d}}}
      QUERY: {responses: {'204': {description: d}}}
      'A B': {responses: {'204': {description: d}}}
      CONNECT: {responses: {'204': {description: d}}}
"
        ),
        "api.yaml:8:7: warning[E0131]: `additionalOperations` must not contain `POST`; the operation is skipped\n  at /paths/~1a/additionalOperations/POST\n  help: move the operation to the key `post` of the path item\n\
        api.yaml:9:7: warning[E0131]: `additionalOperations` must not contain `QUERY`; the operation is skipped\n  at /paths/~1a/additionalOperations/QUERY\n  help: move the operation to the key `query` of the path item\n\
        api.yaml:10:7: warning[E0131]: `A B` is not an HTTP method; the operation is skipped\n  at /paths/~1a/additionalOperations/A B\n  help: write one word of letters, digits and the characters ``!#$%&'*+-.^_`|~``\n\
        api.yaml:11:7: warning[E0131]: `CONNECT` asks a proxy for a tunnel, which is not a request for a resource; the operation is skipped\n  at /paths/~1a/additionalOperations/CONNECT\n  help: remove the operation"
    );
}

#[test]
fn the_only_operation_is_not_additional() {
    assert_eq!(
        said(
            "paths: {/a: {additionalOperations: {POST: {responses: {'204': {description: d}}}}}}\n"
        ),
        "api.yaml:4:37: error[E0131]: `additionalOperations` must not contain `POST`\n  at /paths/~1a/additionalOperations/POST\n  help: move the operation to the key `post` of the path item"
    );
}

/// The diagnostics of a document with an operation that has these parameters.
fn of_parameters(parameters: &str) -> String {
    said(&format!(
        "paths:\n  /a:\n    get:\n      responses: {{'204': {{description: d}}}}\n      parameters:\n{parameters}"
    ))
}

const FORM: &str = "content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}";

#[test]
fn query_strings() {
    assert_eq!(
        of_parameters(&format!(
            "        - {{name: w, in: querystring, {FORM}}}\n        - {{name: q, in: query, schema: {{type: string}}}}\n        - {{name: v, in: querystring, {FORM}}}\n"
        )),
        "api.yaml:10:11: warning[W0241]: the parameter `q` cannot be in the query, because `w` is the whole query string; the parameter is ignored\n  at /paths/~1a/get/parameters/1\n  api.yaml:9:11: the query string is here\n  help: add it to the schema of `w`\n\
        api.yaml:11:11: warning[W0241]: the parameter `v` is a second query string; the parameter is ignored\n  at /paths/~1a/get/parameters/2\n  api.yaml:9:11: the query string is here\n  help: add it to the schema of `w`"
    );
    assert_eq!(
        of_parameters(
            "        - {name: w, in: querystring, schema: {type: object, properties: {a: {type: string}}}}\n"
        ),
        "api.yaml:9:38: warning[W0241]: a parameter with `in: querystring` must have `content` instead of `schema`; the query string is read as a form\n  at /paths/~1a/get/parameters/0/schema\n  help: write `content: { application/x-www-form-urlencoded: { schema: … } }`"
    );
}

/// A value that is not an object has no names, so it cannot be a form.
#[test]
fn query_strings_that_are_no_forms() {
    let form = |schema: &str| {
        of_parameters(&format!(
            "        - {{name: w, in: querystring, content: {{application/x-www-form-urlencoded: {{schema: {schema}}}}}}}\n"
        ))
    };
    let message = |how: &str| {
        format!(
            "api.yaml:9:84: warning[W0241]: the query string `w` is a form, but its schema is not an object; it is sent as {how}, percent-encoded\n  at /paths/~1a/get/parameters/0/content/application~1x-www-form-urlencoded/schema\n  help: describe an object, or change the media type to `text/plain` or `application/json`"
        )
    };
    for schema in [
        "{type: string}",
        "{type: integer}",
        "{type: string, enum: [a, b]}",
        "{type: [string, integer]}",
    ] {
        assert_eq!(form(schema), message("text"), "{schema}");
    }
    for schema in [
        "{type: array, items: {type: string}}",
        "{type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}",
    ] {
        assert_eq!(form(schema), message("JSON"), "{schema}");
    }
    for schema in ["{}", "{type: object, additionalProperties: {type: string}}"] {
        assert_eq!(form(schema), "", "{schema}");
    }
    assert_eq!(
        of_parameters("        - {name: w, in: querystring, schema: {type: string}}\n"),
        "api.yaml:9:38: warning[W0241]: a parameter with `in: querystring` must have `content` instead of `schema`; the query string is read as a form\n  at /paths/~1a/get/parameters/0/schema\n  help: write `content: { application/x-www-form-urlencoded: { schema: … } }`\n\
        api.yaml:9:38: warning[W0241]: the query string `w` is a form, but its schema is not an object; it is sent as text, percent-encoded\n  at /paths/~1a/get/parameters/0/schema\n  help: describe an object, or change the media type to `text/plain` or `application/json`"
    );
}

#[test]
fn query_strings_of_path_items() {
    let document = said(&format!(
        "paths:\n  /a:\n    parameters:\n      - {{name: w, in: querystring, {FORM}}}\n    get:\n      parameters: [{{name: q, in: query, schema: {{type: string}}}}]\n      responses: {{'204': {{description: d}}}}\n"
    ));
    assert_eq!(
        document,
        "api.yaml:9:20: warning[W0241]: the parameter `q` cannot be in the query, because `w` is the whole query string; the parameter is ignored\n  at /paths/~1a/get/parameters/0\n  api.yaml:7:9: the query string is here\n  help: add it to the schema of `w`"
    );
}

#[test]
fn query_strings_before_3_2() {
    let lines = format!(
        "paths:\n  /a:\n    get:\n      responses: {{'204': {{description: d}}}}\n      parameters: [{{name: w, in: querystring, {FORM}}}]\n  /b:\n    get: {{responses: {{'204': {{description: d}}}}}}\n"
    );
    assert_eq!(
        document("3.1.0", &lines).diagnostics(),
        "api.yaml:8:30: warning[E0113]: the `in` of a parameter cannot be `querystring` before OpenAPI 3.2; the parameter is ignored\n  at /paths/~1a/get/parameters/0/in\n  help: write `openapi: 3.2.0` at the start of the document"
    );
}

#[test]
fn keywords_that_a_parameter_cannot_have() {
    let effect = |parameter: &str| {
        let said = of_parameters(&format!("        - {{name: a, {parameter}}}\n"));
        said.lines().next().unwrap_or_default().to_owned()
    };
    for (parameter, expected) in [
        (
            "in: header, allowReserved: true, schema: {type: string}",
            "api.yaml:9:33: warning[W0133]: `allowReserved` is not allowed in a header, which is not percent-encoded; it is ignored",
        ),
        (
            "in: cookie, style: cookie, allowReserved: true, schema: {type: string}",
            "api.yaml:9:48: warning[W0133]: `allowReserved` is not allowed beside `style: cookie`, which does not percent-encode; it is ignored",
        ),
        (
            "in: querystring, style: form, content: {application/json: {schema: {type: object}}}",
            "api.yaml:9:38: warning[W0133]: `style` is not allowed beside `content`; it is ignored",
        ),
        (
            "in: cookie, style: cookie, explode: false, schema: {type: array, items: {type: string}}",
            "api.yaml:9:48: warning[W0114]: `explode: false` is not allowed with `style: cookie`, because a cookie cannot contain commas; the commas are sent anyway",
        ),
        ("in: cookie, style: cookie, schema: {type: string}", ""),
        (
            "in: cookie, allowReserved: true, schema: {type: string}",
            "",
        ),
        ("in: query, allowReserved: true, schema: {type: string}", ""),
    ] {
        assert_eq!(effect(parameter), expected, "{parameter}");
    }
}

/// Only forms are percent-encoded.
#[test]
fn reserved_characters_of_bodies() {
    let with = |media_type: &str| {
        said(&format!(
            "paths:\n  /a:\n    post:\n      requestBody:\n        content:\n          {media_type}:\n            schema: {{type: object, properties: {{a: {{type: string}}}}}}\n            encoding: {{a: {{allowReserved: true}}}}\n      responses: {{'204': {{description: d}}}}\n"
        ))
    };
    assert_eq!(with("application/x-www-form-urlencoded; charset=utf-8"), "");
    assert_eq!(
        with("multipart/form-data"),
        "api.yaml:11:28: note[N0112]: `allowReserved` has no effect in a body of the media type `multipart/form-data`, which is not percent-encoded\n  at /paths/~1a/post/requestBody/content/multipart~1form-data/encoding/a/allowReserved"
    );
}

#[test]
fn cookie_style_before_3_2() {
    let lines = "paths: {/a: {get: {parameters: [{name: a, in: cookie, style: cookie, schema: {type: string}}], responses: {'204': {description: d}}}}}\n";
    assert_eq!(
        document("3.1.0", lines).diagnostics(),
        "api.yaml:4:55: warning[W0114]: the style `cookie` is not allowed before OpenAPI 3.2; the default style is used\n  at /paths/~1a/get/parameters/0/style\n  help: write `openapi: 3.2.0` at the start of the document"
    );
}

const OPERATION: &str = "paths: {/a: {get: {responses: {'204': {description: d}}}}}\n";

#[test]
fn media_types_that_are_components() {
    let with = |target: &str, components: &str| {
        said(&format!(
            "paths:\n  /a:\n    get: {{responses: {{'204': {{description: d}}}}}}\n    post:\n      requestBody: {{content: {{application/json: {{$ref: '{target}'}}}}}}\n      responses: {{'204': {{description: d}}}}\ncomponents:\n  mediaTypes: {components}\n"
        ))
    };
    let known = "{A: {schema: {type: string}}}";
    assert_eq!(with("#/components/mediaTypes/A", known), "");
    assert_eq!(
        with("#/components/mediaTypes/B", known),
        "api.yaml:8:50: warning[E0107]: the reference `#/components/mediaTypes/B` cannot be resolved; it is ignored\n  at /paths/~1a/post/requestBody/content/application~1json/$ref\n  help: `/components/mediaTypes` contains only `A`"
    );
    assert_eq!(
        with(
            "#/components/mediaTypes/A",
            "{A: {$ref: '#/components/mediaTypes/A'}}"
        ),
        "api.yaml:8:31: warning[E0109]: the reference is circular; it is ignored\n  at /paths/~1a/post/requestBody/content/application~1json"
    );
}

#[test]
fn names_of_servers() {
    let document = Document::new(&format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\nservers:\n  - {{url: https://a.example.com, name: a}}\n  - {{url: https://b.example.com, name: a}}\n{OPERATION}"
    ));
    assert_eq!(
        document.diagnostics(),
        "api.yaml:5:34: warning[W0805]: two servers have the name `a`\n  at /servers/1/name\n  api.yaml:4:34: the first one is here\n  help: rename one of them; both servers can still be selected"
    );
}

#[test]
fn security_schemes_by_uri() {
    let with = |name: &str| {
        said(&format!(
            "security: [{{'{name}': []}}]\n{OPERATION}components: {{securitySchemes: {{a: {{type: http, scheme: bearer}}}}}}\n"
        ))
    };
    assert_eq!(with("#/components/securitySchemes/a"), "");
    assert_eq!(
        with("#/components/securitySchemes/b"),
        "api.yaml:4:13: warning[W0702]: the security scheme `#/components/securitySchemes/b` is not declared; this security requirement is ignored\n  at /security/0/#~1components~1securitySchemes~1b\n  help: use a scheme that is declared in `components/securitySchemes`, such as `a`, or declare `#/components/securitySchemes/b` there"
    );
}

#[test]
fn credentials_beside_query_strings() {
    let lines = "security: [{key: []}]\npaths: {/a: {get: {parameters: [{name: w, in: querystring, content: {application/json: {schema: {type: array, items: {type: string}}}}}], responses: {'204': {description: d}}}}}\ncomponents: {securitySchemes: {key: {type: apiKey, in: query, name: k}}}\n";
    assert_eq!(
        said(lines),
        "api.yaml:5:33: note[N0242]: the credential `k` is added to the query string `w`, which is not a form\n  at /paths/~1a/get/parameters/0"
    );
}

/// The documents with which the OpenAPI Initiative tests its JSON Schema of OpenAPI 3.2, from the folder that
/// `OPENAPI_SCHEMA_TESTS` names: those that are valid have no errors, and those that are not have a diagnostic.
#[cfg(feature = "slow")]
#[test]
fn documents_of_the_openapi_initiative() {
    use generator::diagnostic::{Code, Severity};

    /// Rules that examples, XML and encodings break.
    const OTHERS: [&str; 4] = ["example-", "xml-", "encoding-", "media-type-"];
    let Some(folder) = std::env::var_os("OPENAPI_SCHEMA_TESTS") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (kind, is_valid) in [("pass", true), ("fail", false)] {
        let folder = std::path::Path::new(&folder).join(kind);
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for file in files {
            seen += 1;
            let name = file.file_name().to_string_lossy().into_owned();
            let outcome = Generator::new(file.path()).describe();
            let mut said = outcome.diagnostics().iter();
            let fits = if is_valid {
                said.all(|one| one.severity != Severity::Error)
            } else {
                said.any(|one| one.code != Code::NoServer)
                    || OTHERS.iter().any(|other| name.starts_with(other))
            };
            if !fits {
                wrong.push(format!("{kind}/{name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(seen > 50, "{seen} documents");
}

#[test]
fn methods_that_differ_in_case() {
    let said = said(
        "paths:\n  /a: {additionalOperations: {get: {responses: {'204': {description: d}}}}}\n",
    );
    assert_eq!(
        said,
        "api.yaml:5:31: warning[E0131]: HTTP methods are case-sensitive: `get` is sent as written, and servers do not treat it as `GET`\n  at /paths/~1a/additionalOperations/get\n  help: for `GET`, move the operation to the key `get` of the path item"
    );
}
