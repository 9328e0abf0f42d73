//! Decides whether cargo takes a crate where it was written.
//!
//! Cargo searches the folders above a package for a workspace, and refuses a package that is below
//! one and neither a member nor excluded. A `[workspace]` table in each generated manifest would
//! prevent that, and would break those that are members; one that depends on the folder would make
//! the output depend on the place. So the manifest is the same everywhere, and its user is told
//! what the workspace lacks.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What cargo says of a package that is below a workspace and not a part of it.
const STRAY: &str = "believes it's in a workspace when it's not";

/// What to add to the workspace above the crate in `folder`, if cargo refuses the crate without it.
/// Members may be patterns or dependencies, so cargo itself is asked; without it, nothing is said.
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
    // TOML takes `/` on every system.
    let parts = inside.iter().map(|part| part.to_string_lossy());
    let inside = parts.collect::<Vec<_>>().join("/");
    let root = root.display();
    Some(format!(
        "note: the crate is in the folder of the workspace {root} but not a member, so Cargo refuses to build it
  help: add \"{inside}\" to `members` or `exclude` of `[workspace]` in that file"
    ))
}
