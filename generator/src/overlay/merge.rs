//! Merges an update or a copy into a node (Overlay 1.1, 4.4.3).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Grafts, Node, Pointer};

use super::version::Version;

/// The origin of a merged node.
#[derive(Clone, Debug)]
pub(super) enum From {
    /// The node is in the overlay, at this place.
    Update(Pointer),
    /// The node is in the document. Holds the place of `copy` and the origins of the node.
    Copy(Pointer, Grafts),
}

impl From {
    fn child(&self, token: &str) -> Self {
        match self {
            Self::Update(at) => Self::Update(at.child(token)),
            Self::Copy(at, text) => Self::Copy(at.clone(), text.child(token)),
        }
    }

    fn text(&self) -> Grafts {
        match self {
            Self::Update(at) => Grafts::all_of(at.clone()),
            Self::Copy(_, text) => text.clone(),
        }
    }

    /// The place in the overlay that diagnostics about the merge point to.
    fn place(&self) -> &Pointer {
        match self {
            Self::Update(at) | Self::Copy(at, _) => at,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Update(_) => "update",
            Self::Copy(..) => "copy",
        }
    }
}

/// The kinds of nodes. Nodes of the same kind can be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::Object(_) => Self::Object,
            Node::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }
}

/// Merges one node into another.
pub(super) struct Merge<'m> {
    pub(super) grafts: &'m mut Grafts,
    pub(super) diagnostics: &'m Diagnostics,
    pub(super) version: Version,
}

impl Merge<'_> {
    /// Merges `update` into the node at `at`, which the action's target selects.
    pub(super) fn target(&mut self, target: &mut Node, at: &Pointer, update: &Node, from: &From) {
        let expected = match (Kind::of(target), Kind::of(update)) {
            (Kind::Object, Kind::Array | Kind::Primitive) => "an object",
            (Kind::Primitive, Kind::Object | Kind::Array)
                if self.version == Version::V1_1 && *target != Node::Null =>
            {
                "neither an object nor an array"
            }
            (Kind::Array, Kind::Object | Kind::Primitive) => {
                let Node::Array(items) = target else { return };
                return self.append(items, at, update, from);
            }
            _ => return self.node(target, at, update, from),
        };
        let (key, old, new) = (from.key(), target.kind(), update.kind());
        let message = format!("`{key}` must be {expected}, found {new}; its target is {old}");
        self.diagnostics
            .tell(Code::UpdateOfOtherKind, from.place(), message);
    }

    /// Merges `update` into a node. Objects are merged member by member, arrays are concatenated,
    /// and primitive values are replaced.
    fn node(&mut self, target: &mut Node, at: &Pointer, update: &Node, from: &From) {
        match (target, update) {
            (Node::Object(map), Node::Object(members)) => {
                for (key, member) in members.iter() {
                    let (at, from) = (at.child(key), from.child(key));
                    if let Some(old) = map.get_mut(key) {
                        self.node(old, &at, member, &from);
                    } else {
                        map.insert(key.to_owned(), member.clone());
                        self.grafts.write(&at, from.text());
                    }
                }
            }
            (Node::Array(items), Node::Array(new)) => {
                for (index, item) in new.iter().enumerate() {
                    self.append(items, at, item, &from.child(&index.to_string()));
                }
            }
            // Overlay 1.0 does not define this case.
            (Node::Array(items), item) if self.version == Version::V1_0 && *item != Node::Null => {
                self.append(items, at, item, from);
            }
            (target, update) if self.may_replace(target, at, update, from) => {
                target.clone_from(update);
                self.grafts.write(at, from.text());
            }
            _ => {}
        }
    }

    /// Returns whether the new value may replace the old one. A `null`, which YAML has for a key
    /// without a value, may be replaced by anything.
    fn may_replace(&self, old: &Node, at: &Pointer, new: &Node, from: &From) -> bool {
        let container = |node: &Node| Kind::of(node) != Kind::Primitive;
        if *old == Node::Null || !(container(old) || container(new)) {
            return true;
        }
        let (old, new) = (old.kind(), new.kind());
        let (place, key) = (from.place(), from.key());
        match self.version {
            Version::V1_0 => {
                let message = format!("{new} replaces {old} in the document");
                self.diagnostics
                    .tell(Code::ReplacedByOtherKind, place, message);
                true
            }
            Version::V1_1 => {
                let message = format!("`{key}` sets {new} for `{at}`, but the document has {old}");
                self.diagnostics.report(
                    Diagnostic::new(Code::UpdateOfOtherKind, place, message)
                        .related(at, format!("{old} is here"))
                        .help("remove the old value in an earlier action first"),
                );
                false
            }
        }
    }

    fn append(&mut self, items: &mut Vec<Node>, at: &Pointer, item: &Node, from: &From) {
        self.grafts.write(&at.index(items.len()), from.text());
        items.push(item.clone());
    }
}
