//! Overlays that are checked without a document, and overlays that extend another document.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::diagnostic::Severity;
use generator::{Generator, Outcome};
use std::path::Path;
use tests::run_with;

/// The outcome of a check of an overlay in `folder`.
fn checked(folder: &Path, overlay: &str, strict: bool) -> Outcome<()> {
    let path = folder.join("o.yaml");
    std::fs::write(&path, overlay).expect("the overlay is written");
    Generator::new(path).strict(strict).check_overlay()
}

/// The diagnostics of an overlay.
fn said(overlay: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outcome = checked(folder.path(), overlay, false);
    let lines = outcome.diagnostics().iter().map(ToString::to_string);
    let said = lines.collect::<Vec<_>>().join("\n");
    said.replace(&format!("{}/", folder.path().display()), "")
}

fn of_actions(version: &str, actions: &str) -> String {
    said(&format!(
        "overlay: {version}\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}"
    ))
}

#[test]
fn strict_turns_warnings_into_errors() {
    let overlay = "overlay: 1.0.0\nactions:\n  - {target: $.a, remove: true}\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let severities = |strict| {
        let outcome = checked(folder.path(), overlay, strict);
        [Severity::Warning, Severity::Error].map(|severity| outcome.count(severity))
    };
    assert_eq!(severities(false), [1, 0]);
    assert_eq!(severities(true), [0, 1]);
}

#[test]
fn nothing_is_wrong() {
    let actions = "  - target: $\n    update: {}\n    description: d\n    x-a: b\n  - {target: $.a, remove: true}\n";
    assert_eq!(of_actions("1.0.0", actions), "");
    let copy = format!("{actions}  - {{target: $.a, copy: '$[\"b\"]'}}\n");
    assert_eq!(of_actions("1.1.0", &copy), "");
    assert_eq!(of_actions("1.1", &copy), "");
}

#[test]
fn versions() {
    let one = "  - {target: $, update: {}}\n";
    assert_eq!(
        of_actions("1.2.0", one),
        "o.yaml:1:1: note[N0103]: Overlay 1.2.0 is read as Overlay 1.1\n  at /overlay"
    );
    assert_eq!(
        of_actions("2.0.0", one),
        "o.yaml:1:1: error[E0102]: Overlay 2.0.0 is not supported; only Overlay 1.0 and 1.1 are\n  at /overlay"
    );
    assert_eq!(
        said("openapi: 3.1.0\n"),
        "o.yaml:1:1: error[E0601]: this is not an OpenAPI Overlay: `overlay` is missing\n  help: start the overlay with the line `overlay: 1.1.0`"
    );
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    assert_eq!(
        said(
            "overlay: 1.1.0\ninfo: {title: O, summary: s}\nextend: a\nactions:\n  - target: $.a[\n    update: {}\n  - target: $.a\n    copy: $.b..\n  - target: $.a\n    updates: {}\n  - copy: 1\n    target: $.a\n  - {target: $.a, update: 1, copy: $.b}\n  - {target: $.a, remove: true, copy: $.b}\n"
        ),
        "o.yaml:2:1: warning[W0608]: the `info` of an overlay must have `version`\n  at /info\no.yaml:2:18: warning[W0111]: `summary` is not a key of `info`; it is ignored\n  at /info/summary\no.yaml:3:1: warning[W0111]: unknown key `extend`; did you mean `extends`?\n  at /extend\no.yaml:5:5: error[E0602]: `$.a[` is not a valid JSONPath: expected selector\n  at /actions/0/target\n  help: write keys that contain characters other than letters, digits and `_` as `['key']` (RFC 9535)\no.yaml:8:5: error[E0602]: `$.b..` is not a valid JSONPath: expected bracketed_selection, wildcard_selector, or ALPHA\n  at /actions/1/copy\n  help: write keys that contain characters other than letters, digits and `_` as `['key']` (RFC 9535)\no.yaml:9:5: error[E0603]: an action must have `update`, `copy` or `remove: true`\n  at /actions/2\no.yaml:10:5: warning[W0111]: unknown key `updates`; did you mean `update`?\n  at /actions/2/updates\no.yaml:11:5: error[E0602]: `copy` must be a JSONPath string, found a number\n  at /actions/3/copy\no.yaml:13:30: error[E0613]: an action cannot have both `update` and `copy`\n  at /actions/4/copy\n  o.yaml:13:19: `update` is here\n  help: split it into two actions\no.yaml:14:33: warning[W0609]: `copy` has no effect beside `remove: true`\n  at /actions/5/copy"
    );
}

#[test]
fn actions_of_another_version() {
    assert_eq!(
        of_actions("1.0.0", "  - {target: $.a, copy: $.b}\n  - target: $.a\n"),
        "o.yaml:4:19: error[E0612]: `copy` does not exist in Overlay 1.0\n  at /actions/0/copy\n  help: change the version to `overlay: 1.1.0`\no.yaml:5:5: error[E0603]: an action must have `update` or `remove: true`\n  at /actions/1"
    );
}

#[test]
fn actions_are_there_and_differ() {
    assert_eq!(
        said("overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions: []\n"),
        "o.yaml:3:1: error[E0106]: an overlay must have at least one action\n  at /actions"
    );
    assert_eq!(
        of_actions(
            "1.1.0",
            "  - {target: $.a, update: [1]}\n  - {target: $.b, update: [1]}\n  - {target: $.a, update: [1]}\n"
        ),
        "o.yaml:6:5: warning[W0614]: this action repeats an earlier one; both are applied\n  at /actions/2\n  o.yaml:4:5: the earlier action is here"
    );
}

#[test]
fn a_key_that_stands_twice_and_a_file_that_is_none() {
    assert_eq!(
        of_actions("1.1.0", "  - {target: $.a, update: {b: 1, b: 2}}\n"),
        "o.yaml:4:34: warning[W0004]: this key appears more than once in its object; the last value is used\n  at /actions/0/update/b"
    );
    assert!(said("overlay: [").starts_with("o.yaml:"));
}

/// The diagnostics of an overlay with this `extends` that is applied to `api/api.yaml`. The folder
/// also contains `api/other.yaml`.
fn extending(extends: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    let document = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths: {}\n";
    std::fs::create_dir(path("api")).expect("a folder");
    std::fs::write(path("api/api.yaml"), document).expect("written");
    std::fs::write(path("api/other.yaml"), document).expect("written");
    let shown = folder.path().display().to_string();
    let overlay = format!(
        "overlay: 1.1.0\ninfo: {{title: O, version: '1'}}\nextends: {}\nactions: [{{target: $.info, update: {{x-a: 1}}}}]\n",
        extends.replace("FOLDER", &shown)
    );
    std::fs::write(path("o.yaml"), overlay).expect("written");
    let (said, _) = run_with(&path("api/api.yaml"), &[path("o.yaml")]);
    said.replace(&format!("{shown}/"), "")
}

#[test]
fn the_document_that_an_overlay_is_made_for() {
    for right in [
        "api/api.yaml",
        "./api/api.yaml",
        "FOLDER/api/api.yaml",
        "file://FOLDER/api/api.yaml",
        "https://example.com/api.yaml",
    ] {
        assert_eq!(extending(right), "", "{right}");
    }
    let help = "  at /extends\n  help: correct the path, which is relative to the folder of the overlay, or remove `extends`";
    assert_eq!(
        extending("api/other.yaml"),
        format!(
            "o.yaml:3:1: warning[W0615]: this overlay extends `api/other.yaml`, but it is applied to `api/api.yaml`\n{help}"
        )
    );
    assert_eq!(
        extending("api.yaml"),
        format!(
            "o.yaml:3:1: warning[W0615]: the file `api.yaml`, which this overlay extends, does not exist\n{help}"
        )
    );
    assert_eq!(
        extending("[a]"),
        "o.yaml:3:1: warning[W0105]: `extends` must be a string, found an array; it is ignored\n  at /extends"
    );
}
