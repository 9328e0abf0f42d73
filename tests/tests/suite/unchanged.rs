//! A run that changes nothing: no file is written, and the compiler has nothing to do.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;

use tests::process::{generator, times, tree};
use tests::{compile, is_fresh, root};

/// Generates the crate, compiles it, generates it again, and looks whether that shows.
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

    // A change shows in both: what is said here is not always so.
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
