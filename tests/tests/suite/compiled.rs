//! Compiles the crates of the cases without warnings, and runs each case's `check.rs` as a test of
//! its crate.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};

use tests::{compile, compile_with, copy, document, root, run};

/// Generates the crate of a case, compiles it, and runs its `check.rs` if it has one.
fn check(case: &str) {
    let document = root().join(format!("tests/cases/{case}/openapi.yaml"));
    let (said, generated) = run(&document);
    let generated = generated.expect(&said);
    let folder = root().join("target/cases").join(case);
    generated.files.write(&folder).expect("it is written");
    let behavior = document.with_file_name("check.rs");
    let behaves = behavior.is_file();
    if behaves {
        let tests = folder.join("tests");
        copy(&behavior, &tests.join("check.rs"));
        let server = root().join("tests/cases/server.rs");
        copy(&server, &tests.join("server/mod.rs"));
        for module in modules(&behavior) {
            let name = module.file_stem().expect("it has a name");
            copy(&module, &tests.join(name).join("mod.rs"));
        }
    }
    compile(&folder, &["--lib", "--examples"]);
    // The test below compiles the library and itself.
    compile(&folder, &["--examples", "--all-features"]);
    if behaves {
        tests::check(&folder, "check");
    } else {
        compile(&folder, &["--lib", "--all-features"]);
    }
}

/// Compiles the crate of a case again without any cargo features.
fn check_without_features(case: &str) {
    let folder = root().join("target/cases").join(case);
    compile(&folder, &["--lib", "--no-default-features"]);
}

/// The other Rust files in the folder of a test, which are its modules.
fn modules(test: &Path) -> Vec<PathBuf> {
    let folder = test.parent().expect("it is in a folder");
    let files = std::fs::read_dir(folder).expect("the folder is read");
    let paths = files.map(|file| file.expect("the folder is read").path());
    let is_module = |path: &PathBuf| path.extension().is_some_and(|name| name == "rs");
    paths
        .filter(|path| path != test && is_module(path))
        .collect()
}

#[test]
fn unions() {
    check("unions");
}

#[test]
fn objects() {
    check("objects");
}

#[test]
fn enums() {
    check("enums");
}

#[test]
fn formats() {
    check("formats");
    check_without_features("formats");
}

#[test]
fn call_sites() {
    check("call_sites");
}

#[test]
fn parameters() {
    check("parameters");
}

#[test]
fn bodies() {
    check("bodies");
}

#[test]
fn replies() {
    check("replies");
}

#[test]
fn media_types() {
    check("media_types");
}

#[test]
fn three_two_bodies() {
    check("three_two_bodies");
}

#[test]
fn xml() {
    check("xml");
}

#[test]
fn requests() {
    check("requests");
}

#[test]
fn references() {
    check("references");
}

#[test]
fn headers() {
    check("headers");
}

#[test]
fn swagger() {
    check("swagger");
}

#[test]
fn security() {
    check("security");
}

/// Credentials, options and properties whose names collide with methods of the runtime.
#[test]
fn reserved() {
    check("reserved");
}

/// Texts of the document in the documentation of the crate.
#[test]
fn descriptions() {
    check("descriptions");
    document(&root().join("target/cases/descriptions"));
}

#[test]
fn several_servers() {
    check("several_servers");
}

#[test]
fn servers() {
    check("servers");
}

#[test]
fn webhooks() {
    check("webhooks");
    check_without_features("webhooks");
}

#[test]
fn webhooks_alone() {
    check("webhooks_alone");
    check_without_features("webhooks_alone");
}

/// Code that is compiled with one cargo feature does not refer to others, and nothing is unused.
#[test]
fn features() {
    check("features");
    let folder = root().join("target/cases/features");
    compile_with(&folder, &[]);
    for feature in ["files", "mock_", "other-types", "uploads", "webhook-events"] {
        compile_with(&folder, &[feature]);
    }
    compile_with(&folder, &["files", "mock_"]);
}

#[test]
fn pages() {
    check("pages");
}

#[test]
fn pages_by_url() {
    check("pages_by_url");
}

/// Names that differ only slightly, or that are reserved.
#[test]
fn obstacle() {
    check("obstacle");
}

#[test]
fn inheritance() {
    check("inheritance");
}

#[test]
fn tags() {
    check("tags");
}

/// Values that several schemas describe.
#[test]
fn merging() {
    check("merging");
}

#[test]
fn discriminators() {
    check("discriminators");
}

#[test]
fn keywords() {
    check("keywords");
}

#[test]
fn directions() {
    check("directions");
}

/// The operations of OpenAPI 3.2.
#[test]
fn three_two() {
    check("three_two");
}
