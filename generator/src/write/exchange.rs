//! Builds a new folder next to the old one and exchanges the two in one step.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::outcome::Failure;
use super::plan::Plan;
use super::{staging, sweep};

/// In the staging folder: the new folder, and after the exchange the old one.
const TREE: &str = "tree";
/// Tells the two apart: the inode of the new folder, then its path in the output folder.
const CLAIM: &str = "claim";

/// Exchanges the smallest folder that contains all changes.
///
/// # Errors
/// If the folder cannot be exchanged. The output folder is then unchanged.
pub(super) fn exchange(plan: &Plan<'_>, staging: &Path) -> io::Result<()> {
    let mut scope = plan.scope();
    while scope != Path::new("") && !plan.root.join(&scope).is_dir() {
        scope.pop();
    }
    let old = if scope == Path::new("") {
        plan.root.clone()
    } else {
        plan.root.join(&scope)
    };
    let exists = old.is_dir();
    if exists {
        may_be_exchanged(&old)?;
    }
    staging::open(staging)?;
    let new = staging.join(TREE);
    fs::create_dir(&new)?;
    if exists {
        Carried::new(plan, &old)?.folder(&old, &new, &scope)?;
    }
    for (path, text) in plan.changed() {
        let inside = Path::new(path)
            .strip_prefix(&scope)
            .map_err(io::Error::other)?;
        let to = new.join(inside);
        fs::create_dir_all(to.parent().unwrap_or(&new))?;
        fs::write(to, text)?;
    }
    if !exists {
        return fs::rename(&new, &old);
    }
    claim(staging, &new, &scope)?;
    renameat_with(CWD, &new, CWD, &old, RenameFlags::EXCHANGE)?;
    Ok(())
}

/// Completes a run that was killed after its exchange, and removes its staging folder.
pub(super) fn clear(staging: &Path, root: &Path) -> Result<(), Failure> {
    let tree = staging.join(TREE);
    if let (Some((new, scope)), Some(there)) = (claimed(staging), inode(&tree)) {
        let current = root.join(&scope);
        // If neither folder is the new one, it was removed together with the files linked into it.
        if there != new && inode(&current) == Some(new) {
            sweep::sweep(&tree, root, &scope)?;
        }
    }
    staging::clear(staging)
}

fn claim(staging: &Path, new: &Path, scope: &Path) -> io::Result<()> {
    let inode = inode(new).ok_or(io::ErrorKind::NotFound)?;
    let scope = scope.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
    let part = staging.join("part");
    fs::write(&part, format!("{inode}\n{scope}"))?;
    fs::rename(part, staging.join(CLAIM))
}

fn claimed(staging: &Path) -> Option<(u64, PathBuf)> {
    let text = fs::read_to_string(staging.join(CLAIM)).ok()?;
    let (inode, scope) = text.split_once('\n')?;
    Some((inode.parse().ok()?, scope.into()))
}

fn inode(path: &Path) -> Option<u64> {
    Some(path.symlink_metadata().ok()?.ino())
}

fn may_be_exchanged(folder: &Path) -> io::Result<()> {
    let here = std::env::current_dir().is_ok_and(|here| here.starts_with(folder));
    if here || folder.canonicalize()? != folder {
        return Err(io::ErrorKind::Unsupported.into());
    }
    Ok(())
}

/// Links unchanged files into the new folder.
struct Carried<'p> {
    plan: &'p Plan<'p>,
    /// The paths that are rewritten or removed.
    dropped: BTreeSet<&'p str>,
    /// The file system and the owner that every folder must have.
    device: u64,
    owner: u32,
}

impl<'p> Carried<'p> {
    fn new(plan: &'p Plan<'p>, old: &Path) -> io::Result<Self> {
        let about = old.metadata()?;
        let changed = plan.changed().map(|(path, _)| path);
        Ok(Self {
            plan,
            dropped: changed.chain(plan.superfluous()).collect(),
            device: about.dev(),
            owner: about.uid(),
        })
    }

    /// Links the contents of `from` into `to`. Returns whether `to` is to be kept: it has an entry,
    /// or `from` was empty.
    fn folder(&self, from: &Path, to: &Path, at: &Path) -> io::Result<bool> {
        let about = from.metadata()?;
        let foreign = about.dev() != self.device || about.uid() != self.owner;
        if foreign || about.permissions().readonly() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (mut had, mut has) = (false, false);
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let (at, to) = (at.join(entry.file_name()), to.join(entry.file_name()));
            had = true;
            if entry.file_type()?.is_dir() {
                fs::create_dir(&to)?;
                if self.folder(&entry.path(), &to, &at)? {
                    has = true;
                } else {
                    fs::remove_dir(&to)?;
                }
            } else if self.stays(&at)? {
                fs::hard_link(entry.path(), &to)?;
                has = true;
            }
        }
        fs::set_permissions(to, about.permissions())?;
        fs::File::open(to)?.set_modified(about.modified()?)?;
        Ok(has || !had)
    }

    /// Whether a file or link is to be carried over unchanged.
    fn stays(&self, at: &Path) -> io::Result<bool> {
        let Some(at) = at.to_str() else {
            return Ok(true);
        };
        let below = format!("{at}/");
        let mut behind = self.plan.files.range(below.as_str()..);
        if behind
            .next()
            .is_some_and(|(path, _)| path.starts_with(&below))
        {
            // A link takes the place of a folder of the crate.
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(!self.dropped.contains(at))
    }
}
