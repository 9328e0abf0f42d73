//! Public items that do not come from paths or schemas alone: `diff` lists each change of them.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;
use generator::diff::{Comparison, Side, compare};
use tests::Document;

const DOCUMENT: &str = "openapi: 3.1.0
info: {title: T, version: 1.0.0}
servers:
  - {url: 'https://{r}.example.com', description: Live, variables: {r: {default: a}}}
  - {url: 'https://test.example.com', description: Test}
paths:
  /a:
    get:
      parameters:
        - {name: q, in: query, required: true, schema: {type: string}}
      responses:
        '200':
          description: d
          headers:
            X-Left: {schema: {type: integer}}
          content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}
components:
  schemas:
    S:
      type: object
      x-sdk: {derive: [Eq], text: {all: '$.a[*]'}}
      properties: {a: {type: array, items: {type: string}}}
    Kind: {type: string, enum: [x, y], default: x}
";

fn compared(old: &str, new: &str) -> Comparison {
    let (old, new) = (Document::new(old), Document::new(new));
    let read = |document: &Document| Generator::new(document.path()).public_api();
    let (old, new) = (read(&old), read(&new));
    let side = |read| Side::of(read).expect("it is a description");
    compare(side(&old), side(&new))
}

/// The lines of the changes after replacing a text, and the entry of the changelog without its headings.
#[track_caller]
fn check(from: &str, to: &str, lines: &str, entry: &str) {
    let new = DOCUMENT.replace(from, to);
    assert_ne!(new, DOCUMENT, "{from} is not in the document");
    let comparison = compared(DOCUMENT, &new);
    let printed = comparison.text();
    let printed: Vec<&str> = printed
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .collect();
    let changelog = comparison.changelog();
    let said: Vec<&str> = changelog
        .lines()
        .filter(|line| line.starts_with("- "))
        .collect();
    assert_eq!(
        (printed.join("\n"), said.join("\n")),
        (lines.to_owned(), entry.to_owned())
    );
}

const SECOND: &str = "  - {url: 'https://test.example.com', description: Test}\n";

#[test]
fn a_server_is_removed() {
    check(
        SECOND,
        "",
        "breaking\n  Server: removed\n  ClientBuilder::server(Server): removed",
        "- **Breaking:** `Server`\n- **Breaking:** `ClientBuilder::server(Server)`",
    );
}

#[test]
fn a_server_is_one_of_fewer() {
    let third = "  - {url: 'https://other.example.com', description: Other}\n";
    let old = DOCUMENT.replace(SECOND, &format!("{SECOND}{third}"));
    assert_eq!(
        compared(&old, DOCUMENT).text(),
        "t 1.0.0 → 2.0.0 (major): 1 breaking\n\nbreaking\n  Server::Other: removed\n"
    );
    assert_eq!(
        compared(DOCUMENT, &old).text(),
        "t 1.0.0 → 1.1.0 (minor): 1 compatible\n\ncompatible\n  Server::Other: added\n"
    );
}

#[test]
fn a_server_moves() {
    check(
        "https://test.example.com",
        "https://test.example.org",
        "compatible\n  Server::Test: URL https://test.example.com → https://test.example.org (behavior)",
        "- `Server::Test`: the URL changed from `https://test.example.com` to `https://test.example.org`",
    );
    check(
        "description: Test",
        "description: Trial",
        "breaking\n  Server::Test → Server::Trial\ndocumentation only\n  Server::Test: documentation",
        "- **Breaking:** `Server::Test` is now `Server::Trial`\n- Documentation of 1 item",
    );
}

#[test]
fn a_variable_is_removed_or_changed() {
    check(
        "https://{r}.example.com', description: Live, variables: {r: {default: a}}",
        "https://a.example.com', description: Live",
        "breaking\n  ClientBuilder::r(impl Into<String>): removed\n\
         compatible\n  Server::Live: URL https://{r}.example.com → https://a.example.com (behavior)",
        "- `Server::Live`: the URL changed from `https://{r}.example.com` to `https://a.example.com`\n\
         - **Breaking:** `ClientBuilder::r(impl Into<String>)`",
    );
    check(
        "{default: a}",
        "{default: a, enum: [a, b]}",
        "compatible\n  ClientBuilder::r: values any → a, b (behavior)",
        "- `ClientBuilder::r`: the values changed from any to `a, b`",
    );
}

#[test]
fn a_response_header_is_removed_or_changed() {
    check(
        "          headers:\n            X-Left: {schema: {type: integer}}\n",
        "",
        "breaking\n  ResponseHeaders: removed",
        "- **Breaking:** `ResponseHeaders`",
    );
    check(
        "type: integer",
        "type: string",
        "breaking\n  ResponseHeaders::x_left() -> Option<i64> → () -> Option<&str>",
        "- **Breaking:** `ResponseHeaders::x_left` changed from `() -> Option<i64>` to `() -> Option<&str>`",
    );
    check(
        "X-Left",
        "X-Right",
        "breaking\n  ResponseHeaders::x_left() -> Option<i64>: removed\n\
         compatible\n  ResponseHeaders::x_right() -> Option<i64>: added",
        "- `ResponseHeaders::x_right() -> Option<i64>`\n- **Breaking:** `ResponseHeaders::x_left() -> Option<i64>`",
    );
}

#[test]
fn a_text_method_is_removed_or_changed() {
    check(
        ", text: {all: '$.a[*]'}",
        "",
        "breaking\n  S::all() -> String: removed\n    /components/schemas/S",
        "- **Breaking:** `S::all() -> String`",
    );
    check(
        "{all: '$.a[*]'}",
        "{all: {path: '$.a[*]', separator: '-'}}",
        "compatible\n  S::all: separator none → \"-\" (behavior)\n    /components/schemas/S",
        "- `S::all`: the separator is now `\"-\"`",
    );
}

#[test]
fn a_derive_is_removed() {
    check(
        "derive: [Eq], ",
        "",
        "breaking\n  impl Eq for S: removed\n    /components/schemas/S",
        "- **Breaking:** `impl Eq for S`",
    );
    let old = DOCUMENT.replace("derive: [Eq]", "derive: [Eq, Hash]");
    assert_eq!(
        compared(DOCUMENT, &old).text(),
        "t 1.0.0 → 1.1.0 (minor): 1 compatible\n\ncompatible\n  impl Hash for S: added\n    /components/schemas/S\n"
    );
    // A renamed type keeps its traits.
    let new = DOCUMENT
        .replace("schemas/S'", "schemas/T'")
        .replace("    S:\n", "    T:\n");
    assert_eq!(
        compared(DOCUMENT, &new).text(),
        "t 1.0.0 → 2.0.0 (major): 1 breaking\n\nbreaking\n  S → T\n    /components/schemas/S → /components/schemas/T\n"
    );
}

#[test]
fn a_default_value_is_removed_or_changed() {
    check(
        ", default: x",
        "",
        "breaking\n  impl Default for Kind: removed\n    /components/schemas/Kind",
        "- **Breaking:** `impl Default for Kind`",
    );
    check(
        "default: x",
        "default: y",
        "compatible\n  impl Default for Kind: value x → y (behavior)\n    /components/schemas/Kind",
        "- `impl Default for Kind`: the value changed from `x` to `y`",
    );
}

/// A query parameter with another name is another parameter, although the types of the arguments are the same.
#[test]
fn an_argument_is_sent_under_another_name() {
    check(
        "name: q",
        "name: query",
        "compatible\n  client.a().retrieve: location of `q` `q` in the query → `query` in the query (behavior)\n    \
         /paths/~1a/get\n\
         documentation only\n  client.a().retrieve: (q: impl Into<String>) → (query: impl Into<String>)\n    /paths/~1a/get",
        "- `client.a().retrieve`: the location of `q` changed from `` `q` in the query `` to `` `query` in the query ``\n\
         - Documentation of 1 item",
    );
}

#[test]
fn the_media_type_of_a_body_is_set_or_unset() {
    let with = "    get:\n      requestBody: {content: {application/json: {schema: {type: object, additionalProperties: true}}}}\n";
    let old = DOCUMENT.replace("    get:\n", "    post:\n");
    let new = old.replace("    post:\n", &with.replace("get", "post"));
    let entry = compared(&old, &new).changelog();
    let said = entry.lines().find(|line| line.contains("media type"));
    assert_eq!(
        said,
        Some("- `client.a().create`: the media type is now `application/json`")
    );
    let entry = compared(&new, &old).changelog();
    let said = entry.lines().find(|line| line.contains("media type"));
    assert_eq!(
        said,
        Some("- `client.a().create`: the media type is no longer set")
    );
}

#[test]
fn sentences_about_the_package() {
    let old = DOCUMENT
        .replace("a.example", "b.example")
        .replace("{default: a}", "{default: b}");
    assert_eq!(
        compared(DOCUMENT, &old).changelog(),
        "## 1.1.0\n\n### Changed\n\n- The base URL changed from `https://a.example.com` to `https://b.example.com`\n\
         - `ClientBuilder::r`: the default changed from `a` to `b`\n"
    );
}
