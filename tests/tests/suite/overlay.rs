//! OpenAPI Overlays: their effect, and the diagnostics of invalid overlays.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use tests::run_with;

const API: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths:
  /as:
    get:
      tags: [x, y]
      responses: {'204': {description: d}}
  /bs:
    get:
      responses: {'204': {description: d}}
";

/// The diagnostics and the surface of the document with this overlay.
fn laid(overlay: &str) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("api.yaml"), API).expect("the document is written");
    std::fs::write(path("o.yaml"), overlay).expect("the overlay is written");
    let (said, generated) = run_with(&path("api.yaml"), &[path("o.yaml")]);
    let said = said.replace(&format!("{}/", folder.path().display()), "");
    let surface = generated.map(|generated| generated.surface);
    (said, surface.unwrap_or_default())
}

fn actions(actions: &str) -> (String, Vec<String>) {
    laid(&format!(
        "overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}"
    ))
}

#[test]
fn update_and_remove() {
    let (said, surface) = actions(
        "  - target: $.paths['/as'].get\n    update: {x-sdk: {method: all}}\n  - target: $.paths['/bs']\n    remove: true\n",
    );
    assert_eq!(said, "");
    assert_eq!(surface, ["GET /as → client.r#as().all() -> ()"]);
}

#[test]
fn every_operation_that_a_filter_selects() {
    let (said, surface) = actions(
        "  - target: $.paths.*.get[?@=='y']\n    remove: true\n  - target: $.paths[?@.get.tags]\n    remove: true\n",
    );
    assert_eq!(
        said,
        "o.yaml:4:5: warning[W0604]: the target selects nothing in the document; the action is ignored\n  at /actions/0/target"
    );
    assert_eq!(surface, ["GET /bs → client.bs().list() -> ()"]);
}

#[test]
fn what_an_overlay_wrote_is_cited_there() {
    let (said, _) =
        actions("  - target: $\n    update:\n      x-sdk:\n        methods: {GET /cs: cs.list}\n");
    assert_eq!(
        said,
        "o.yaml:7:19: error[E0503]: no operation matches `GET /cs`\n  at /actions/0/update/x-sdk/methods/GET ~1cs\n  help: write the operation as `POST /path/{id}`, or use its `operationId`"
    );
}

#[test]
fn arrays_grow() {
    let (said, surface) = actions(
        "  - target: $.paths['/as'].get\n    update: {tags: [z]}\n  - target: $.paths[?@.get.tags[2]=='z']\n    remove: true\n  - target: $.paths['/bs'].get.tags[0]\n    remove: true\n",
    );
    assert_eq!(
        said,
        "o.yaml:8:5: warning[W0604]: the target selects nothing in the document; the action is ignored\n  at /actions/2/target"
    );
    assert_eq!(surface, ["GET /bs → client.bs().list() -> ()"]);
}

#[test]
fn kinds_that_differ() {
    let (said, _) = actions("  - target: $.info\n    update: {title: [a]}\n");
    assert!(
        said.contains("o.yaml:5:14: warning[W0607]: an array replaces a string in the document\n  at /actions/0/update/title"),
        "{said}"
    );
    let (said, _) = actions("  - target: $.info\n    update: a\n");
    assert_eq!(
        said,
        "o.yaml:5:5: error[E0606]: `update` must be an object, found a string; its target is an object\n  at /actions/0/update"
    );
}

#[test]
fn no_overlay() {
    assert_eq!(
        laid("openapi: 3.1.0\n").0,
        "o.yaml:1:1: error[E0601]: this is not an OpenAPI Overlay: `overlay` is missing\n  help: start the overlay with the line `overlay: 1.1.0`"
    );
}

#[test]
fn actions_that_are_wrong() {
    let (said, _) = actions("  - target: $.a[\n    update: {}\n  - target: $\n  - update: {}\n");
    assert_eq!(
        said,
        "o.yaml:4:5: error[E0602]: `$.a[` is not a valid JSONPath: expected selector\n  at /actions/0/target\n  help: write keys that contain characters other than letters, digits and `_` as `['key']` (RFC 9535)\no.yaml:6:5: error[E0603]: an action must have `update` or `remove: true`\n  at /actions/1\no.yaml:7:5: error[E0106]: this action lacks `target`\n  at /actions/2"
    );
}
