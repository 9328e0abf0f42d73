//! Removes the old folder after its exchange, and keeps files that appeared in it in the meantime.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::outcome::Failure;
use super::plan::{LIST, listed};

/// The limit for scanning a folder again because files have appeared in it.
const ROUNDS: usize = 8;

/// Removes the folder `old`, whose path in `root` is `scope`. Deletes generated files and files
/// that the new folder also has. Moves all others to the new folder.
pub(super) fn sweep(old: &Path, root: &Path, scope: &Path) -> Result<(), Failure> {
    let mut generated = listed(root)?;
    let whole = scope == Path::new("");
    if whole {
        generated.extend(listed(old)?);
    }
    let sweep = Sweep {
        root: root.to_owned(),
        generated,
    };
    let mut done = sweep.folder(old, scope);
    if whole {
        // The list is removed last, because it names the files that may be removed.
        let list = old.join(LIST);
        for _ in 0..ROUNDS {
            done = done.and_then(|()| ignore_absent(fs::remove_file(&list)));
            match fs::remove_dir(old) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                    done = sweep.folder(old, scope);
                }
                _ => break,
            }
        }
    }
    done.map_err(|error| Failure::file(old, error))
}

struct Sweep {
    root: PathBuf,
    generated: BTreeSet<String>,
}

impl Sweep {
    fn folder(&self, from: &Path, at: &Path) -> io::Result<()> {
        for _ in 0..ROUNDS {
            let mut holds_list = false;
            for entry in fs::read_dir(from)? {
                let entry = entry?;
                let at = at.join(entry.file_name());
                if at == Path::new(LIST) {
                    holds_list = true;
                } else if entry.file_type()?.is_dir() {
                    self.folder(&entry.path(), &at)?;
                } else {
                    self.file(&entry.path(), &at)?;
                }
            }
            if holds_list {
                return Ok(());
            }
            match fs::remove_dir(from) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                removed => return removed,
            }
        }
        Err(io::ErrorKind::DirectoryNotEmpty.into())
    }

    fn file(&self, old: &Path, at: &Path) -> io::Result<()> {
        let generated = at.to_str().is_some_and(|at| self.generated.contains(at));
        let new = self.root.join(at);
        if generated || !newer(&old.symlink_metadata()?, &new)? {
            return fs::remove_file(old);
        }
        fs::create_dir_all(new.parent().unwrap_or(&self.root))?;
        fs::rename(old, &new)
    }
}

/// Whether a file differs from the file at `new`, and was written later.
fn newer(old: &Metadata, new: &Path) -> io::Result<bool> {
    match new.symlink_metadata() {
        Ok(new) if (new.dev(), new.ino()) == (old.dev(), old.ino()) => Ok(false),
        Ok(new) => Ok(old.modified()? > new.modified()?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn ignore_absent(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
