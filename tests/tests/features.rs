//! What each feature of a document comes to: a small document, the code made of it, and what is said.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use tests::{compile, root, run};

/// Snapshots the files that say something of the feature, compiles the crate, and runs the feature's
/// `check.rs` as a test of it, if there is one.
fn check(feature: &str) {
    let document = root().join(format!("tests/cases/{feature}/openapi.yaml"));
    let (said, generated) = run(&document);
    let said = said.replace(&format!("{}/", root().display()), "");
    let generated = generated.expect(&said);
    let mut text = generated.surface.join("\n");
    let _ = write!(text, "\n\n{said}");
    let of_interest = |path: &str| {
        path.starts_with("src/types")
            || path.starts_with("src/resources")
            || path == "src/client.rs"
    };
    for (path, file) in generated
        .files
        .files
        .iter()
        .filter(|(path, _)| of_interest(path))
    {
        // The same in every crate.
        if path != "src/client.rs" || matches!(feature, "security" | "servers") {
            let _ = write!(text, "\n\n// {path}\n{}", file.trim_end());
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("feature_{feature}"), text);
    });
    let folder = root().join("target/cases").join(feature);
    generated.files.write(&folder).expect("it is written");
    let behaviour = document.with_file_name("check.rs");
    let behaves = behaviour.is_file();
    if behaves {
        let tests = folder.join("tests");
        copy(&behaviour, &tests.join("check.rs"));
        let server = root().join("tests/cases/server.rs");
        copy(&server, &tests.join("server/mod.rs"));
    }
    compile(&folder);
    if behaves {
        tests::check(&folder, "check");
    }
}

fn copy(from: &Path, to: &Path) {
    let folder = to.parent().expect("it is in a folder");
    std::fs::create_dir_all(folder).expect("the folder is made");
    std::fs::copy(from, to).expect("it is copied");
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
fn security() {
    check("security");
}

#[test]
fn servers() {
    check("servers");
}

#[test]
fn webhooks() {
    check("webhooks");
}

#[test]
fn pages() {
    check("pages");
}

#[test]
fn pages_by_url() {
    check("pages_by_url");
}
