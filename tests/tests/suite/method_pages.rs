//! The documentation of methods, in the crate and on the reference site.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeMap;

use generator::Generator;
use tests::Document;

/// The files of the crate and of the reference site.
struct Pages {
    files: BTreeMap<String, String>,
    site: BTreeMap<String, String>,
}

impl Pages {
    /// The pages for a document with this content of `paths`.
    fn of(paths: &str) -> Self {
        let head = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\nservers: [{url: https://api.example.com}]\n";
        let document = Document::new(&format!("{head}paths:\n{paths}"));
        let (said, generated) = tests::run(&document.path());
        let site = Generator::new(document.path()).site(None).into_result();
        Self {
            files: generated.expect(&said).files.files,
            site: site.expect("a site").files,
        }
    }

    fn page(&self, path: &str) -> &str {
        let path = format!("docs/{path}.md");
        self.files.get(&path).expect(&path)
    }

    fn on_site(&self, path: &str) -> &str {
        let path = format!("api/{path}.md");
        self.site.get(&path).expect(&path)
    }
}

/// The items of the lists in a page.
fn items(page: &str) -> Vec<&str> {
    let lines = page.lines().filter(|line| line.starts_with("- "));
    lines.take_while(|line| !line.contains("--")).collect()
}

#[test]
fn null_is_sent_only_where_it_differs_from_an_absent_value() {
    let pages = Pages::of(
        "  /a:
    post:
      parameters: [{name: ids, in: query, required: true, schema: {type: [string, 'null']}}]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, required: [a, f], properties: {a: {type: [string, 'null']}, b: {type: [string, 'null']}, f: {type: string, format: binary}}}
      responses: {'204': {description: d}}
  /b:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [a], properties: {a: {type: [string, 'null']}, b: {type: [string, 'null']}}}
      responses: {'204': {description: d}}
",
    );
    assert_eq!(
        items(pages.page("a/create")),
        [
            "- `ids` (`String`)",
            "- `a` (`String`)",
            "- `f` ([`File`](crate::File))",
            "- [`b`](Create::b) (`String`)",
        ]
    );
    assert_eq!(
        items(pages.page("b/create")),
        [
            "- `a` (`String`; `None` sends null)",
            "- [`b`](Create::b) (`String`; `None` sends null)",
        ]
    );
    assert!(!pages.on_site("a/create").contains("nullable"));
    let nullable = pages.on_site("b/create").matches("nullable");
    assert_eq!(nullable.count(), 2);
}

#[test]
fn a_list_of_files_is_a_list_everywhere() {
    let pages = Pages::of(
        "  /a:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, required: [files], properties: {files: {type: array, items: {type: string, format: binary}}}}
      responses: {'204': {description: d}}
",
    );
    assert_eq!(
        items(pages.page("a/create")),
        ["- `files` (`Vec<`[`File`](crate::File)`>`)"]
    );
    let site = pages.on_site("a/create");
    assert!(site.contains("- `files: Vec<File>`"), "{site}");
}

#[test]
fn a_default_that_the_client_sends_says_so() {
    let pages = Pages::of(
        "  /a:
    get:
      parameters:
        - {name: size, in: query, required: true, description: The size., schema: {type: integer, default: 20}}
        - {name: limit, in: query, description: The limit., schema: {type: integer, default: 30}}
      responses: {'204': {description: d}}
",
    );
    assert_eq!(
        items(pages.page("a/retrieve")),
        [
            "- [`size`](Retrieve::size) (`i64`): The size.",
            "- [`limit`](Retrieve::limit) (`i64`): The limit.",
        ]
    );
    let page = pages.page("a/retrieve");
    assert!(
        page.contains("  Default: `20`, which the client sends.\n"),
        "{page}"
    );
    assert!(page.contains("  Default: `30`.\n"), "{page}");
    let site = pages.on_site("a/retrieve");
    assert!(site.contains("sent by default `20`"), "{site}");
    assert!(site.contains(" default `30`"), "{site}");
}

/// The first paragraph about the return value.
fn returned(page: &str) -> String {
    let (_, rest) = page.split_once("\nA request. ").expect("a request");
    rest.split("\n\n")
        .next()
        .unwrap_or_default()
        .replace('\n', " ")
}

#[test]
fn a_page_has_items_and_the_other_members() {
    let item = "{type: object, title: Thing, properties: {id: {type: string}}}";
    let parameter = "parameters: [{name: page, in: query, schema: {type: integer}}]";
    let pages = Pages::of(&format!(
        "  /a: {{get: {{{parameter}, x-sdk: {{pagination: {{page: {{parameter: page}}, items: /data}}}}, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{data: {{type: array, items: {item}}}}}}}}}}}}}}}}}}}\n  /b: {{get: {{{parameter}, x-sdk: {{pagination: {{page: {{parameter: page}}}}}}, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: array, items: {item}}}}}}}}}}}}}}}\n"
    ));
    let rest =
        "that requests the next page. [`stream`](List::stream) returns the items of all pages.";
    let start = "Awaiting it returns a [`Page`](crate::Page): its items (each";
    assert_eq!(
        returned(pages.page("a/list")),
        format!(
            "{start} [`ResponseDataItem`](crate::resources::a::list::ResponseDataItem)), the other members of the response ([`Response`](crate::resources::a::list::Response)), and a method {rest}"
        )
    );
    assert_eq!(
        returned(pages.page("b/list")),
        format!(
            "{start} [`ResponseItem`](crate::resources::b::list::ResponseItem)) and a method {rest}"
        )
    );
}

#[test]
fn files_of_examples_have_paths() {
    let pages = Pages::of(
        "  /a:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [image, mask]
              properties:
                image: {type: array, x-sdk: {wire: 'image[]'}, items: {type: string, format: binary}}
                mask: {type: string, format: binary, example: '@mask.png'}
      responses: {'204': {description: d}}
",
    );
    let page = pages.page("a/create");
    assert!(
        page.contains("File::from_path(\"path/to/image\")"),
        "{page}"
    );
    assert!(page.contains("File::from_path(\"mask.png\")"), "{page}");
    assert!(!page.contains("Format"), "{page}");
}

#[test]
fn a_list_is_not_described_by_the_title_of_its_items() {
    let head = "  /a:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                labels: {type: array, items: {type: object, description: Label, properties: {a: {type: string}}}}
                tiers: {type: array, items: {type: object, description: '`tier`', properties: {a: {type: string}}}}
                rules: {type: array, items: {type: object, description: A rule of the account., properties: {a: {type: string}}}}
      responses: {'204': {description: d}}
";
    let pages = Pages::of(head);
    let page = pages.page("a/create");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(page.matches("Each item").count(), 1, "{page}");
    assert!(page.contains("Each item: A rule of the account."), "{page}");
}

#[test]
fn deprecation_is_said_once() {
    let field = |text: &str| {
        let pages = Pages::of(&format!(
            "  /a: {{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{old: {{type: string, deprecated: true, description: {text}}}}}}}}}}}}}}}}}}}\n"
        ));
        let mut texts = pages.files.values();
        let text = texts.find(|text| text.contains("pub old")).expect("a type");
        let (before, _) = text.split_once("pub old").expect("a field");
        let lines = before.lines().rev().skip(1);
        let lines = lines
            .map(str::trim)
            .take_while(|line| line.starts_with("///"));
        let mut lines: Vec<&str> = lines.collect();
        lines.reverse();
        lines.join("\n")
    };
    assert_eq!(field("Old."), "/// Old.\n///\n/// Deprecated.");
    assert_eq!(
        field("Not Deprecated yet."),
        "/// Not Deprecated yet.\n///\n/// Deprecated."
    );
    assert_eq!(
        field("'Deprecated: use `new`.'"),
        "/// Deprecated: use `new`."
    );
    assert_eq!(
        field("Old. **Deprecated** in 2."),
        "/// Old. **Deprecated** in 2."
    );
}
