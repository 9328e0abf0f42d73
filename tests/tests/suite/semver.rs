//! The verdicts of `diff` for changes of real documents.

#[cfg(feature = "slow")]
mod tool;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use generator::diff::{Change, Comparison};
use tests::semver::crates::Documents;
use tests::semver::mutation::{CLIENT, Mutation};
use tests::semver::mutations;

/// The mutations whose documents are available. Without the cargo feature `slow`, only those of a
/// small document.
fn at_hand() -> Vec<(Mutation, PathBuf)> {
    // Selects mutations by a part of their name during development.
    let only = std::env::var("SEMVER_ONLY").unwrap_or_default();
    let wanted = |mutation: &Mutation| {
        mutation.name.contains(&only) && (cfg!(feature = "slow") || mutation.document == CLIENT)
    };
    let all: Vec<Mutation> = mutations().into_iter().filter(wanted).collect();
    let count = all.len();
    let found = all.into_iter();
    let found: Vec<_> = found.filter_map(|one| Some((one.path()?, one))).collect();
    if found.len() < count {
        let here = found.len();
        eprintln!("{here} of {count} mutations: there is no corpus");
    }
    found.into_iter().map(|(path, one)| (one, path)).collect()
}

#[test]
fn changes_are_named_and_classed() {
    let mut wrong = String::new();
    for (mutation, path) in at_hand() {
        if let Err(fault) = compared(&mutation, &path) {
            let _ = writeln!(wrong, "{}, {}: {fault}", mutation.document, mutation.name);
        }
    }
    assert_eq!(wrong, "");
}

fn compared(mutation: &Mutation, path: &Path) -> Result<Comparison, String> {
    let comparison = Documents::new(mutation, path)?.compare()?;
    let mut lines = comparison.changes.iter().map(Change::line);
    if comparison.class() != mutation.class
        || !mutation.line.is_empty() && !lines.any(|line| line == mutation.line)
    {
        return Err(format!(
            "wanted {:?}, {}\n{}",
            mutation.class,
            mutation.line,
            comparison.text()
        ));
    }
    Ok(comparison)
}
