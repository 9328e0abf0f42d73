//! Runs `cargo-semver-checks`, which compares the rustdoc output of two crates.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::crates::{cargo, package};
use crate::{copy, root};

/// Returns the path of the tool: `CARGO_SEMVER_CHECKS`, or the first match on the `PATH`.
#[must_use]
pub fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_SEMVER_CHECKS").map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).map(|folder| folder.join("cargo-semver-checks"));
    named.into_iter().chain(found).find(|path| path.is_file())
}

/// The version bump that the tool requires. It has lints only for some breaking changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// No bump, as it found nothing.
    Nothing,
    /// A minor bump.
    Minor,
    /// A major bump.
    Major,
}

/// Runs rustdoc on a crate with all its features, and returns the JSON file.
///
/// # Errors
/// If rustdoc fails.
pub fn describe(folder: &Path, side: &str) -> Result<PathBuf, String> {
    let output = cargo(
        folder,
        &[
            "rustdoc",
            "--quiet",
            "--lib",
            "--all-features",
            "--",
            "-Zunstable-options",
            "--output-format=json",
            "--document-private-items",
            "--document-hidden-items",
            "--cap-lints=allow",
        ],
    )?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let name = package(folder)?.replace('-', "_");
    let made = root().join(format!("target/semver/target/doc/{name}.json"));
    let kept = root().join(format!("target/semver/{side}.json"));
    copy(&made, &kept);
    Ok(kept)
}

/// Compares the JSON files of two crates.
///
/// # Errors
/// If the tool cannot be run, or its output states neither success nor a required bump.
pub fn compare(tool: &Path, old: &Path, new: &Path) -> Result<Asked, String> {
    let output = Command::new(tool)
        .args(["semver-checks", "--color=never", "--release-type=patch"])
        .arg("--baseline-rustdoc")
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .map_err(|error| error.to_string())?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if said.contains("semver requires new major version") {
        Ok(Asked::Major)
    } else if said.contains("semver requires new minor version") {
        Ok(Asked::Minor)
    } else if said.contains("no semver update required") {
        Ok(Asked::Nothing)
    } else {
        Err(said)
    }
}
