//! A crate to write, and the result of comparing or writing it.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A crate as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crate {
    /// The text of each file, by its path in the crate with `/` as the separator.
    pub files: BTreeMap<String, String>,
}

/// A difference between a folder and a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The file does not exist.
    Missing(String),
    /// The file has different contents.
    Stale(String),
    /// The file is no longer generated.
    Superfluous(String),
}

/// The reason why a crate could not be compared or written.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder could not be read or written.
    File {
        /// The path of the file or folder.
        path: PathBuf,
        /// The cause.
        error: io::Error,
    },
    /// The output folder could not be created.
    Folder {
        /// The path of the folder.
        path: PathBuf,
        /// The cause.
        error: io::Error,
    },
    /// The crate would overwrite files that the generator did not write. Nothing was written.
    InTheWay {
        /// The output folder.
        folder: PathBuf,
        /// The paths of the files, relative to the folder.
        files: Vec<String>,
    },
}

impl Failure {
    pub(super) fn file(path: &Path, error: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            error,
        }
    }

    pub(super) fn folder(path: &Path, error: io::Error) -> Self {
        Self::Folder {
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
            Self::Folder { path, error } => {
                write!(
                    f,
                    "the folder `{}` cannot be created: {error}",
                    path.display()
                )
            }
            Self::InTheWay { folder, files } => {
                let folder = folder.display();
                write!(
                    f,
                    "{folder}: files that the generator did not write would be overwritten"
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
            Self::File { error, .. } | Self::Folder { error, .. } => Some(error),
            Self::InTheWay { .. } => None,
        }
    }
}
