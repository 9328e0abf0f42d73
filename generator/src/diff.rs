//! Compares the public APIs of two crates, to show how a change to the document affects code that
//! uses the generated crate.
//!
//! [`compare`] pairs the public items that [`rust::public_api`](crate::rust::public_api) lists. It
//! describes each difference in terms of Rust, with its place in the documents, and classifies it
//! by the rules of Cargo (The Cargo Book, "`SemVer` Compatibility"). Items may be added to types
//! that are `#[non_exhaustive]`, as all generated types are.

mod call;
mod change;
mod changelog;
mod class;
mod features;
mod json;
mod keep;
mod markdown;
mod pair;
mod place;
mod text;
mod verdict;
mod version;

pub use change::{Change, ChangeKind, Comparison, Side};
pub use class::Class;
pub use version::Bump;

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
