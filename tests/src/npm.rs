//! Packages of npm, at pinned versions, below the build folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Returns whether a program can be run.
#[must_use]
pub fn works(program: &str) -> bool {
    let mut command = Command::new(program);
    let command = command.arg("--version").stdout(Stdio::null());
    let status = command.stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Installs a package into `folder`, unless it has that version. Returns the folder of the package.
///
/// # Errors
/// If npm cannot install it.
pub fn install(folder: &Path, package: &str, version: &str) -> Result<PathBuf, String> {
    let installed = folder.join("node_modules").join(package);
    let manifest = std::fs::read(installed.join("package.json")).unwrap_or_default();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap_or_default();
    if manifest.get("version").and_then(Value::as_str) != Some(version) {
        println!("installing {package} {version}");
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--silent",
            "--prefix",
        ]);
        npm.arg(folder).arg(format!("{package}@{version}"));
        let status = npm.status().map_err(|error| format!("npm: {error}"))?;
        if !status.success() {
            return Err(format!("npm cannot install {package}: {status}"));
        }
    }
    Ok(installed)
}
