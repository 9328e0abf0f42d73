//! The changes to make in a folder, and the files in it that are generated.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::outcome::{Crate, Difference, Failure};

/// The list of generated files. Other files are never touched.
pub(super) const LIST: &str = ".generated";

/// The steps that turn a folder into the crate.
#[derive(Debug)]
pub(super) struct Plan<'c> {
    pub(super) root: PathBuf,
    /// All files of the crate, including the list.
    pub(super) files: BTreeMap<&'c str, Cow<'c, str>>,
    /// The files that an earlier run wrote.
    pub(super) listed: BTreeSet<String>,
    /// The differences between the folder and the crate.
    pub(super) differences: Vec<Difference>,
    /// Files that differ and were not written by the generator.
    pub(super) in_the_way: Vec<String>,
}

impl<'c> Plan<'c> {
    /// Compares the folder with the crate.
    pub(super) fn new(made: &'c Crate, root: &Path) -> Result<Self, Failure> {
        let files = made.files.iter();
        let files = files.map(|(path, text)| (path.as_str(), Cow::Borrowed(text.as_str())));
        let mut plan = Self {
            root: root.to_owned(),
            files: files.collect(),
            listed: listed(root)?,
            differences: Vec::new(),
            in_the_way: Vec::new(),
        };
        let paths: Vec<&str> = made.files.keys().map(String::as_str).collect();
        plan.files.insert(LIST, Cow::Owned(paths.join("\n") + "\n"));
        plan.compare()?;
        Ok(plan)
    }

    fn compare(&mut self) -> Result<(), Failure> {
        for (path, text) in &self.files {
            match read(&self.root.join(path))? {
                None => {
                    let missing = Difference::Missing((*path).to_owned());
                    self.differences.push(missing);
                }
                Some(old) if old != text.as_bytes() => {
                    self.differences.push(Difference::Stale((*path).to_owned()));
                    if *path != LIST && !self.listed.contains(*path) {
                        self.in_the_way.push((*path).to_owned());
                    }
                }
                Some(_) => {}
            }
        }
        for path in &self.listed {
            let made = self.files.contains_key(path.as_str());
            if !made && read(&self.root.join(path))?.is_some() {
                self.differences.push(Difference::Superfluous(path.clone()));
            }
        }
        Ok(())
    }

    /// Replaces the path of the folder, once it is resolved.
    pub(super) fn at(mut self, root: PathBuf) -> Self {
        self.root = root;
        self
    }

    /// The files to write, and their texts.
    pub(super) fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.differences.iter().filter_map(|one| match one {
            Difference::Missing(path) | Difference::Stale(path) => {
                Some((path.as_str(), self.files.get(path.as_str())?.as_ref()))
            }
            Difference::Superfluous(_) => None,
        })
    }

    /// The files to remove.
    pub(super) fn superfluous(&self) -> impl Iterator<Item = &str> {
        self.differences.iter().filter_map(|one| match one {
            Difference::Superfluous(path) => Some(path.as_str()),
            Difference::Missing(_) | Difference::Stale(_) => None,
        })
    }

    /// The smallest folder that contains all changes, relative to the root.
    pub(super) fn scope(&self) -> PathBuf {
        let changes = self.differences.iter().map(|one| match one {
            Difference::Missing(path) | Difference::Stale(path) | Difference::Superfluous(path) => {
                Path::new(path).parent().unwrap_or(Path::new(""))
            }
        });
        let shared = changes.reduce(|a, b| {
            let holds = |folder: &&Path| b.starts_with(folder);
            a.ancestors().find(holds).unwrap_or(Path::new(""))
        });
        shared.unwrap_or(Path::new("")).to_owned()
    }
}

/// The files that an earlier run wrote to the folder. Ignores paths that leave the folder, because
/// the list may have been edited.
pub(super) fn listed(root: &Path) -> Result<BTreeSet<String>, Failure> {
    let list = read(&root.join(LIST))?.unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    let plain = |path: &&str| {
        let mut components = Path::new(path).components();
        !path.is_empty() && components.all(|part| matches!(part, Component::Normal(_)))
    };
    Ok(list.lines().filter(plain).map(str::to_owned).collect())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file(path, error)),
    }
}
