//! Where files come from: the disk, memory, or a revision of a git repository.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::budget::FILE_LIMIT;
use super::parse::ParseError;
use super::revision::Revision;

/// Where the files of a description come from.
#[derive(Clone, Debug, Default)]
pub enum Files {
    /// The disk.
    #[default]
    Disk,
    /// Memory: contents by their paths, which need not exist.
    Memory(BTreeMap<PathBuf, Vec<u8>>),
    /// A revision of a git repository; paths are relative to its root.
    Revision(Revision),
}

impl Files {
    /// What the file at `path` holds; or why it cannot be read.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, ParseError> {
        match self {
            Self::Disk => disk(path),
            Self::Memory(files) => files
                .get(path)
                .cloned()
                .ok_or_else(|| ParseError::unreadable("the file does not exist in memory")),
            Self::Revision(revision) => revision.read(path),
        }
    }
}

/// Files alone: a device or a pipe may have no end, or none that comes.
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
    // It may have grown since it was asked for its size.
    let mut reader = file.take(FILE_LIMIT + 1);
    reader.read_to_end(&mut bytes).map_err(unreadable)?;
    too_large(bytes.len() as u64)?;
    Ok(bytes)
}

fn unreadable(error: std::io::Error) -> ParseError {
    ParseError::unreadable(format!("the file cannot be read: {error}"))
}

/// Refuses a file of `size` bytes if that is too many.
pub(super) fn too_large(size: u64) -> Result<(), ParseError> {
    if size <= FILE_LIMIT {
        return Ok(());
    }
    let (size, limit) = (size >> 20, FILE_LIMIT >> 20);
    let message = format!("the file is {size} MiB; the limit is {limit} MiB");
    Err(ParseError::too_large(message, 1, 1))
}
