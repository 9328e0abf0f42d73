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
            "- `f` ([`File`](crate::File)): Format: `binary`.",
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
