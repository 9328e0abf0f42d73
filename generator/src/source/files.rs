//! The origin of files: the disk, memory, or a revision of a git repository.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::budget::{FILE_LIMIT, too_large};
use super::fault::ParseError;
use super::revision::Revision;

/// The origin of a document's files.
#[derive(Clone, Debug, Default)]
pub enum Files {
    /// The disk.
    #[default]
    Disk,
    /// Memory: the contents by path. The paths need not exist on the disk.
    Memory(BTreeMap<PathBuf, Vec<u8>>),
    /// A revision of a git repository. Paths are relative to its root.
    Revision(Revision),
}

impl Files {
    /// Reads the file at `path`.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, ParseError> {
        match self {
            Self::Disk => disk(path),
            Self::Memory(files) => files.get(path).cloned().ok_or_else(|| {
                ParseError::unreadable("the file was not passed along with the document")
            }),
            Self::Revision(revision) => revision.read(path),
        }
    }
}

/// Reads a file from the disk. Devices and pipes are refused, because reading them might never end.
fn disk(path: &Path) -> Result<Vec<u8>, ParseError> {
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(ParseError::unreadable("the path is a folder, not a file"));
    }
    if !metadata.is_file() {
        let message = "the path is a device or a pipe, not a file";
        return Err(ParseError::unreadable(message));
    }
    too_large(metadata.len())?;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    // The file may have grown since its size was read.
    let mut reader = file.take(FILE_LIMIT + 1);
    reader.read_to_end(&mut bytes).map_err(unreadable)?;
    too_large(bytes.len() as u64)?;
    Ok(bytes)
}

fn unreadable(error: std::io::Error) -> ParseError {
    ParseError::unreadable(format!("the file cannot be read: {error}"))
}
