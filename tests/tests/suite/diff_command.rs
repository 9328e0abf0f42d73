//! `diff` as a process: of two documents, or of one document and a git revision.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;
use std::process::Command;

use tests::process::{binary, without_time};

const OLD: &str = "openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: https://example.com}]
paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {id: a}}}}
components:
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: string}}}
";

/// The document with an optional `id` of orders.
fn breaking() -> String {
    OLD.replace("required: [id], ", "")
}

fn command(folder: &Path, program: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| without_time(&String::from_utf8(bytes).expect("UTF-8"));
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}

fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    command(folder, binary(), &[&["diff"], arguments].concat())
}

fn git(folder: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    let (code, _, said) = command(folder, Path::new("git"), &[&own, arguments].concat());
    assert_eq!(code, 0, "{said}");
}

/// A folder with both documents.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("old.yaml"), OLD).expect("written");
    std::fs::write(folder.path().join("new.yaml"), breaking()).expect("written");
    folder
}

/// The text on standard error after a comparison of the two.
const COMPARED: &str = "Compared old.yaml with new.yaml in TIME\n";

const TEXT: &str = "shop 1.2.0 → 2.0.0 (major): 1 breaking

breaking
  Order.id: String → Option<String>
    /components/schemas/Order/required → /components/schemas/Order/properties/id
";

#[test]
fn two_documents() {
    let folder = folder();
    let expected = (0, TEXT.to_owned(), COMPARED.to_owned());
    assert_eq!(diff(folder.path(), &["old.yaml", "new.yaml"]), expected);
    let said = COMPARED.replace("new", "old");
    let expected = (0, "shop 1.2.0: no change\n".to_owned(), said);
    assert_eq!(diff(folder.path(), &["old.yaml", "old.yaml"]), expected);
    let denied = diff(folder.path(), &["old.yaml", "new.yaml", "--deny-breaking"]);
    assert_eq!(denied, (1, TEXT.to_owned(), COMPARED.to_owned()));
    let compatible = diff(folder.path(), &["old.yaml", "old.yaml", "--deny-breaking"]);
    assert_eq!(compatible.0, 0);
}

#[test]
fn other_forms() {
    let folder = folder();
    let form = |form| {
        let (code, printed, said) =
            diff(folder.path(), &["old.yaml", "new.yaml", "--format", form]);
        assert_eq!((code, said.as_str()), (0, COMPARED));
        printed
    };
    assert!(form("markdown").starts_with("### Rust API of `shop`: breaking\n"));
    let json: serde_json::Value = serde_json::from_str(&form("json")).expect("JSON");
    assert_eq!(json.pointer("/version/next"), Some(&"2.0.0".into()));
    let entry = "## 2.0.0\n\n### Changed\n\n- **Breaking:** `Order.id` changed from `String` to `Option<String>`\n";
    assert_eq!(form("changelog"), entry);
}

#[test]
fn the_changelog_gets_an_entry_on_top() {
    let folder = folder();
    let changelog = folder.path().join("CHANGELOG.md");
    let arguments = ["old.yaml", "new.yaml", "--changelog", "CHANGELOG.md"];
    let entry = "## 2.0.0\n\n### Changed\n\n- **Breaking:** `Order.id` changed from `String` to `Option<String>`\n";
    assert_eq!(diff(folder.path(), &arguments).0, 0);
    let text = || std::fs::read_to_string(&changelog).expect("a file");
    assert_eq!(text(), format!("# Changelog\n\n{entry}"));
    std::fs::write(&changelog, "# Changes\n\nOf all.\n\n## 1.2.0\n\n- First\n").expect("written");
    assert_eq!(diff(folder.path(), &arguments).0, 0);
    assert_eq!(
        text(),
        format!("# Changes\n\nOf all.\n\n{entry}\n## 1.2.0\n\n- First\n")
    );
    let unchanged = ["old.yaml", "old.yaml", "--changelog", "CHANGELOG.md"];
    let before = text();
    assert_eq!(diff(folder.path(), &unchanged).0, 0);
    assert_eq!(text(), before);
}

#[test]
fn a_revision() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    std::fs::create_dir(&spec).expect("made");
    std::fs::write(spec.join("shop.yaml"), OLD).expect("written");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    std::fs::write(spec.join("shop.yaml"), breaking()).expect("written");
    // The revision does not contain this overlay.
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions: [{target: $.info, update: {x-a: b}}]\n";
    std::fs::write(spec.join("shop.overlay.yaml"), overlay).expect("written");
    let expected = |old: &str, new: &str| {
        let said = format!("Compared {old} with {new} in TIME\n");
        (0, TEXT.to_owned(), said)
    };
    assert_eq!(
        diff(folder.path(), &["--base", "main"]),
        expected("main:spec", "spec")
    );
    assert_eq!(
        diff(&spec, &["shop.yaml", "--base", "HEAD"]),
        expected("HEAD:shop.yaml", "shop.yaml")
    );
    let unknown = "error: the git repository has no revision `nowhere`\n";
    let expected = (3, String::new(), unknown.to_owned());
    assert_eq!(diff(folder.path(), &["--base", "nowhere"]), expected);
    std::fs::write(folder.path().join("other.yaml"), OLD).expect("written");
    let (code, _, said) = diff(folder.path(), &["other.yaml", "--base", "main"]);
    assert_eq!(code, 3);
    let expected = "error[E0001]: the file does not exist in the revision `main`\n--> other.yaml\n\nerror: `main:other.yaml` has 1 error; nothing was compared\n";
    assert_eq!(said, expected);
}

#[test]
fn what_cannot_be_compared() {
    let folder = folder();
    let usage =
        "error: pass two documents, or one document and `--base REVISION`; see `diff --help`\n";
    let expected = (2, String::new(), usage.to_owned());
    assert_eq!(diff(folder.path(), &["old.yaml"]), expected);
    let both = ["old.yaml", "new.yaml", "--base", "main"];
    assert_eq!(diff(folder.path(), &both), expected);
    std::fs::write(folder.path().join("broken.yaml"), "a: b\n").expect("written");
    let (code, printed, said) = diff(folder.path(), &["old.yaml", "broken.yaml"]);
    assert_eq!((code, printed.as_str()), (1, ""));
    assert!(said.starts_with("error[E0101]: "), "{said}");
}
