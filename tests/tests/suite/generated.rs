//! The crate in `generated/`: snapshots for reviewers, and a comparison of all files with the
//! output for `spec/`.
//!
//! No other test depends on the content of `spec/`.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

mod shown;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use generator::rust::PublicApi;
use generator::{Generated, Generator};
use tests::root;

/// The output of the generator for `spec/`, and its diagnostics.
struct Made {
    said: String,
    generated: Generated,
    api: PublicApi,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let spec = root().join("spec");
    let outcome = Generator::new(&spec).generate();
    let said = outcome.diagnostics().iter().map(|one| {
        // Omits the line, which changes with every edit above it.
        let place = one.pointer.as_deref().unwrap_or_default();
        format!(
            "{}[{}]: {}\n  at {place}\n",
            one.severity, one.code, one.message
        )
    });
    let said: String = said.collect();
    let api = Generator::new(&spec).public_api().into_result();
    Made {
        generated: outcome.into_result().expect(&said),
        api: api.expect(&said),
        said,
    }
});

/// One snapshot per test, so that a single run stores all that differ. Numbers put the snapshots in
/// reading order.
fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "snapshots/generated", omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// One line for each operation, followed by the diagnostics.
#[test]
fn surface() {
    let text = format!("{}\n\n{}", MADE.generated.surface.join("\n"), MADE.said);
    assert_snapshot("1_surface", &text);
}

#[test]
fn types() {
    assert_snapshot("2_types", &shown::types(&MADE.api));
}

#[test]
fn resources() {
    assert_snapshot("3_resources", &shown::resources(&MADE.api));
}

/// Cargo features and dependencies.
#[test]
fn manifest() {
    let manifest = MADE.generated.files.files.get("Cargo.toml");
    assert_snapshot("4_manifest", manifest.expect("a manifest"));
}

#[test]
fn it_is_what_the_generator_writes_now() {
    let files = &MADE.generated.files;
    let differences = files.compare(&root().join("generated"));
    let differences = differences.expect("it is readable");
    let lines = differences.iter().map(|one| format!("  generated/{one}\n"));
    assert!(
        differences.is_empty(),
        "`generated/` is not what `spec/` makes; run `cargo run -p generator`\n{}",
        lines.collect::<String>()
    );
}

#[test]
fn nothing_is_left_over() {
    let files = &MADE.generated.files.files;
    let folder = root().join("generated");
    let mut found = Vec::new();
    collect(&folder, &mut found);
    let inside = found.iter().map(|path| {
        let path = path.strip_prefix(&folder).expect("it is inside");
        path.to_string_lossy().replace('\\', "/")
    });
    let unknown: Vec<String> = inside
        .filter(|path| !files.contains_key(path) && path != ".generated")
        .collect();
    assert_eq!(unknown, [""; 0], "not made by the generator");
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The content of `spec/` affects only the tests of this file.
#[test]
fn no_other_test_reads_it() {
    let tests = root().join("tests");
    let manifest = std::fs::read_to_string(tests.join("Cargo.toml")).expect("a manifest");
    assert!(!manifest.contains("../generated"), "{manifest}");
    let mut files = Vec::new();
    collect(&tests.join("src"), &mut files);
    collect(&tests.join("tests"), &mut files);
    let reads = |path: &&PathBuf| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let folders = ["spec", "generated"];
        folders
            .iter()
            .any(|folder| text.contains(&format!("root().join(\"{folder}")))
    };
    let readers: Vec<&PathBuf> = files.iter().filter(reads).collect();
    assert_eq!(readers, [&tests.join("tests/suite/generated.rs")]);
}

/// Files of the runtime are copied, and so are the licenses.
#[test]
fn copies_are_the_same_as_their_originals() {
    for (path, text) in &MADE.generated.files.files {
        let original = match path.strip_prefix("src/runtime/") {
            Some(part) => root().join("generator/runtime/src/runtime").join(part),
            None if path.starts_with("LICENSE-") => root().join(path),
            None => continue,
        };
        let original = std::fs::read_to_string(original).expect("there is an original");
        assert_eq!(*text, original, "{path}");
    }
}
