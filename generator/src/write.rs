//! From text to disk: only what changed is written, and what is no longer made is removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The file that lists what the generator wrote, so that it never removes what it did not write.
const LIST: &str = ".generated";

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

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path}: missing"),
            Self::Stale(path) => write!(f, "{path}: out of date"),
            Self::Superfluous(path) => write!(f, "{path}: no longer generated"),
        }
    }
}

/// A file or folder that could not be read or written.
#[derive(Debug)]
pub struct Failure {
    /// Which one.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl Crate {
    fn with_list(&self) -> BTreeMap<&str, String> {
        let mut files: BTreeMap<&str, String> = self
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone()))
            .collect();
        let paths: Vec<&str> = self.files.keys().map(String::as_str).collect();
        files.insert(LIST, paths.join("\n") + "\n");
        files
    }

    /// What writing the crate to `folder` would change.
    ///
    /// # Errors
    /// If a file is there but cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Vec<Difference>, Failure> {
        let mut differences = Vec::new();
        let files = self.with_list();
        for (path, text) in &files {
            match read(&folder.join(path))? {
                None => differences.push(Difference::Missing((*path).to_owned())),
                Some(old) if old != text.as_bytes() => {
                    differences.push(Difference::Stale((*path).to_owned()));
                }
                Some(_) => {}
            }
        }
        for path in written(folder)? {
            if !files.contains_key(path.as_str()) && read(&folder.join(&path))?.is_some() {
                differences.push(Difference::Superfluous(path));
            }
        }
        Ok(differences)
    }

    /// Writes the crate to `folder`. A file is either its old or its new self at any moment.
    ///
    /// # Errors
    /// If something cannot be read, written or removed.
    pub fn write(&self, folder: &Path) -> Result<Vec<Difference>, Failure> {
        let differences = self.compare(folder)?;
        let files = self.with_list();
        for difference in &differences {
            match difference {
                Difference::Missing(path) | Difference::Stale(path) => {
                    if let Some(text) = files.get(path.as_str()) {
                        replace(&folder.join(path), text)?;
                    }
                }
                Difference::Superfluous(path) => remove(folder, path)?,
            }
        }
        Ok(differences)
    }
}

/// What an earlier run wrote. Only plain relative paths count: the list may have been edited.
fn written(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let list = read(&folder.join(LIST))?.unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    let plain = |path: &&str| {
        let mut components = Path::new(path).components();
        !path.is_empty() && components.all(|part| matches!(part, std::path::Component::Normal(_)))
    };
    Ok(list.lines().filter(plain).map(str::to_owned).collect())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(path, error)),
    }
}

/// Writes beside the file and renames over it.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Failure::new(folder, error))?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::rename(&beside, path))
        .map_err(|error| Failure::new(path, error))
}

/// Removes a file, and the folders that it leaves empty.
fn remove(root: &Path, path: &str) -> Result<(), Failure> {
    let path = root.join(path);
    std::fs::remove_file(&path).map_err(|error| Failure::new(&path, error))?;
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders {
        // One that is not empty stays, and so do those around it.
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

impl Failure {
    fn new(path: &Path, error: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
