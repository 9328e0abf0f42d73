//! From text to disk: the folder is the old crate or the new one, whenever the run is killed.
//!
//! **Where one file changes**, it is written beside the folder and renamed over the old one.
//! **Where several do**, the smallest folder that holds them all is built anew beside the output
//! folder, in `.NAME.staging`, and takes the place of the old one in one step, which Linux and
//! macOS have (`exchange`). What does not change is linked into it, not copied, so that its inode
//! and its time stay: Cargo sees changes where there are some. What others wrote, a `target/` too,
//! is linked in the same way; what comes into the old folder meanwhile is moved over. A killed run
//! leaves `.NAME.staging` at most, which the next run clears away.
//!
//! Some folders cannot be exchanged: those that are the working directory (a shell in it would
//! stand in a folder that is gone) or a file system's root, those whose parent cannot be written,
//! those that hold links to other folders where the crate has folders, and all where the system
//! has no such step. Then files are renamed into place one after the other (`in_place`), each
//! being its old or its new self; if that is cut off, the next run completes it, since every run
//! makes the whole crate.
//!
//! `.generated` lists what the generator wrote. Only that is overwritten or removed: a run that
//! would overwrite anything else writes nothing and names it. A second run waits for the first
//! (`lock`). All this is about processes that are killed; that the disk has all of it before the
//! power fails is not waited for.

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod exchange;
mod in_place;
mod lock;
mod plan;
mod staging;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod sweep;

/// Other systems have no step that lets two folders change places.
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

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use plan::Plan;

/// A crate as text: paths in it, with `/` between folders, and their contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crate {
    /// The files.
    pub files: BTreeMap<String, String>,
}

/// How a folder differs from a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The file is not there.
    Missing(String),
    /// The file has another content.
    Stale(String),
    /// The file is no longer made.
    Superfluous(String),
}

/// Why a crate could not be compared or written.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder could not be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Files that the generator did not write are where it would write others. Nothing was written.
    InTheWay {
        /// The output folder.
        folder: PathBuf,
        /// The files, as paths in it.
        files: Vec<String>,
    },
}

impl Crate {
    /// What writing the crate to `folder` would change. Nothing is written.
    ///
    /// # Errors
    /// If a file is there but cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Vec<Difference>, Failure> {
        Ok(Plan::new(self, folder)?.differences)
    }

    /// Writes the crate to `folder`, which is made if it is not there. Another run that writes
    /// there is waited for.
    ///
    /// # Errors
    /// If something cannot be read, written or removed, or if a file that is not the generator's is
    /// in the way.
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

/// Brings the folder to what the plan says: at once if that can be done, else file by file.
fn carry_out(plan: &Plan<'_>) -> Result<(), Failure> {
    let [beside, inside] = places(&plan.root);
    if plan.differences.len() > 1 {
        let exchanged = exchange::exchange(plan, &beside);
        exchange::clear(&beside, &plan.root)?;
        if exchanged.is_ok() {
            return Ok(());
        }
    }
    // The place for what is not complete must be on the file system of the folder.
    in_place::replace(plan, &beside).or_else(|_| in_place::replace(plan, &inside))
}

/// Where a run may put what is not complete: beside the folder, and in it where it must be.
fn places(root: &Path) -> [PathBuf; 2] {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let beside = root.with_file_name(format!(".{name}.staging"));
    [beside, root.join(".generated.staging")]
}

/// The folder without links and `..`; what it is to be in is made.
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

impl Failure {
    fn file(path: &Path, error: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path}: missing"),
            Self::Stale(path) => write!(f, "{path}: out of date"),
            Self::Superfluous(path) => write!(f, "{path}: no longer generated"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
            Self::InTheWay { folder, files } => {
                let folder = folder.display();
                write!(
                    f,
                    "{folder}: files that were not generated would be overwritten"
                )?;
                for file in files {
                    write!(f, "\n  {folder}/{file}")?;
                }
                f.write_str(
                    "\n  help: move these files, or choose another folder; nothing was written",
                )
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { error, .. } => Some(error),
            Self::InTheWay { .. } => None,
        }
    }
}
