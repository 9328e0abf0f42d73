use super::class::Class;
use super::version::Bump;
use crate::outcome::Outcome;
use crate::rust::{ItemKind, PublicApi};
use crate::source::Sources;
// The differences between the public APIs of two crates.

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The files of the document.
    pub sources: &'a Sources,
    /// The public API of its crate.
    pub api: &'a PublicApi,
}

impl<'a> Side<'a> {
    /// The result of [`Generator::public_api`](crate::Generator::public_api); `None` if the
    /// document has an error.
    #[must_use]
    pub fn of(read: &'a Outcome<PublicApi>) -> Option<Self> {
        Some(Self {
            sources: read.sources(),
            api: read.made()?,
        })
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The item no longer exists.
    Removed,
    /// The item has a new name or a new path.
    Renamed,
    /// The type of the item changed.
    Signature,
    /// Arguments or variants of an item changed their order.
    Order,
    /// The item requires other cargo features.
    Features,
    /// The item is new.
    Added,
    /// The item is now deprecated.
    Deprecated,
    /// The signature is the same, but the behavior differs, such as the request that is sent.
    Behavior,
    /// The documentation changed.
    Docs,
}

impl ChangeKind {
    /// The name of the kind.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Signature => "signature",
            Self::Order => "order",
            Self::Features => "features",
            Self::Added => "added",
            Self::Deprecated => "deprecated",
            Self::Behavior => "behavior",
            Self::Docs => "docs",
        }
    }
}

/// A difference between the two crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The effect on users.
    pub class: Class,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// The kind of the item.
    pub item: ItemKind,
    /// The item in Rust terms, under its old name unless it is new: `Invite.email`.
    pub rust: String,
    /// The aspect of the item that changed, if Rust does not express it: `request`.
    pub about: Option<String>,
    /// The old state: `String`.
    pub old: Option<String>,
    /// The new state: `Option<String>`.
    pub new: Option<String>,
    /// The rule that decides the class.
    pub rule: &'static str,
    /// The place in the old document: a JSON Pointer, prefixed with a file and `#` if it is not in
    /// the entry document.
    pub old_place: Option<String>,
    /// The place in the new document.
    pub new_place: Option<String>,
}

/// The result of a comparison.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The name of the package, from the old document.
    pub package: String,
    /// The version of the crate in the old document.
    pub old_version: String,
    /// The version of the crate in the new document.
    pub new_version: String,
    /// The version that the changes require after the old one. Equal to the old one without
    /// changes.
    pub version: String,
    /// The part of the version that is incremented.
    pub bump: Bump,
    /// The changes, the most severe first.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// The most severe class; `None` without changes.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(|change| change.class).min()
    }

    /// The changes of a class.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.class == class)
    }
}
