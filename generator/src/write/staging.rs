//! The folder for incomplete files. Its contents identify it: a folder of the same name that the
//! generator did not create is not touched.

use std::io;
use std::path::Path;

use super::outcome::Failure;

/// Keeps incomplete files from being committed or packaged, and marks the folder as the
/// generator's.
const MARK: &str = ".gitignore";
const MARK_TEXT: &str =
    "# Temporary files of the generator. If a run is interrupted, the next run removes them.\n*\n";

/// Creates the folder.
pub(super) fn open(staging: &Path) -> io::Result<()> {
    std::fs::create_dir_all(staging)?;
    std::fs::write(staging.join(MARK), MARK_TEXT)
}

/// Removes the files of an earlier run, and then the mark.
pub(super) fn clear(staging: &Path) -> Result<(), Failure> {
    match remove(staging) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // The output folder is a file. Writing to it reports that.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(()),
        removed => removed.map_err(|error| Failure::file(staging, error)),
    }
}

fn remove(staging: &Path) -> io::Result<()> {
    let entries: Vec<_> = std::fs::read_dir(staging)?.collect::<io::Result<_>>()?;
    let others: Vec<_> = entries
        .iter()
        .filter(|one| one.file_name() != MARK)
        .collect();
    let mark = std::fs::read_to_string(staging.join(MARK)).unwrap_or_default();
    if !others.is_empty() && mark != MARK_TEXT {
        let message = "the generator needs this path for temporary files, but did not create this folder; move or rename it";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    for entry in others {
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    std::fs::remove_dir_all(staging)
}
