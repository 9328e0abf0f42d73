//! What the tests share: where things are, and how to run the generator on a document.

pub mod corpus;
#[cfg(feature = "slow")]
pub mod documentation;
pub mod process;
pub mod semver;
pub mod server;
pub mod shuffle;

use std::path::{Path, PathBuf};

use generator::{Generated, Generator};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The document of the crate `tests-client`, which is in the same folder.
#[must_use]
pub fn client() -> PathBuf {
    root().join("tests/client/openapi.yaml")
}

/// A document in a folder of its own that is removed with this value.
#[derive(Debug)]
pub struct Document {
    folder: tempfile::TempDir,
}

impl Document {
    /// A document of this text, called `api.yaml`.
    ///
    /// # Panics
    /// If the file cannot be written.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its files has failed")]
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("api.yaml"), text).expect("the document is written");
        Self { folder }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("api.yaml")
    }

    /// What the generator says of it, each diagnostic in full, with the folder's path left out.
    #[must_use]
    pub fn diagnostics(&self) -> String {
        let (text, _) = run(&self.path());
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Runs the generator: what it says, and what it makes unless the document has an error.
#[must_use]
pub fn run(document: &Path) -> (String, Option<Generated>) {
    run_with(document, &[])
}

/// Runs the generator with overlays.
#[must_use]
pub fn run_with(document: &Path, overlays: &[PathBuf]) -> (String, Option<Generated>) {
    let outcome = overlays
        .iter()
        .fold(Generator::new(document), Generator::overlay)
        .generate();
    let lines = outcome.diagnostics().iter().map(ToString::to_string);
    let lines: Vec<String> = lines.collect();
    (lines.join("\n"), outcome.into_result().ok())
}

/// Compiles a generated crate, or what `arguments` name of it, without a warning.
///
/// # Panics
/// If it does not compile, or with a warning.
pub fn compile(folder: &Path, arguments: &[&str]) {
    cargo(folder, &[&["check", "--quiet"], arguments].concat());
}

/// Compiles the library of a generated crate without a warning, with these features alone.
///
/// # Panics
/// If it does not compile, or with a warning.
pub fn compile_with(folder: &Path, features: &[&str]) {
    let features = features.join(",");
    let only = ["--all-targets", "--no-default-features", "--features"];
    compile(folder, &[&only[..], &[&features]].concat());
}

/// Documents a generated crate without a warning of rustdoc, and compiles the examples in that.
///
/// # Panics
/// If it cannot be documented, or with a warning, or an example does not compile.
pub fn document(folder: &Path) {
    cargo(folder, &["doc", "--quiet", "--no-deps", "--all-features"]);
    cargo(folder, &["test", "--quiet", "--doc", "--all-features"]);
}

/// Puts a file into a generated crate.
///
/// # Panics
/// If it cannot be copied.
#[expect(clippy::expect_used, reason = "a test without its files has failed")]
pub fn copy(from: &Path, to: &Path) {
    let folder = to.parent().expect("it is in a folder");
    std::fs::create_dir_all(folder).expect("the folder is made");
    std::fs::copy(from, to).expect("it is copied");
}

/// Runs a test of a generated crate, with all its features.
///
/// # Panics
/// If it fails.
pub fn check(folder: &Path, test: &str) {
    cargo(
        folder,
        &["test", "--quiet", "--all-features", "--test", test],
    );
}

/// Whether a generated crate that was compiled by [`compile`] needs no compiling.
///
/// # Panics
/// If it does not compile, or with a warning.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without its compiler has failed")]
pub fn is_fresh(folder: &Path) -> bool {
    let printed = cargo(folder, &["check", "--quiet", "--message-format", "json"]);
    let lines = printed.lines();
    let messages = lines.map(|line| serde_json::from_str(line).expect("cargo prints JSON"));
    let mut states =
        messages.filter_map(|message: serde_json::Value| message.get("fresh")?.as_bool());
    // All that it stands on comes before it.
    states.next_back().expect("the crate is compiled")
}

/// Runs cargo in a build folder that all generated crates share, and returns what it prints.
/// Warnings are errors.
#[expect(clippy::expect_used, reason = "a test without its compiler has failed")]
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file is copied");
    let output = std::process::Command::new(env!("CARGO"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", root().join("target/cases/target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}{said}");
    printed
}
