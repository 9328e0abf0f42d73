//! Decides whether a crate may replace a crate with a different name.

use std::path::Path;

use super::exit::Failure;

/// The name of the crate that an earlier run wrote to `folder`.
pub(crate) fn crate_at(folder: &Path) -> Option<String> {
    if !folder.join(".generated").is_file() {
        return None;
    }
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let package = manifest
        .lines()
        .skip_while(|line| line.trim() != "[package]");
    let package = package
        .skip(1)
        .take_while(|line| !line.trim_start().starts_with('['));
    let mut names = package.filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "name").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    names.next()
}

/// The name of the crate that writing `package` to `folder` would replace.
pub(crate) fn replaced(folder: &Path, package: &str) -> Option<String> {
    crate_at(folder).filter(|name| name != package)
}

/// The error for a crate in `folder` that would be replaced.
pub(crate) fn refused(folder: &Path, other: &str, package: &str) -> Failure {
    let folder = folder.display();
    Failure::files(format!(
        "`{folder}` contains the crate `{other}`, which `{package}` would replace; nothing was written
  help: write to another folder with `--out DIR`, or replace the crate with `--replace`"
    ))
}
