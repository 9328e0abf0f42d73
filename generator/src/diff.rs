//! Two crates compared as their users see them: what a change of a document does to the code that
//! calls what was generated of it.
//!
//! [`compare`] pairs the public items of both ([`emit::public_api`](crate::emit::public_api) lists
//! them), says of each difference what it is in Rust and where it stands in the documents, and
//! classes it by the rules of Cargo (its book, "Semantic versioning compatibility"). Items of types that
//! are `#[non_exhaustive]`, as all of a generated crate are, may be added to.

mod call;
mod changelog;
mod features;
mod json;
mod keep;
mod markdown;
mod pair;
mod place;
mod text;
mod verdict;
mod version;

use crate::emit::{ItemKind, PublicApi};
use crate::outcome::Outcome;
use crate::source::Sources;

pub use version::Bump;

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The description.
    pub sources: &'a Sources,
    /// What the crate that is made of it has.
    pub api: &'a PublicApi,
}

impl<'a> Side<'a> {
    /// What [`Generator::public_api`](crate::Generator::public_api) gives; `None` if the description
    /// has an error.
    #[must_use]
    pub fn of(read: &'a Outcome<PublicApi>) -> Option<Self> {
        Some(Self {
            sources: read.sources(),
            api: read.made()?,
        })
    }
}

/// How a change concerns users of the crate. The lowest concerns them most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Code that compiled may not compile any more, or may mean something else.
    Breaking,
    /// Code compiles as before.
    Compatible,
    /// Nothing but the documentation is another.
    Docs,
}

impl Class {
    /// The class in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "docs-only",
        }
    }
}

/// What a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The item is gone.
    Removed,
    /// The item is called or hangs otherwise.
    Renamed,
    /// The compiler sees another type.
    Signature,
    /// Parts of one type have changed places.
    Order,
    /// The item takes other cargo features.
    Features,
    /// The item is new.
    Added,
    /// The compiler warns of the item's use.
    Deprecated,
    /// The code is the same, and does something else on the wire.
    Behaviour,
    /// The documentation is another.
    Docs,
}

impl ChangeKind {
    /// The kind in a word.
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
            Self::Behaviour => "behavior",
            Self::Docs => "docs",
        }
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it concerns users.
    pub class: Class,
    /// What it is.
    pub kind: ChangeKind,
    /// The kind of the item.
    pub item: ItemKind,
    /// The item in Rust terms, as it was unless it is new: `Invite.email`.
    pub rust: String,
    /// What of it has changed, if that is no part of Rust: `request`.
    pub about: Option<String>,
    /// What it was: `String`.
    pub old: Option<String>,
    /// What it is: `Option<String>`.
    pub new: Option<String>,
    /// The rule that decides the class.
    pub rule: &'static str,
    /// The place in the old description that says it: a JSON Pointer, behind a file and `#` if it is
    /// not in the entry document.
    pub old_place: Option<String>,
    /// The place in the new one.
    pub new_place: Option<String>,
}

/// What there is to say of two crates.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The package, as it was called.
    pub package: String,
    /// The version that the old description gives its crate.
    pub old_version: String,
    /// The version that the new one gives.
    pub new_version: String,
    /// The version that the changes ask for after the old one; the old one itself without changes.
    pub version: String,
    /// How that differs from the old one.
    pub bump: Bump,
    /// The changes: those that concern users most first, then by item.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// The class of the changes together; none without changes.
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

/// Compares two crates.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let mut changes: Vec<Change> = features::divided(old.api, new.api).into_iter().collect();
    let pairs = pair::pairs(&old.api.items, &new.api.items);
    changes.extend(verdict::changes(&pairs, old, new));
    changes.sort_by_key(|change| (change.class, change.kind));
    let class = changes.iter().map(|change| change.class).min();
    let (version, bump) = version::next(&old.api.version, class);
    Comparison {
        package: old.api.package.clone(),
        old_version: old.api.version.clone(),
        new_version: new.api.version.clone(),
        version,
        bump,
        changes,
    }
}
