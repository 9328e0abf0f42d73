//! The files of a description: read, parsed, and addressed by JSON Pointers.
//!
//! This layer knows YAML, JSON and `$ref` targets, and nothing of OpenAPI.

mod access;
mod anchor;
mod budget;
mod dent;
mod files;
mod graft;
mod location;
mod node;
mod parse;
mod pointer;
mod position;
mod references;
mod remote;
mod resolve;
mod revision;
mod site;
mod unclosed;
mod yaml;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

pub use access::{Access, Refused};
pub use budget::FILE_LIMIT;
pub use files::Files;
pub use graft::Grafts;
pub use location::{Location, is_url};
pub use node::{Map, Node, Number};
pub use parse::{Fault, ParseError};
pub use pointer::{FileId, Pointer};
pub use position::{Position, Span};
pub use revision::{Revision, RevisionError};
pub use site::Site;

use anchor::Anchors;
use budget::Budget;
use location::Misled;
use references::{collect_duplicates, collect_file_references};

/// Every file that the description consists of, the entry document first.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// Each file by its place; one that a host sent on to, by both.
    by_location: HashMap<Location, FileId>,
    access: Access,
    /// What its trees may still take, in bytes.
    budget: usize,
    /// What is to be said of files as such.
    notices: Vec<(FileId, Notice)>,
    /// What was written into the entry document after it was read.
    grafts: Grafts,
    /// Positions that were looked up. It is asked for beside other work, and later again.
    located: Mutex<HashMap<Pointer, Span>>,
    /// Files in which schemas may have an `$id`, looked up when a reference first needs them.
    with_ids: OnceLock<Vec<FileId>>,
}

#[derive(Debug)]
struct File {
    location: Location,
    text: String,
    root: Result<Node, ParseError>,
    /// Looked up when a reference first needs them: the tree does not change any more then.
    anchors: OnceLock<Anchors>,
}

/// What is to be said of a file as such.
#[derive(Debug)]
pub enum Notice {
    /// It is not UTF-8; how it is read.
    NotUtf8(&'static str),
    /// It is not called as YAML is, looks like JSON, and is YAML alone; why it is not JSON.
    NotJson(ParseError),
}

/// Why a `$ref` leads nowhere.
#[derive(Debug)]
pub enum Unresolved {
    /// It leads to where it may not.
    Refused(Refused),
    /// It is no URI reference.
    NotAUri,
    /// The fragment is no JSON Pointer.
    NotAPointer,
    /// The file cannot be read or parsed, for the reason given.
    File(PathBuf, String),
    /// The file has no such place; the longest part of the pointer that exists.
    Nowhere(Pointer),
}

impl From<Misled> for Unresolved {
    fn from(misled: Misled) -> Self {
        match misled {
            Misled::NotAUri => Self::NotAUri,
            Misled::Scheme(scheme) => Self::Refused(Refused::Scheme(scheme)),
            Misled::Local => Self::Refused(Refused::LocalFromRemote),
        }
    }
}

impl Sources {
    /// Reads the entry document alone; [`Sources::follow`] reads what it refers to, as far as `access`
    /// allows.
    ///
    /// # Errors
    /// If the entry document cannot be read or parsed.
    pub fn open(entry: &Path, access: Access) -> (Self, Result<(), ParseError>) {
        let mut sources = Self {
            access,
            budget: Budget::default().left(),
            ..Self::default()
        };
        let opened = sources.add(entry.to_owned());
        (sources, opened.1)
    }

    /// Reads a file that belongs to the description without being referred to, wherever it is: at a
    /// path, or at a URL whose host is allowed.
    ///
    /// # Errors
    /// If it cannot be read or parsed; it is there to be cited all the same.
    pub fn add(&mut self, path: PathBuf) -> (FileId, Result<(), ParseError>) {
        self.read(Location::named(path))
    }

    fn read(&mut self, location: Location) -> (FileId, Result<(), ParseError>) {
        let file = FileId(self.files.len());
        self.by_location.insert(location.clone(), file);
        let (location, bytes) = self.access.read(location);
        self.by_location.entry(location.clone()).or_insert(file);
        let (text, root) = match bytes {
            Ok(bytes) => {
                let (text, notice) = parse::decode(bytes);
                let notice = notice.map(Notice::NotUtf8);
                self.notices.extend(notice.map(|notice| (file, notice)));
                let budget = Budget::new(self.budget);
                let parsed = parse::parse(&text, &budget);
                self.budget = budget.left();
                let root = parsed.map(|parsed| {
                    let not_json = parsed.not_json.filter(|_| !location.is_yaml());
                    let notice = not_json.map(Notice::NotJson);
                    self.notices.extend(notice.map(|notice| (file, notice)));
                    parsed.node
                });
                (text, root)
            }
            Err(error) => (String::new(), Err(error)),
        };
        let result = root.as_ref().map(|_| ()).map_err(Clone::clone);
        self.files.push(File {
            location,
            text,
            root,
            anchors: OnceLock::new(),
        });
        (file, result)
    }

    /// Reads every file that the entry document's `$ref`s name, and theirs in turn, as far as that
    /// is allowed. A failure is kept for the reference that needs the file.
    pub fn follow(&mut self) {
        let mut pending = vec![self.entry()];
        let mut followed = HashSet::new();
        while let Some(id) = pending.pop() {
            let Some(file) = self.files.get(id.0).filter(|_| followed.insert(id)) else {
                continue;
            };
            let mut references = HashSet::new();
            if let Ok(root) = &file.root {
                collect_file_references(root, &mut references);
            }
            let targets = references.iter();
            let mut targets: Vec<Location> = targets
                .filter_map(|reference| self.allowed(&file.location, reference).ok())
                .collect();
            targets.sort();
            for target in targets {
                let known = self.by_location.get(&target).copied();
                pending.push(known.unwrap_or_else(|| self.read(target).0));
            }
        }
    }

    /// The place that `reference`, without a fragment, names in a file at `from`, if it may be read.
    fn allowed(&self, from: &Location, reference: &str) -> Result<Location, Unresolved> {
        let target = from.target(reference)?;
        // What is known was allowed, or named by the user.
        if !self.by_location.contains_key(&target) {
            let entry = self.path(self.entry());
            let checked = self.access.check(entry, &target);
            checked.map_err(Unresolved::Refused)?;
        }
        Ok(target)
    }

    /// Takes the tree of the entry document out, and what is known of where its text is, to be
    /// changed and given back to [`Sources::put`].
    pub fn take(&mut self) -> Option<(Node, Grafts)> {
        let root = self.files.first_mut()?.root.as_mut().ok()?;
        Some((std::mem::take(root), std::mem::take(&mut self.grafts)))
    }

    /// Gives the entry document its tree.
    pub fn put(&mut self, root: Node, grafts: Grafts) {
        if let Some(file) = self.files.first_mut() {
            file.root = Ok(root);
            file.anchors = OnceLock::new();
        }
        self.grafts = grafts;
    }

    /// Where the text of `place` is: in the overlay that wrote it, or where it stands.
    #[must_use]
    pub fn origin(&self, place: &Pointer) -> Pointer {
        if place.file() == self.entry() {
            self.grafts.origin(place)
        } else {
            place.clone()
        }
    }

    /// The file that a reference in `file` leads to, which need not exist.
    #[must_use]
    pub fn beside(&self, file: FileId, reference: &str) -> PathBuf {
        let target = self
            .files
            .get(file.0)
            .map(|file| file.location.target(reference));
        match target {
            Some(Ok(target)) => target.as_path().to_owned(),
            _ => PathBuf::from(reference),
        }
    }

    /// The file at which everything starts.
    #[must_use]
    pub fn entry(&self) -> FileId {
        FileId(0)
    }

    /// The file that was read as the one of this number, the entry first.
    #[must_use]
    pub fn file(&self, index: usize) -> Option<FileId> {
        (index < self.files.len()).then_some(FileId(index))
    }

    /// What is to be said of files as such.
    #[must_use]
    pub fn notices(&self) -> &[(FileId, Notice)] {
        &self.notices
    }

    /// The path of a file, as it was given or as a `$ref` led to it; of one from a host, its URL.
    #[must_use]
    pub fn path(&self, file: FileId) -> &Path {
        self.files
            .get(file.0)
            .map_or(Path::new(""), |file| file.location.as_path())
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.location.as_path())
    }

    /// The paths and texts of all files, the entry document first.
    pub fn texts(&self) -> impl Iterator<Item = (&Path, &str)> {
        let files = self.files.iter();
        files.map(|file| (file.location.as_path(), file.text.as_str()))
    }

    /// The text of a file; empty if it could not be read.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |file| &file.text)
    }

    /// The root node of a file, if it could be parsed.
    #[must_use]
    pub fn root(&self, file: FileId) -> Option<Site<'_>> {
        let node = self.files.get(file.0)?.root.as_ref().ok()?;
        Some(Site {
            node,
            at: Pointer::root(file),
        })
    }

    /// The node at a place, if there is one.
    #[must_use]
    pub fn at(&self, place: &Pointer) -> Option<Site<'_>> {
        let root = self.root(place.file())?;
        let tokens = place.tokens();
        let node = tokens
            .iter()
            .try_fold(root, |site, token| site.child(token))?;
        Some(node)
    }

    /// Every mapping that has a key twice with different values: the place of the later one.
    #[must_use]
    pub fn duplicate_keys(&self) -> Vec<Pointer> {
        let mut duplicates = Vec::new();
        for index in 0..self.files.len() {
            if let Some(site) = self.root(FileId(index)) {
                collect_duplicates(site.node, &site.at, &mut duplicates);
            }
        }
        duplicates
    }

    /// Line and column of every place that is asked for; of a place that has no text of its own
    /// (an alias, a merge key) that of the nearest enclosing one.
    #[must_use]
    pub fn positions(&self, places: &[Pointer]) -> HashMap<Pointer, Span> {
        let mut located = self.located.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&Pointer> = places
            .iter()
            .filter(|place| !located.contains_key(place))
            .collect();
        located.extend(self.locate(&new));
        let position = |place: &Pointer| Some((place.clone(), *located.get(place)?));
        places.iter().filter_map(position).collect()
    }

    fn locate(&self, places: &[&Pointer]) -> HashMap<Pointer, Span> {
        let mut wanted: HashMap<FileId, HashSet<String>> = HashMap::new();
        for place in places {
            let texts = wanted.entry(place.file()).or_default();
            texts.extend(enclosing(place).map(ToString::to_string));
        }
        let found: HashMap<FileId, HashMap<String, Span>> = wanted
            .iter()
            .filter_map(|(id, texts)| {
                let file = self.files.get(id.0)?;
                Some((*id, position::find(&file.text, texts)))
            })
            .collect();
        let position = |place: &Pointer| {
            let found = found.get(&place.file())?;
            enclosing(place).find_map(|at| found.get(&at.to_string()).copied())
        };
        places
            .iter()
            .map(|place| {
                (
                    (*place).clone(),
                    position(place).unwrap_or(Position::START.into()),
                )
            })
            .collect()
    }
}

fn enclosing(place: &Pointer) -> impl Iterator<Item = &Pointer> {
    std::iter::successors(Some(place), |at| at.parent())
}
