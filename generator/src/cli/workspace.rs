//! Decides whether cargo accepts a crate in its output folder.
//!
//! Cargo searches the parent folders of a package for a workspace. It rejects a package below a
//! workspace that is neither a member nor excluded. A `[workspace]` table in every generated
//! manifest would prevent that, but it would break crates that are members. A table that depends on
//! the folder would make the output depend on its location. Therefore the manifest is always the
//! same, and the user is told what to add to the workspace.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Part of cargo's error message for a package that is below a workspace but not a part of it.
const STRAY: &str = "believes it's in a workspace when it's not";

/// The entry that is missing from the workspace above `folder`, if cargo rejects the crate without
/// it. Asks cargo itself, because members may be patterns or dependencies. Returns `None` without
/// cargo.
pub(crate) fn hint(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let mut above = folder.ancestors().skip(1);
    above.find(|above| above.join("Cargo.toml").is_file())?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["locate-project", "--workspace", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() || !said.contains(STRAY) {
        return None;
    }
    let mut lines = said.lines();
    let root = lines.find_map(|line| line.trim_start().strip_prefix("workspace:"))?;
    let root = PathBuf::from(root.trim());
    let inside = folder.strip_prefix(root.parent()?).ok()?;
    // TOML paths use `/` on every system.
    let parts = inside.iter().map(|part| part.to_string_lossy());
    let inside = parts.collect::<Vec<_>>().join("/");
    let root = root.display();
    Some(format!(
        "note: the crate is in the folder of the workspace {root} but is not a member of it, so Cargo refuses to build it
  help: add \"{inside}\" to `members` or `exclude` of `[workspace]` in its `Cargo.toml`"
    ))
}
