//! The files of a description: read, parsed, and addressed by JSON Pointers.
//!
//! This layer knows YAML, JSON and `$ref` targets, and nothing of OpenAPI.

mod graft;
mod node;
mod parse;
mod pointer;
mod position;

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use graft::Grafts;
pub use node::{Map, Node, Number};
pub use parse::{Fault, ParseError};
pub use pointer::{FileId, Pointer};
pub use position::{Position, Span};

/// Every file that the description consists of, the entry document first.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    by_path: HashMap<PathBuf, FileId>,
    /// What is to be said of files as such.
    notices: Vec<(FileId, &'static str)>,
    /// What was written into the entry document after it was read.
    grafts: Grafts,
    /// Positions that were looked up. It is asked for beside other work, and later again.
    located: Mutex<HashMap<Pointer, Span>>,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    text: String,
    root: Result<Node, ParseError>,
}

/// A node and where it stands.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The node.
    pub node: &'a Node,
    /// Its place.
    pub at: Pointer,
}

/// Why a `$ref` leads nowhere.
#[derive(Debug)]
pub enum Unresolved {
    /// The reference is a URL; only files are read.
    Remote,
    /// The fragment is no JSON Pointer.
    NotAPointer,
    /// The file cannot be read or parsed, for the reason given.
    File(PathBuf, String),
    /// The file has no such place; the longest part of the pointer that exists.
    Nowhere(Pointer),
}

impl Sources {
    /// Reads the entry document alone; [`Sources::follow`] reads what it refers to.
    ///
    /// # Errors
    /// If the entry document cannot be read or parsed.
    pub fn open(entry: &Path) -> (Self, Result<(), ParseError>) {
        let mut sources = Self::default();
        let opened = sources.add(entry.to_owned());
        (sources, opened.1)
    }

    /// Reads a file that belongs to the description without being referred to.
    ///
    /// # Errors
    /// If it cannot be read or parsed; it is there to be cited all the same.
    pub fn add(&mut self, path: PathBuf) -> (FileId, Result<(), ParseError>) {
        let (text, root) = match parse::read(&path) {
            Ok((text, notice)) => {
                let file = FileId(self.files.len());
                self.notices.extend(notice.map(|notice| (file, notice)));
                let root = parse::parse(&text);
                (text, root)
            }
            Err(error) => (String::new(), Err(error)),
        };
        let file = FileId(self.files.len());
        let result = root.as_ref().map(|_| ()).map_err(Clone::clone);
        self.by_path.insert(path.clone(), file);
        self.files.push(File { path, text, root });
        (file, result)
    }

    /// Reads every file that the entry document's `$ref`s name, and theirs in turn. A failure is
    /// kept for the reference that needs the file.
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
            let mut paths: Vec<PathBuf> = references
                .iter()
                .map(|reference| relative_to(&file.path, reference))
                .collect();
            paths.sort();
            for path in paths {
                let known = self.by_path.get(&path).copied();
                pending.push(known.unwrap_or_else(|| self.add(path).0));
            }
        }
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
        relative_to(self.path(file), &percent_decode(reference))
    }

    /// The file at which everything starts.
    #[must_use]
    pub fn entry(&self) -> FileId {
        FileId(0)
    }

    /// What is to be said of files as such.
    #[must_use]
    pub fn notices(&self) -> &[(FileId, &'static str)] {
        &self.notices
    }

    /// The path of a file, as it was given or as a `$ref` led to it.
    #[must_use]
    pub fn path(&self, file: FileId) -> &Path {
        self.files
            .get(file.0)
            .map_or(Path::new(""), |file| &file.path)
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
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

    /// Finds what the `$ref` text `reference`, standing in `from`, points to.
    ///
    /// # Errors
    /// If there is nothing; see [`Unresolved`].
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Site<'_>, Unresolved> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if path.is_empty() {
            from
        } else if path.contains("://") {
            return Err(Unresolved::Remote);
        } else {
            let path = relative_to(self.path(from), &percent_decode(path));
            let missing = || Unresolved::File(path.clone(), "it was not read".to_owned());
            *self.by_path.get(&path).ok_or_else(missing)?
        };
        if let Some(Err(error)) = self.files.get(file.0).map(|file| &file.root) {
            let reason = error.message.clone();
            return Err(Unresolved::File(self.path(file).to_owned(), reason));
        }
        let mut site = self.root(file).ok_or(Unresolved::NotAPointer)?;
        let fragment = percent_decode(fragment);
        for token in pointer::parse(&fragment).ok_or(Unresolved::NotAPointer)? {
            site = site.child(&token).ok_or(Unresolved::Nowhere(site.at))?;
        }
        Ok(site)
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

impl<'a> Site<'a> {
    /// The member or element `token`.
    #[must_use]
    pub fn child(&self, token: &str) -> Option<Self> {
        let node = match self.node {
            Node::Object(map) => map.get(token)?,
            Node::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
        Some(Self {
            node,
            at: self.at.child(token),
        })
    }

    /// The elements, if this is a sequence; none otherwise.
    pub fn items(&self) -> impl Iterator<Item = Site<'a>> + use<'a> {
        let items = match self.node {
            Node::Array(items) => items.as_slice(),
            _ => &[],
        };
        let at = self.at.clone();
        items.iter().enumerate().map(move |(index, node)| Site {
            node,
            at: at.index(index),
        })
    }

    /// Keys and members, if this is a mapping; none otherwise.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Site<'a>)> + use<'a> {
        let at = self.at.clone();
        let map = self.node.as_object();
        map.into_iter().flat_map(Map::iter).map(move |(key, node)| {
            let site = Site {
                node,
                at: at.child(key),
            };
            (key, site)
        })
    }
}

fn enclosing(place: &Pointer) -> impl Iterator<Item = &Pointer> {
    std::iter::successors(Some(place), |at| at.parent())
}

fn collect_file_references(node: &Node, references: &mut HashSet<String>) {
    match node {
        Node::Array(items) => {
            for item in items {
                collect_file_references(item, references);
            }
        }
        Node::Object(map) => {
            for (key, member) in map.iter() {
                match member {
                    Node::String(text) if key == "$ref" => {
                        let path = text.split('#').next().unwrap_or_default();
                        if !path.is_empty() && !path.contains("://") {
                            references.insert(percent_decode(path));
                        }
                    }
                    _ => collect_file_references(member, references),
                }
            }
        }
        _ => {}
    }
}

fn collect_duplicates(node: &Node, at: &Pointer, duplicates: &mut Vec<Pointer>) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_duplicates(item, &at.index(index), duplicates);
            }
        }
        Node::Object(map) => {
            duplicates.extend(map.duplicates.iter().map(|key| at.child(key)));
            for (key, member) in map.iter() {
                if matches!(member, Node::Array(_) | Node::Object(_)) {
                    collect_duplicates(member, &at.child(key), duplicates);
                }
            }
        }
        _ => {}
    }
}

/// `reference` from the folder of `file`, with `.` and `..` worked out, so that a file has one name.
fn relative_to(file: &Path, reference: &str) -> PathBuf {
    let mut path = file.parent().map(Path::to_owned).unwrap_or_default();
    for component in Path::new(reference).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(path.components().next_back(), Some(Component::Normal(_))) =>
            {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

/// `%XX` decoded as RFC 3986 2.1 has it; a `$ref` is a URI reference.
fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
