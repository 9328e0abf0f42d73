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
        "api.yaml:7:15: error[E0501]: `name` is not a key of `x-sdk` here\n  at /paths/~1a/get/x-sdk/name\n  help: use one of `resource`, `method`, `pagination`"
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
        "28: error[E0106]: `cursor` must have `value` @/cursor\n55: error[E0501]: `from` is not a key of `x-sdk` here @/cursor/from\n  help: use one of `parameter`, `value`"
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
