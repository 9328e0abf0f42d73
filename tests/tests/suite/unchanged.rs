//! A run without changes writes no file and does not cause recompilation.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;

use tests::process::{generator, times, tree};
use tests::{compile, is_fresh, root};

/// Generates the crate, compiles it, generates it again, and checks that nothing changed.
pub(crate) fn again(document: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("sdk");
    let run = || {
        let output = generator(document, &out).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run();
    compile(&out, &[]);
    let before = (times(&out), tree(folder.path()));
    let summary = run();
    assert!(summary.contains(" is up to date: "), "{summary}");
    assert_eq!((times(&out), tree(folder.path())), before);
    assert!(is_fresh(&out), "the compiler had something to do");

    // Makes sure that both checks would notice a change.
    std::fs::write(out.join("src/lib.rs"), "// edited").expect("written");
    let summary = run();
    assert!(summary.contains("; 1 file changed, in "), "{summary}");
    assert!(!is_fresh(&out), "the compiler saw no change");
    assert_eq!(tree(folder.path()), before.1);
}

#[test]
fn of_a_small_document() {
    again(&root().join("tests/cases/objects/openapi.yaml"));
}
