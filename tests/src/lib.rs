//! Helpers that tests share: paths, and running the generator on a document.

pub mod corpus;
#[cfg(feature = "slow")]
pub mod documentation;
#[cfg(feature = "slow")]
pub mod npm;
#[cfg(feature = "slow")]
pub mod pip;
pub mod process;
#[cfg(feature = "slow")]
pub mod running;
pub mod semver;
pub mod server;
pub mod shuffle;
pub mod site;

use std::path::{Path, PathBuf};

use generator::{Generated, Generator};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The document of the crate `tests-client`, in the same folder as that crate.
#[must_use]
pub fn client() -> PathBuf {
    root().join("tests/client/openapi.yaml")
}

/// A document in a temporary folder, which is removed on drop.
#[derive(Debug)]
pub struct Document {
    folder: tempfile::TempDir,
}

impl Document {
    /// Writes a document with this text to `api.yaml`.
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

    /// The path of the document.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("api.yaml")
    }

    /// The full text of all diagnostics of the document, without the path of its folder.
    #[must_use]
    pub fn diagnostics(&self) -> String {
        let (text, _) = run(&self.path());
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Runs the generator. Returns its diagnostics, and the crate unless the document has an error.
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

/// Compiles a generated crate with these arguments of `cargo check`.
///
/// # Panics
/// If it does not compile, or compiles with a warning.
pub fn compile(folder: &Path, arguments: &[&str]) {
    cargo(folder, &[&["check", "--quiet"], arguments].concat());
}

/// Compiles a generated crate with only these features.
///
/// # Panics
/// If it does not compile, or compiles with a warning.
pub fn compile_with(folder: &Path, features: &[&str]) {
    let features = features.join(",");
    let only = ["--all-targets", "--no-default-features", "--features"];
    compile(folder, &[&only[..], &[&features]].concat());
}

/// Builds the documentation of a generated crate, and runs the examples in it.
///
/// # Panics
/// If rustdoc fails or warns, or if an example fails.
pub fn document(folder: &Path) {
    cargo(folder, &["doc", "--quiet", "--no-deps", "--all-features"]);
    cargo(folder, &["test", "--quiet", "--doc", "--all-features"]);
}

/// Copies a file into a generated crate.
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

/// Whether a generated crate that [`compile`] has compiled is up to date.
///
/// # Panics
/// If it does not compile, or compiles with a warning.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without its compiler has failed")]
pub fn is_fresh(folder: &Path) -> bool {
    let printed = cargo(folder, &["check", "--quiet", "--message-format", "json"]);
    let lines = printed.lines();
    let messages = lines.map(|line| serde_json::from_str(line).expect("cargo prints JSON"));
    let mut states =
        messages.filter_map(|message: serde_json::Value| message.get("fresh")?.as_bool());
    // The dependencies of the crate precede it.
    states.next_back().expect("the crate is compiled")
}

/// Runs cargo on a generated crate, and returns its output.
#[expect(clippy::expect_used, reason = "a test without its compiler has failed")]
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file is copied");
    let output = cargo_in(folder)
        .args(arguments)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}{said}");
    printed
}

/// Cargo in the folder of a generated crate. Warnings are errors. All crates are built in one folder and
/// with the same settings, so that each dependency is built once. Debug information would take a
/// fourth of the time.
#[must_use]
pub fn cargo_in(folder: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO"));
    command
        .env("CARGO_TARGET_DIR", root().join("target/cases/target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .current_dir(folder);
    command
}
