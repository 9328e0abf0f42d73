//! The files of a document: read, parsed, and addressed by JSON Pointers.
//!
//! This layer knows YAML, JSON and the targets of `$ref`s, but nothing about OpenAPI.

mod access;
mod anchor;
mod budget;
mod dent;
mod fault;
mod files;
mod graft;
mod identity;
mod kept;
mod location;
mod lookup;
mod node;
mod parse;
mod pointer;
mod position;
mod references;
mod remote;
mod resolve;
mod revision;
mod scope;
mod site;
mod span;
mod spelling;
mod unclosed;
mod yaml;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use access::{Access, Refused};
pub use budget::FILE_LIMIT;
pub use fault::{Fault, ParseError};
pub use files::Files;
pub use graft::Grafts;
pub use identity::is_base_uri;
pub use location::{Location, is_url};
pub use node::{Map, Node, Number};
pub use pointer::{FileId, Pointer};
pub use revision::{Revision, RevisionError};
pub use site::Site;
pub use span::{Position, Span};

use anchor::Anchors;
use budget::Budget;
use identity::Identities;
use location::Misled;
use references::{collect_duplicates, collect_file_references};

/// All files of the document. The entry document is the first.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// The files by location. A redirected file is listed under both locations.
    by_location: HashMap<Location, FileId>,
    access: Access,
    /// The memory that its trees may still take, in bytes.
    budget: usize,
    /// Findings about whole files.
    notices: Vec<(FileId, Notice)>,
    /// The origins of nodes that overlays wrote into the entry document.
    grafts: Grafts,
    /// A cache of positions. Positions are looked up several times, also from other threads.
    located: Mutex<HashMap<Pointer, Span>>,
    /// Files whose schemas may have an `$id`. Computed when a reference first needs them.
    with_ids: OnceLock<Vec<FileId>>,
    identities: Identities,
    /// The dynamic anchors that several schemas declare. Computed like [`Sources::with_ids`].
    shared_names: OnceLock<HashSet<String>>,
    /// The dynamic anchors that schemas refer to, by their place.
    dynamic_uses: Mutex<HashMap<Pointer, Arc<BTreeSet<String>>>>,
    kept: kept::Kept,
}

#[derive(Debug)]
struct File {
    location: Location,
    text: String,
    root: Result<Node, ParseError>,
    /// Computed when a reference first needs them, because the tree no longer changes then.
    anchors: OnceLock<Anchors>,
    /// The unusual spellings of numbers and booleans. Computed when one is first needed.
    spellings: OnceLock<HashMap<String, String>>,
}

/// A finding about a whole file.
#[derive(Debug)]
pub enum Notice {
    /// The file is not UTF-8. Holds the message, which names the assumed encoding.
    NotUtf8(&'static str),
    /// The file looks like JSON and has no YAML extension, but is only valid as YAML. Holds the
    /// JSON error.
    NotJson(ParseError),
}

/// The reason why a `$ref` cannot be resolved.
#[derive(Debug)]
pub enum Unresolved {
    /// Access to the target is not allowed.
    Refused(Refused),
    /// The `$ref` is not a URI reference.
    NotAUri,
    /// The fragment is not a JSON Pointer.
    NotAPointer,
    /// The file cannot be read or parsed. Holds the reason.
    File(PathBuf, String),
    /// The file has no such place. Holds the longest prefix of the pointer that exists.
    Nowhere(Pointer),
    /// Several places declare the dynamic anchor, and none of them is nearer than the others.
    Ambiguous,
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
    /// Reads only the entry document. [`Sources::follow`] reads the files that it refers to, as far
    /// as `access` allows.
    ///
    /// # Errors
    ///
    /// Fails if the entry document cannot be read or parsed.
    pub fn open(entry: &Path, access: Access) -> (Self, Result<(), ParseError>) {
        let mut sources = Self {
            access,
            budget: Budget::default().left(),
            ..Self::default()
        };
        let opened = sources.add(entry.to_owned());
        (sources, opened.1)
    }

    /// Reads a file that belongs to the document although no reference leads to it. It may be at
    /// any path, or at a URL on an allowed host.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read or parsed. Diagnostics can refer to the file even then.
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
        if let Ok(root) = &root {
            self.identities.add(file, root, &location);
        }
        let result = root.as_ref().map(|_| ()).map_err(Clone::clone);
        self.files.push(File {
            location,
            text,
            root,
            anchors: OnceLock::new(),
            spellings: OnceLock::new(),
        });
        (file, result)
    }

    /// Reads all files that the entry document refers to, directly or indirectly, as far as
    /// `access` allows. A failure is stored for the reference that needs the file.
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
                .filter_map(|reference| self.sought(id, reference).ok())
                .collect();
            targets.sort();
            for target in targets {
                let known = self.by_location.get(&target).copied();
                pending.push(known.unwrap_or_else(|| self.read(target).0));
            }
        }
    }

    /// Takes the tree of the entry document and the origins of its nodes, so that they can be
    /// changed and passed to [`Sources::put`].
    pub fn take(&mut self) -> Option<(Node, Grafts)> {
        let root = self.files.first_mut()?.root.as_mut().ok()?;
        Some((std::mem::take(root), std::mem::take(&mut self.grafts)))
    }

    /// Replaces the tree of the entry document.
    pub fn put(&mut self, root: Node, grafts: Grafts) {
        if let Some(file) = self.files.first_mut() {
            file.root = Ok(root);
            file.anchors = OnceLock::new();
        }
        self.grafts = grafts;
        self.identify();
    }

    /// Returns the place of the text of `place`: in the overlay that wrote it, or else `place`
    /// itself.
    #[must_use]
    pub fn origin(&self, place: &Pointer) -> Pointer {
        if place.file() == self.entry() {
            self.grafts.origin(place)
        } else {
            place.clone()
        }
    }

    /// Reads the text of the file that `reference` leads to from `file`, as far as access to it is
    /// allowed.
    ///
    /// # Errors
    ///
    /// Fails with the reason if the file cannot be read.
    pub fn text_beside(&self, file: FileId, reference: &str) -> Result<String, String> {
        let from = self.files.get(file.0).ok_or("there is no such file")?;
        let target = self.allowed(&from.location, reference);
        let target = target.map_err(|_| "the document is not allowed to refer to that file")?;
        let (_, bytes) = self.access.read(target);
        let bytes = bytes.map_err(|error| error.message)?;
        String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
    }

    /// Returns the path of the file that a reference in `file` leads to. The file need not exist.
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

    /// The entry document.
    #[must_use]
    pub fn entry(&self) -> FileId {
        FileId(0)
    }

    /// Returns the file with this index. The entry document has index 0.
    #[must_use]
    pub fn file(&self, index: usize) -> Option<FileId> {
        (index < self.files.len()).then_some(FileId(index))
    }

    /// Findings about whole files.
    #[must_use]
    pub fn notices(&self) -> &[(FileId, Notice)] {
        &self.notices
    }

    /// The path of a file as it was given or as a `$ref` resolved to it. For a remote file, its
    /// URL.
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

    /// The paths and contents of all files, the entry document first.
    pub fn texts(&self) -> impl Iterator<Item = (&Path, &str)> {
        let files = self.files.iter();
        files.map(|file| (file.location.as_path(), file.text.as_str()))
    }

    /// The text of a file. Empty if it could not be read.
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

    /// The node at a place, if it exists.
    #[must_use]
    pub fn at(&self, place: &Pointer) -> Option<Site<'_>> {
        let root = self.root(place.file())?;
        let tokens = place.tokens();
        tokens
            .iter()
            .try_fold(root, |site, token| site.child(token))
    }

    /// The places of all keys that occur twice in a mapping with different values. Each is the
    /// later one.
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

    /// Returns the line and column of each place. A place without text of its own (an alias or a
    /// merge key) has the position of its nearest enclosing place.
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
