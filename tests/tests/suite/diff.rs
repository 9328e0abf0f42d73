//! The output of `diff`: text, Markdown, JSON, and the changelog.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use generator::Generator;
use generator::diff::{Comparison, Side, compare};
use tests::{Document, client, root};

use crate::assert_snapshot;

/// Compares two documents.
fn compared(old: &Path, new: &Path) -> Comparison {
    let read = |path: &Path| Generator::new(path).public_api();
    let (old, new) = (read(old), read(new));
    let side = |read| Side::of(read).expect("it is a description");
    compare(side(&old), side(&new))
}

/// Compares two documents that have a change of each kind.
fn each_kind() -> Comparison {
    let folder = root().join("tests/cases/diff");
    compared(&folder.join("old.yaml"), &folder.join("new.yaml"))
}

#[test]
fn text_names_each_change_and_its_place() {
    assert_snapshot("diff_text", &each_kind().text());
}

#[test]
fn markdown_is_a_comment() {
    assert_snapshot("diff_markdown", &each_kind().markdown());
}

#[test]
fn json_is_for_tools() {
    let json = serde_json::to_string_pretty(&each_kind().json()).expect("it is JSON");
    assert_snapshot("diff_json", &json);
}

#[test]
fn the_changelog_has_an_entry() {
    assert_snapshot("diff_changelog", &each_kind().changelog());
}

#[test]
fn the_same_document_has_no_change() {
    let document = client();
    let comparison = compared(&document, &document);
    assert_eq!(comparison.text(), "tests-client 0.1.0: no change\n");
    assert_eq!(
        comparison.markdown(),
        "### Rust API of `tests-client`: no change\n"
    );
    assert_eq!(comparison.changelog(), "");
    assert_eq!(
        comparison.json(),
        serde_json::json!({
            "format": 1,
            "package": "tests-client",
            "class": null,
            "version": { "old": "0.1.0", "new": "0.1.0", "next": "0.1.0", "bump": "none" },
            "changes": [],
            "changelog": "",
        })
    );
}

/// All documents of the cases, and that of the client that other tests use.
fn documents() -> Vec<PathBuf> {
    let cases = std::fs::read_dir(root().join("tests/cases")).expect("there are cases");
    let cases = cases.map(|case| case.expect("it is there").path().join("openapi.yaml"));
    let mut documents: Vec<PathBuf> = cases.filter(|path| path.is_file()).collect();
    documents.push(client());
    assert!(documents.len() > 10, "{documents:?}");
    documents
}

#[test]
fn each_item_has_a_path_of_its_own() {
    for document in documents() {
        let read = Generator::new(&document).public_api();
        let api = read.made().expect("it is a description");
        let mut seen = HashSet::new();
        let paths = api.items.iter().map(|item| &item.path);
        let twice: Vec<_> = paths.filter(|path| !seen.insert(*path)).collect();
        assert_eq!(twice, Vec::<&String>::new(), "{}", document.display());
        let parents = api.items.iter().filter_map(|item| item.parent.as_ref());
        let none: Vec<_> = parents.filter(|path| !seen.contains(path)).collect();
        assert_eq!(none, Vec::<&String>::new(), "{}", document.display());
        let changes = compared(&document, &document).changes;
        assert_eq!(changes, [], "{}", document.display());
    }
}

/// Names and texts of a document do not end a code span or a code block.
#[test]
fn markdown_keeps_texts_in_their_place() {
    let document = |text: &str| {
        Document::new(&format!(
            "openapi: 3.1.0\ninfo: {{title: Texts, version: 1.0.0}}\npaths: {{}}\n\
             components:\n  schemas:\n    Kind:\n      type: string\n      enum: [plain, {text}]\n"
        ))
    };
    let (old, new) = (document("'a-b'"), document("\"a``b```\\n# b\""));
    let comparison = compared(&old.path(), &new.path());
    let new = document("'a``b'");
    let other = compared(&old.path(), &new.path());
    assert_snapshot(
        "diff_markdown_texts",
        &format!("{}\n{}", comparison.markdown(), other.markdown()),
    );
}

/// Changes that exceed the size limit of a comment are only counted.
#[test]
fn markdown_has_an_end() {
    let document = |count: usize| {
        let fields = (0..count)
            .map(|n| format!("        a_member_with_a_long_name_{n}: {{type: string}}\n"));
        Document::new(&format!(
            "openapi: 3.1.0\ninfo: {{title: Many, version: 1.0.0}}\npaths: {{}}\n\
             components:\n  schemas:\n    Large:\n      type: object\n      properties:\n{}",
            fields.collect::<String>()
        ))
    };
    let (old, new) = (document(1), document(1_000));
    let text = compared(&old.path(), &new.path()).markdown();
    assert!(text.len() < 65_536, "{}", text.len());
    let last = text.lines().last();
    assert_eq!(last, Some("- … and 1556 more"));
}
