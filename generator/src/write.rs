//! Writes a crate to disk. If the run is killed, the folder holds either the old or the new crate.
//!
//! **A single changed file** is written next to the folder and renamed over the old one.
//!
//! **Several changed files** are exchanged in one step (`exchange`). The smallest folder that
//! contains all of them is rebuilt next to the output folder, in `.NAME.staging`. It then replaces
//! the old folder atomically, which Linux and macOS support. Unchanged files are hard-linked
//! instead of copied, so that they keep their inode and modification time and cargo rebuilds only
//! what changed. Files that the generator did not write, such as `target/`, are linked, too. Files
//! that appear in the old folder in the meantime are moved to the new one. A killed run leaves at
//! most `.NAME.staging`, which the next run removes.
//!
//! Some folders cannot be exchanged:
//!
//! - the working directory, because a shell in it would be left in a deleted folder;
//! - the root of a file system;
//! - folders whose parent is not writable;
//! - folders that contain links where the crate has folders;
//! - all folders on systems without an atomic exchange.
//!
//! In these, files are renamed into place one by one (`in_place`). Each file is then either old or
//! new. If the run is killed, the next run completes it, because every run generates the whole
//! crate.
//!
//! `.generated` lists the files that the generator wrote. Only these are overwritten or removed. A
//! run that would overwrite any other file writes nothing and reports it. A second run waits for
//! the first (`lock`). These guarantees cover killed processes, not power failures: nothing is
//! synced to disk.

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod exchange;
mod in_place;
mod lock;
mod outcome;
mod plan;
mod staging;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod sweep;

/// Other systems cannot exchange two folders atomically.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod exchange {
    use super::{Failure, plan::Plan, staging};
    use std::io;
    use std::path::Path;

    pub(super) fn clear(staging: &Path, _: &Path) -> Result<(), Failure> {
        staging::clear(staging)
    }

    pub(super) fn exchange(_: &Plan<'_>, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

use std::io;
use std::path::{Path, PathBuf};

pub use outcome::{Crate, Difference, Failure};

use plan::Plan;

impl Crate {
    /// Returns the changes that [`Crate::write`] would make to `folder`. Writes nothing.
    ///
    /// # Errors
    /// If a file exists but cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Vec<Difference>, Failure> {
        Ok(Plan::new(self, folder)?.differences)
    }

    /// Writes the crate to `folder`, which is created if it does not exist. Waits for any other run
    /// that writes to the same folder. Returns the changes.
    ///
    /// # Errors
    /// If a file or folder cannot be read, written or removed, or if the crate would overwrite a
    /// file that the generator did not write.
    pub fn write(&self, folder: &Path) -> Result<Vec<Difference>, Failure> {
        let root = resolve(folder).map_err(|error| Failure::file(folder, error))?;
        let _held = lock::hold(&root);
        let [beside, inside] = places(&root);
        exchange::clear(&beside, &root)?;
        staging::clear(&inside)?;
        let plan = Plan::new(self, folder)?.at(root);
        if !plan.in_the_way.is_empty() {
            return Err(Failure::InTheWay {
                folder: folder.to_owned(),
                files: plan.in_the_way,
            });
        }
        if !plan.differences.is_empty() {
            carry_out(&plan)?;
        }
        Ok(plan.differences)
    }
}

/// Applies the plan: atomically if possible, otherwise file by file.
fn carry_out(plan: &Plan<'_>) -> Result<(), Failure> {
    let [beside, inside] = places(&plan.root);
    if plan.differences.len() > 1 {
        let exchanged = exchange::exchange(plan, &beside);
        exchange::clear(&beside, &plan.root)?;
        if exchanged.is_ok() {
            return Ok(());
        }
    }
    // Renaming requires a staging folder on the same file system. The parent may be on another.
    in_place::replace(plan, &beside).or_else(|_| {
        std::fs::create_dir_all(&plan.root).map_err(|error| Failure::folder(&plan.root, error))?;
        in_place::replace(plan, &inside)
    })
}

/// The staging folders: next to the output folder, and inside it as a fallback.
fn places(root: &Path) -> [PathBuf; 2] {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let beside = root.with_file_name(format!(".{name}.staging"));
    [beside, root.join(".generated.staging")]
}

/// Resolves links and `..` in the path of the folder. Creates its parent folders.
fn resolve(folder: &Path) -> io::Result<PathBuf> {
    if folder.symlink_metadata().is_ok() {
        return folder.canonicalize();
    }
    let folder = std::path::absolute(folder)?;
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        return Ok(folder);
    };
    std::fs::create_dir_all(parent)?;
    Ok(parent.canonicalize()?.join(name))
}
