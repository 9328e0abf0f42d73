//! The output for `spec/`, for reviewers: what a change of the generator does to it.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;

use generator::Generated;
use tests::{root, run};

fn generated() -> Generated {
    let (said, generated) = run(&root().join("spec/invite.yaml"));
    assert_eq!(
        said, "",
        "the document of this repository is without a fault"
    );
    generated.expect("it is generated")
}

/// Every file that is made from the document. Copies of the runtime are compared with their
/// originals instead: a snapshot would only say everything a third time.
#[test]
fn every_emitted_file() {
    for (path, text) in &generated().files.files {
        match path.strip_prefix("src/runtime/") {
            Some(part) => {
                let original = root().join("generator/runtime").join(part);
                let original = std::fs::read_to_string(original).expect("a part of the runtime");
                assert_eq!(*text, original, "{path} is not a copy of its original");
            }
            None if path.starts_with("LICENSE-") => {
                let original = std::fs::read_to_string(root().join(path)).expect("a licence");
                assert_eq!(
                    *text, original,
                    "{path} is not the licence of this repository"
                );
            }
            None => {
                let name = path.replace('/', "__");
                insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(name, text);
                });
            }
        }
    }
}

#[test]
fn surface() {
    let lines = generated().surface.join("\n");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("surface", lines);
    });
}

#[test]
fn generated_is_what_the_generator_writes_now() {
    let differences = generated()
        .files
        .compare(&root().join("generated"))
        .expect("it is readable");
    assert_eq!(differences, [], "run `cargo run -p generator`");
}

#[test]
fn nothing_in_generated_is_left_over() {
    let files = generated().files.files;
    let mut found = Vec::new();
    collect(&root().join("generated"), &mut found);
    let root = root().join("generated");
    for path in found {
        let relative = path
            .strip_prefix(&root)
            .expect("it is inside")
            .to_string_lossy()
            .replace('\\', "/");
        // `diff --changelog` keeps the one, the generator the other.
        let kept = ["CHANGELOG.md", ".generated"].contains(&&*relative);
        let known = files.contains_key(&relative) || kept;
        assert!(known, "{relative} is not made by the generator");
    }
}

fn collect(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}
