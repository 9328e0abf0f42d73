//! The crates of a document before and after a change.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use generator::Generator;
use generator::diff::{Comparison, Side, compare};
use generator::source::{Access, Sources};
use serde_json::Value;

use super::edit;
use super::mutation::{Mutation, Outcome, Program};
use crate::{copy, root};

/// The documents of a mutation, as files.
#[derive(Debug)]
pub struct Documents {
    folder: tempfile::TempDir,
}

impl Documents {
    /// Writes the original document and the changed document.
    ///
    /// # Errors
    /// If it cannot be read, changed or written.
    pub fn new(mutation: &Mutation, path: &Path) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (sources, parsed) = Sources::open(path, Access::default());
        parsed.map_err(|error| error.message)?;
        let site = sources.root(sources.entry());
        let mut document = site.ok_or("it has no root")?.node.to_json();
        let documents = Self { folder };
        documents.write("old", &document)?;
        edit::apply(&mut document, &mutation.edits)?;
        documents.write("new", &document)?;
        Ok(documents)
    }

    fn write(&self, side: &str, document: &Value) -> Result<(), String> {
        std::fs::write(self.path(side), document.to_string()).map_err(|error| error.to_string())
    }

    /// The path of a document, where `side` is `old` or `new`.
    #[must_use]
    pub fn path(&self, side: &str) -> PathBuf {
        self.folder.path().join(format!("{side}.json"))
    }

    /// Compares the two documents with `diff`.
    ///
    /// # Errors
    /// If one of them has an error.
    pub fn compare(&self) -> Result<Comparison, String> {
        let read = |side| Generator::new(self.path(side)).public_api();
        let (old, new) = (read("old"), read("new"));
        let side = |read| Side::of(read).ok_or("the document has an error");
        Ok(compare(side(&old)?, side(&new)?))
    }

    /// Generates the crate of a side, and returns its folder.
    ///
    /// # Errors
    /// If the document has an error, or the crate cannot be written.
    pub fn make(&self, side: &str) -> Result<PathBuf, String> {
        let (said, generated) = crate::run(&self.path(side));
        let folder = folder(side);
        let crate_files = generated.ok_or(said)?.files;
        crate_files
            .write(&folder)
            .map_err(|error| error.to_string())?;
        copy(&root().join("Cargo.lock"), &folder.join("Cargo.lock"));
        Ok(folder)
    }
}

/// The folder of a side's crate. All mutations share it, as they run one after the other.
fn folder(side: &str) -> PathBuf {
    root().join("target/semver").join(side)
}

/// Runs cargo in a folder. All crates of these tests share a build folder.
///
/// # Errors
/// If cargo cannot be run.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<Output, String> {
    // Both crates have the same name, so cargo takes them for one package. Touching the file makes
    // cargo notice the change.
    touch(&folder.join("src/lib.rs")).map_err(|error| error.to_string())?;
    Command::new(env!("CARGO"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", root().join("target/semver/target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // For the unstable output format of rustdoc.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())
}

fn touch(path: &Path) -> std::io::Result<()> {
    let file = std::fs::File::options().append(true).open(path)?;
    file.set_modified(std::time::SystemTime::now())
}

/// The name of the package in a folder.
///
/// # Errors
/// If there is no package, or it has no name.
pub fn package(folder: &Path) -> Result<String, String> {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml"));
    let manifest = manifest.map_err(|error| error.to_string())?;
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    Ok(name.ok_or("it has no name")?.trim_matches('"').to_owned())
}

/// Compiles and runs a program against a crate. If that fails, returns whether the program
/// compiled, and the output.
///
/// # Errors
/// If the program cannot be written, or cargo cannot be run.
pub fn run(crate_folder: &Path, program: &Program) -> Result<Result<(), (bool, String)>, String> {
    let name = package(crate_folder)?;
    let example = crate_folder.join("examples/user.rs");
    let text = if program.text.contains("use api as _;") {
        program.text.replace("use api as _;", "")
    } else {
        format!("use {} as api;\n{}", name.replace('-', "_"), program.text)
    };
    std::fs::create_dir_all(crate_folder.join("examples")).map_err(|error| error.to_string())?;
    std::fs::write(&example, text).map_err(|error| error.to_string())?;
    let features = match program.features {
        Some(features) => vec!["--no-default-features", "--features", features],
        None => Vec::new(),
    };
    let verb = if matches!(program.outcome, Outcome::Fails(_)) {
        "run"
    } else {
        "check"
    };
    let arguments = [&[verb, "--quiet", "--example", "user"], &features[..]].concat();
    let output = cargo(crate_folder, &arguments)?;
    std::fs::remove_file(&example).map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let compiled = !said.contains("could not compile");
    Ok(Err((compiled, said)))
}
