//! The effect of actions of Overlay 1.0 and 1.1, and the places of diagnostics in the amended
//! document.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::diagnostic::Diagnostics;
use generator::overlay;
use generator::source::{Access, Sources};
use serde_json::{Value, json};
use tests::run_with;

const API: &str = "openapi: 3.1.0
info:
  title: T
  version: '1'
  contact:
paths:
  /as:
    get:
      tags: [x, y, z]
      responses: {'204': {description: d}}
  /bs:
    post:
      responses: {'204': {description: d}}
";

/// An overlay with these actions.
fn overlay(version: &str, actions: &str) -> String {
    format!("overlay: {version}\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}")
}

/// The diagnostics, and the document with the overlay applied.
fn laid_over(document: &str, overlay: &str) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("api.yaml"), document).expect("written");
    std::fs::write(path("o.yaml"), overlay).expect("written");
    let diagnostics = Diagnostics::default();
    let (mut sources, read) = Sources::open(&path("api.yaml"), Access::default());
    read.expect("the document is read");
    let _ = overlay::apply(&mut sources, &[path("o.yaml")], &diagnostics);
    let said: Vec<String> = diagnostics
        .located(&sources)
        .iter()
        .map(ToString::to_string)
        .collect();
    let said = said.join("\n");
    let root = sources.root(sources.entry()).expect("it has a tree");
    (
        said.replace(&format!("{}/", folder.path().display()), ""),
        root.node.to_json(),
    )
}

/// The document with these actions of Overlay 1.1 applied, which must produce no diagnostics.
fn made(actions: &str) -> Value {
    let (said, made) = laid_over(API, &overlay("1.1.0", actions));
    assert_eq!(said, "");
    made
}

/// The diagnostics of these actions.
fn said(version: &str, actions: &str) -> String {
    laid_over(API, &overlay(version, actions)).0
}

fn at(value: &Value, pointer: &str) -> Value {
    value.pointer(pointer).cloned().unwrap_or_default()
}

#[test]
fn what_is_in_one_of_two_objects_and_what_is_in_both() {
    let made = made("  - target: $.info\n    update: {title: U, x-new: [1], contact: {name: n}}\n");
    assert_eq!(
        at(&made, "/info"),
        json!({"title": "U", "version": "1", "contact": {"name": "n"}, "x-new": [1]})
    );
}

#[test]
fn arrays_are_concatenated_and_other_values_appended() {
    let tags = "$.paths['/as'].get.tags";
    let with = |update: &str| {
        let made = made(&format!("  - target: {tags}\n    update: {update}\n"));
        at(&made, "/paths/~1as/get/tags")
    };
    assert_eq!(with("[a, b]"), json!(["x", "y", "z", "a", "b"]));
    assert_eq!(with("a"), json!(["x", "y", "z", "a"]));
    assert_eq!(with("{a: 1}"), json!(["x", "y", "z", {"a": 1}]));
    let made = made("  - target: $.paths['/as']\n    update: {get: {tags: [a]}}\n");
    assert_eq!(
        at(&made, "/paths/~1as/get/tags"),
        json!(["x", "y", "z", "a"])
    );
}

#[test]
fn primitive_values_are_replaced_and_removed() {
    let made = made(
        "  - target: $.info.title\n    update: U\n  - target: $.paths.*.get.tags[?@ == 'y']\n    remove: true\n",
    );
    assert_eq!(at(&made, "/info/title"), json!("U"));
    assert_eq!(at(&made, "/paths/~1as/get/tags"), json!(["x", "z"]));
    assert_eq!(
        said("1.0.0", "  - target: $.info.title\n    update: U\n"),
        "o.yaml:4:5: note[N0616]: this target selects a value that is neither an object nor an array; it is updated as in Overlay 1.1\n  at /actions/0/target"
    );
}

#[test]
fn kinds_that_do_not_fit() {
    assert_eq!(
        said("1.1.0", "  - target: $.info\n    update: {title: [a]}\n"),
        "o.yaml:5:14: error[E0606]: `update` sets an array for `/info/title`, but the document has a string\n  at /actions/0/update/title\n  api.yaml:3:3: a string is here\n  help: remove the old value in an earlier action first"
    );
    assert_eq!(
        said("1.1.0", "  - target: $.info.title\n    update: {a: 1}\n"),
        "o.yaml:5:5: error[E0606]: `update` must be neither an object nor an array, found an object; its target is a string\n  at /actions/0/update"
    );
    assert_eq!(
        said(
            "1.1.0",
            "  - target: $.paths['/as']\n    update: {get: {tags: a}}\n"
        ),
        "o.yaml:5:20: error[E0606]: `update` sets a string for `/paths/~1as/get/tags`, but the document has an array\n  at /actions/0/update/get/tags\n  api.yaml:9:7: an array is here\n  help: remove the old value in an earlier action first"
    );
    assert_eq!(
        said("1.1.0", "  - target: $.info.*\n    update: a\n"),
        "",
        "null is as primitive as a string"
    );
    assert_eq!(
        said(
            "1.1.0",
            "  - target: $['info', 'openapi']\n    update: {a: 1}\n"
        ),
        "o.yaml:4:5: error[E0611]: this target selects nodes of different types; they must all be objects, all be arrays, or all be other values\n  at /actions/0/target\n  api.yaml:2:1: an object is here\n  api.yaml:1:1: a string is here"
    );
}

#[test]
fn a_copy_is_merged_like_an_update() {
    let made = made(
        "  - target: $.paths['/bs']\n    copy: $.paths['/as']\n  - target: $.paths['/as'].get.tags\n    copy: $.paths['/as'].get.tags\n  - target: $.info.title\n    copy: $.openapi\n",
    );
    let responses = json!({"204": {"description": "d"}});
    assert_eq!(
        at(&made, "/paths/~1bs"),
        json!({"post": {"responses": responses}, "get": {"tags": ["x", "y", "z"], "responses": responses}})
    );
    assert_eq!(
        at(&made, "/paths/~1as/get/tags"),
        json!(["x", "y", "z", "x", "y", "z"])
    );
    assert_eq!(at(&made, "/info/title"), json!("3.1.0"));
}

#[test]
fn a_node_moves_by_update_copy_and_remove() {
    let made = made(
        "  - target: $.paths\n    update: {/cs: {}}\n  - target: $.paths['/cs']\n    copy: $.paths['/bs']\n  - target: $.paths['/bs']\n    remove: true\n",
    );
    let paths = at(&made, "/paths");
    let keys: Vec<&String> = paths.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["/as", "/cs"]);
    assert_eq!(
        at(&made, "/paths/~1cs/post/responses/204/description"),
        json!("d")
    );
}

#[test]
fn a_copy_selects_one_node() {
    assert_eq!(
        said(
            "1.1.0",
            "  - target: $.info\n    copy: $.nothing\n  - target: $.info\n    copy: $.paths.*\n"
        ),
        "o.yaml:5:5: error[E0610]: `copy` must select exactly one node, but selects none\n  at /actions/0/copy\no.yaml:7:5: error[E0610]: `copy` must select exactly one node, but selects 2\n  at /actions/1/copy\n  api.yaml:7:3: one of the nodes is here\n  api.yaml:11:3: one of the nodes is here"
    );
    assert_eq!(
        said("1.1.0", "  - target: $.info\n    copy: $.openapi\n"),
        "o.yaml:5:5: error[E0606]: `copy` must be an object, found a string; its target is an object\n  at /actions/0/copy"
    );
}

#[test]
fn a_target_that_selects_nothing_changes_nothing() {
    let (said, made) = laid_over(
        API,
        &overlay("1.1.0", "  - target: $.nothing\n    copy: $.neither\n"),
    );
    assert_eq!(
        said,
        "o.yaml:4:5: warning[W0604]: the target selects nothing in the document; the action is ignored\n  at /actions/0/target"
    );
    assert_eq!(
        made,
        laid_over(
            API,
            &overlay("1.1.0", "  - target: $.nothing\n    remove: true\n")
        )
        .1
    );
}

/// The diagnostics of the generator for the document with the overlay.
fn faults(document: &str, overlay: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("api.yaml"), document).expect("written");
    std::fs::write(path("o.yaml"), overlay).expect("written");
    let (said, _) = run_with(&path("api.yaml"), &[path("o.yaml")]);
    said.replace(&format!("{}/", folder.path().display()), "")
}

const FAULTY: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths:
  /as:
    get:
      parameters:
        - {name: a, in: query, schema: {type: string}}
        - {name: b, in: query, schema: {type: string}}
        - {name: c, in: nowhere, schema: {type: string}}
      responses: {'204': {description: d}}
";

/// A diagnostic cites the same place after earlier items of the array were removed.
#[test]
fn elements_that_move_up_are_cited_where_they_stand() {
    let whole = faults(
        FAULTY,
        &overlay("1.1.0", "  - {target: $.info, update: {x-a: 1}}\n"),
    );
    assert_eq!(
        whole,
        "api.yaml:10:21: error[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `nowhere`\n  at /paths/~1as/get/parameters/2/in"
    );
    let removed = overlay(
        "1.1.0",
        "  - target: $.paths.*.get.parameters[?@.name == 'a' || @.name == 'b']\n    remove: true\n",
    );
    assert_eq!(faults(FAULTY, &removed), whole);
}

#[test]
fn what_was_written_into_a_copy_is_cited_in_the_overlay() {
    let text = overlay(
        "1.1.0",
        "  - target: $.paths\n    update:\n      /bs: {}\n  - target: $.paths['/as'].get.parameters[2]\n    update:\n      in: elsewhere\n  - target: $.paths['/bs']\n    copy: $.paths['/as']\n  - target: $.paths['/as']\n    remove: true\n",
    );
    let said = faults(FAULTY, &text);
    assert_eq!(
        said,
        "o.yaml:9:7: error[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `elsewhere`\n  at /actions/1/update/in"
    );
}

#[test]
fn what_was_copied_is_cited_in_the_document() {
    let text = overlay(
        "1.1.0",
        "  - target: $.paths\n    update:\n      /bs: {}\n  - target: $.paths['/bs']\n    copy: $.paths['/as']\n  - target: $.paths['/as']\n    remove: true\n",
    );
    let said = faults(FAULTY, &text);
    assert_eq!(
        said,
        "api.yaml:10:21: error[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `nowhere`\n  at /paths/~1as/get/parameters/2/in"
    );
}

/// A value that replaces a removed one is cited at its own place.
#[test]
fn what_replaces_what_was_removed_is_cited_in_the_overlay() {
    let text = overlay(
        "1.1.0",
        "  - target: $.paths['/as'].get.parameters\n    remove: true\n  - target: $.paths['/as'].get\n    update:\n      parameters:\n        - {name: z, in: beyond}\n",
    );
    let said = faults(FAULTY, &text);
    assert_eq!(
        said,
        "o.yaml:9:21: error[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `beyond`\n  at /actions/1/update/parameters/0/in"
    );
}
