//! The full text of the diagnostics of settings in `x-sdk`, and of names that are settings of the crate.

use tests::Document;

use crate::diagnostics::with_paths;

#[test]
fn unknown_entry_in_x_sdk() {
    let document = with_paths(
        "  /a:\n    get:\n      x-sdk: {name: x}\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:7:15: error[E0501]: `name` is not a key of `x-sdk` in this place\n  at /paths/~1a/get/x-sdk/name\n  help: use one of `resource`, `method`, `pagination`"
    );
}

/// A document with a schema that has this `x-sdk`: an object with an array of the union of `a` and `b`, a string and a
/// number.
fn with_schema(sdk: &str) -> Document {
    let item = |kind: &str, ty: &str| {
        format!(
            "{{type: object, required: [type], properties: {{type: {{const: {kind}}}, text: {{type: string}}, size: {{type: {ty}}}}}}}"
        )
    };
    let items = format!(
        "{{type: array, items: {{oneOf: [{}, {}]}}}}",
        item("a", "string"),
        item("b", "integer")
    );
    let schema = format!(
        "{{type: object, x-sdk: {sdk}, properties: {{items: {items}, name: {{type: string}}, count: {{type: number}}}}}}"
    );
    with_paths(&format!(
        "  /a:\n    get:\n      responses: {{'200': {{description: d, content: {{application/json: {{schema:\n        {schema}}}}}}}}}\n"
    ))
}

#[test]
fn text_methods_that_lead_nowhere() {
    let said = |text: &str| {
        let said = with_schema(&format!("{{text: {text}}}")).diagnostics();
        let lines = said
            .lines()
            .map(|line| line.rsplit_once("/x-sdk").map_or(line, |(_, place)| place));
        let lines: Vec<_> = lines
            .map(|line| line.trim_start_matches("api.yaml:8:"))
            .collect();
        lines.join("\n")
    };
    let help = "  help: the path starts at the schema: `$.output[?@.type == 'message'].text`";
    let wrong = |message: &str| format!("39: error[E0502]: `all`: {message}\n/text/all\n{help}");
    assert_eq!(said("{all: \"$.items[*].text\"}"), "");
    assert_eq!(said("{all: \"$.items[?@.type == 'a'].size\"}"), "");
    assert_eq!(
        said("{all: $.other}"),
        wrong("no value here has a property `other`")
    );
    assert_eq!(
        said("{all: \"$.name[*]\"}"),
        wrong("the value here is not an array")
    );
    assert_eq!(
        said("{all: $.count}"),
        wrong("the path does not lead to strings")
    );
    assert_eq!(
        said("{all: \"$.items[*].size\"}"),
        wrong("the values here have properties `size` of different types")
    );
    assert_eq!(
        said("{all: \"$.items[?@.type == 'c'].text\"}"),
        wrong("no variant has the value `c` in its property `type`")
    );
    assert_eq!(
        said("{name: $.name}"),
        "39: error[E0502]: `name`: the type already has a method or a property with this name\n/text/name\n  help: choose another name, or remove the property"
    );
    assert_eq!(
        said("{all: $..name}"),
        "39: error[E0502]: `$..name` is not a path that `text` supports\n/text/all\n  help: write a JSONPath of `.name`, `[*]` and `[?@.name == 'value']`, such as `$.items[*].text`"
    );
    assert_eq!(
        said("{All: $.name}"),
        "39: error[E0502]: `All` is not the name of a method\n/text/All\n  help: write a name such as `output_text`"
    );
    assert_eq!(
        said("{all: {path: $.name, join: ', '}}"),
        "59: error[E0501]: `join` is not a key of `x-sdk` in this place\n/text/all/join\n  help: use one of `path`, `separator`, `description`"
    );
}

#[test]
fn text_methods_with_the_name_of_a_setter() {
    let said = |property: &str| {
        with_paths(&format!(
            "  /a:\n    post:\n      requestBody: {{content: {{application/json: {{schema:\n        {{type: object, x-sdk: {{text: {{output_text: $.name}}}}, properties: {{{property}: {{type: string}}, name: {{type: string}}}}}}}}}}}}\n      responses: {{'204': {{description: d}}}}\n"
        ))
        .diagnostics()
    };
    assert_eq!(said("outputTexts"), "");
    for property in ["outputText", "output-text", "OUTPUT_TEXT"] {
        assert_eq!(
            said(property),
            "api.yaml:8:39: error[E0502]: `output_text`: the type already has a method or a property with this name\n  at /paths/~1a/post/requestBody/content/application~1json/schema/x-sdk/text/output_text\n  help: choose another name, or remove the property"
        );
    }
}

/// A component of strings, and of arrays of them, is another name of the same type.
#[test]
fn texts_of_the_same_type_by_another_name() {
    let said = |path: &str| {
        let variant = |kind: &str, text: &str, list: &str| {
            format!(
                "{{type: object, required: [type], properties: {{type: {{const: {kind}}}, text: {text}, list: {list}}}}}"
            )
        };
        let name = "{$ref: '#/components/schemas/Name'}";
        let first = variant(
            "a",
            "{type: string}",
            "{type: array, items: {type: string}}",
        );
        let other = variant("b", name, &format!("{{type: array, items: {name}}}"));
        with_paths(&format!(
            "  /a:\n    get:\n      responses: {{'200': {{description: d, content: {{application/json: {{schema:\n        {{type: object, x-sdk: {{text: {{all: \"{path}\"}}}}, properties: {{items: {{type: array, items: {{oneOf: [{first}, {other}]}}}}}}}}}}}}}}}}\ncomponents: {{schemas: {{Name: {{type: string}}}}}}\n"
        ))
        .diagnostics()
    };
    assert_eq!(said("$.items[*].text"), "");
    assert_eq!(said("$.items[*].list[*]"), "");
}

#[test]
fn derives_and_dependencies() {
    assert_eq!(
        with_schema("{derive: [Eq, schemars::JsonSchema]}").diagnostics(),
        ""
    );
    assert_eq!(
        with_schema("{derive: [Clone, 'a b'], derives: []}").diagnostics(),
        "api.yaml:8:41: error[E0502]: the type already implements `Clone`, or `Clone` cannot be derived\n  at /paths/~1a/get/responses/200/content/application~1json/schema/x-sdk/derive/0\n  help: remove it from `derive`\napi.yaml:8:48: error[E0502]: `a b` is not the path of a derive macro\n  at /paths/~1a/get/responses/200/content/application~1json/schema/x-sdk/derive/1\n  help: write it as in Rust: `Hash`, or `schemars::JsonSchema`\napi.yaml:8:56: error[E0501]: `derives` is not a key of `x-sdk` in this place\n  at /paths/~1a/get/responses/200/content/application~1json/schema/x-sdk/derives\n  help: use one of `wire`, `derive`, `text`"
    );
    let manifest = |dependencies: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\nx-sdk: {{crate: {{dependencies: {dependencies}}}}}\npaths: {{}}\n"
        );
        let (said, generated) = tests::run(&Document::new(&text).path());
        let files = generated.map(|generated| generated.files.files);
        let manifest = files.and_then(|mut files| files.remove("Cargo.toml"));
        let manifest = manifest.unwrap_or_default();
        let lines = manifest
            .lines()
            .filter(|line| line.starts_with("schemars") || line.starts_with("own"));
        (said, lines.collect::<Vec<_>>().join("\n"))
    };
    assert_eq!(
        manifest("{schemars: '1', own: {path: ../own, features: [a, b], default-features: false}}"),
        (String::new(), "schemars = \"1\"\nown = { path = \"../own\", features = [\"a\", \"b\"], default-features = false }".to_owned())
    );
    let (said, _) = manifest("{serde: '1', gen: '1', schemars: {versions: '1'}}");
    let said: Vec<&str> = said
        .split("api.yaml:")
        .skip(1)
        .map(|one| one.split("\n/").next().unwrap_or(one))
        .collect();
    assert_eq!(
        said,
        [
            "4:32: error[E0502]: the generated code already depends on `serde`\n  at /x-sdk/crate/dependencies/serde\n  help: remove it; its version follows from the generated code",
            "4:44: error[E0502]: `gen` is a name that Rust reserves\n  at /x-sdk/crate/dependencies/gen\n  help: choose another name, and write the name of the package as `package`",
            "4:54: error[E0502]: the dependency `schemars` is not valid\n  at /x-sdk/crate/dependencies/schemars\n  help: write a version requirement such as `\"1\"`, or an object with the keys that Cargo allows"
        ]
    );
}

#[test]
fn crates_that_cannot_be_called_so() {
    let manifest = |title: &str, sdk: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: {title}, version: '1'}}\nservers: [{{url: https://example.com}}]\nx-sdk: {{{sdk}}}\npaths: {{}}\n"
        );
        let document = Document::new(&text);
        let (said, generated) = tests::run(&document.path());
        let files = generated.map(|generated| generated.files.files);
        let manifest = files.and_then(|mut files| files.remove("Cargo.toml"));
        let name = manifest.and_then(|text| {
            let mut lines = text.lines().map(str::to_owned);
            lines.find(|line| line.starts_with("name = "))
        });
        let said = said.rsplit("api.yaml:").next().map(str::to_owned);
        (said.unwrap_or_default(), name.unwrap_or_default())
    };
    let named = |name: &str| (String::new(), format!("name = {name:?}"));
    assert_eq!(manifest("true", ""), named("true-api"));
    assert_eq!(manifest("Serde JSON", ""), named("serde-json-api"));
    assert_eq!(manifest("Truth", ""), named("truth"));
    assert_eq!(
        manifest("T", "crate: {name: serde_json}").0,
        "4:17: error[E0504]: `serde_json` is not a valid crate name\n  at /x-sdk/crate/name\n  help: choose another name; this one is reserved by Rust or used by a dependency of the crate"
    );
}

#[test]
fn more_resources_than_features() {
    let path = |index: usize| {
        format!("  /r{index}: {{get: {{responses: {{'204': {{description: Done.}}}}}}}}\n")
    };
    let features = |count: usize| {
        let paths: String = (0..count).map(path).collect();
        let (said, generated) = tests::run(&with_paths(&paths).path());
        let files = generated.map(|generated| generated.files.files);
        let manifest = files.and_then(|mut files| files.remove("Cargo.toml"));
        let manifest = manifest.unwrap_or_default();
        let said = said
            .rsplit("api.yaml:")
            .next()
            .unwrap_or_default()
            .to_owned();
        let lines = manifest.lines();
        let resources = lines.filter(|line| line.starts_with('r') && line.ends_with(" = []"));
        (said, resources.count())
    };
    assert_eq!(features(250), (String::new(), 250));
    let said = "4:1: note[N0803]: the client has 251 resources, too many for one cargo feature each; all of \
                them are always compiled\n  at /paths";
    assert_eq!(features(251), (said.to_owned(), 0));
}

/// A document with an operation that has this `pagination`. Its response has an array `data` and a
/// string `next`.
fn with_pages(pagination: &str) -> Document {
    let schema = "{type: object, properties: {data: {type: array, items: {type: string}}, next: {type: string}}}";
    with_paths(&format!(
        "  /a:\n    get:\n      parameters: [{{name: after, in: query, schema: {{type: string}}}}]\n      x-sdk: {{pagination: {pagination}}}\n      responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}\n"
    ))
}

#[test]
fn pages_that_are_nowhere_in_the_answer() {
    let said = |pagination: &str| {
        let said = with_pages(pagination).diagnostics();
        let at = "\n  at /paths/~1a/get/x-sdk/pagination";
        said.replace(at, " @").replace("api.yaml:8:", "")
    };
    assert_eq!(said("{cursor: {parameter: after, value: /next}}"), "");
    assert_eq!(
        said(
            "{items: /next, more: /more, cursor: {parameter: before, value: [/next, /data/0/id]}}"
        ),
        "28: error[E0506]: the response has no array at `/next` @/items\n42: error[E0506]: the response has no property at `/more` @/more\n64: error[E0506]: the operation has no query parameter `before` @/cursor/parameter\n98: error[E0506]: the response has no property at `/data/0/id` @/cursor/value/1"
    );
    assert_eq!(
        said("{items: data, url: [/next, /links/next]}"),
        "28: error[E0506]: the response has no array at `data` @/items\n54: error[E0506]: the response has no property at `/links/next` @/url/1"
    );
    assert_eq!(
        said("true"),
        "15: error[E0502]: `pagination` must be `false` or an object @"
    );
    assert_eq!(
        said("{more: /next}"),
        "15: error[E0502]: `pagination` must have exactly one of `cursor`, `offset`, `page`, `url`, `link` @"
    );
    assert_eq!(
        said("{link: true, page: {parameter: after}}"),
        "15: error[E0502]: `pagination` must have exactly one of `cursor`, `offset`, `page`, `url`, `link` @"
    );
    assert_eq!(
        said("{cursor: {parameter: after, from: /next}}"),
        "28: error[E0106]: `cursor` lacks `value` @/cursor\n55: error[E0501]: `from` is not a key of `x-sdk` in this place @/cursor/from\n  help: use one of `parameter`, `value`"
    );
}

#[test]
fn pages_of_what_is_no_list() {
    let document = with_paths(
        "  /a:\n    post:\n      x-sdk: {pagination: {link: true}}\n      responses: {'204': {description: d}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:7:15: error[E0506]: `pagination` requires an operation whose only response is JSON\n  at /paths/~1a/post/x-sdk/pagination"
    );
}
