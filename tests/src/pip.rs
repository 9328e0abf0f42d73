//! Packages of Python's package index, in a virtual environment below the build folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Installs packages into the virtual environment `folder`, unless it has them. Returns the folder of their programs,
/// or `None` if Python or a package is not available.
///
/// # Errors
/// If a file cannot be written.
pub fn install(folder: &Path, packages: &[&str]) -> Result<Option<PathBuf>, String> {
    let programs = folder.join("bin");
    let marker = folder.join("installed.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(programs));
    }
    let works = |command: &mut Command| {
        let status = command.stdin(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    println!("installing {}", packages.join(", "));
    let made = works(Command::new("python3").args(["-m", "venv"]).arg(folder));
    let mut pip = Command::new(programs.join("pip"));
    // Python compiles what it imports; compiling all of a large package takes a minute.
    pip.args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
    ]);
    pip.args(packages);
    if !made || !works(&mut pip) {
        return Ok(None);
    }
    std::fs::write(&marker, wanted).map_err(|error| format!("{}: {error}", marker.display()))?;
    Ok(Some(programs))
}
