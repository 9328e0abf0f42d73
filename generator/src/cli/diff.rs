//! `diff`: what a change of the document does to users of the crate.

use std::path::Path;

use clap::ArgMatches;
use generator::Generator;
use generator::diff::{Class, Comparison, Side, compare};

use super::exit::{Exit, Failure};
use super::{arguments, output};

/// Compares two documents, or one with what it was in a revision.
pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let (old, new) = sides(matches)?;
    let (old, new) = (old.public_api(), new.public_api());
    let (Some(before), Some(after)) = (Side::of(&old), Side::of(&new)) else {
        for read in [&old, &new] {
            output::errors(read, matches);
        }
        let exits = [&old, &new].map(Exit::of);
        return Ok(exits
            .into_iter()
            .find(|exit| *exit != Exit::Done)
            .unwrap_or(Exit::Document));
    };
    let comparison = compare(before, after);
    print(&comparison, arguments::text_of(matches, "format"));
    if let Some(changelog) = arguments::given(matches, "changelog") {
        add_entry(&changelog, &comparison)?;
    }
    let denied = matches.get_flag("deny-breaking") && comparison.class() == Some(Class::Breaking);
    Ok(if denied { Exit::Document } else { Exit::Done })
}

/// The description as it was, and as it is.
fn sides(matches: &ArgMatches) -> Result<(Generator, Generator), Failure> {
    let described = |path| arguments::generator(matches, path);
    let [first, second] = ["OLD", "NEW"].map(|name| arguments::given(matches, name));
    let base = matches.get_one::<String>("base");
    match (base, first, second) {
        (None, Some(old), Some(new)) => Ok((described(old), described(new))),
        (Some(revision), file, None) => {
            let new = described(file.unwrap_or_else(|| "spec".into()));
            let old = new.at_revision(revision).map_err(Failure::files)?;
            Ok((old, new))
        }
        _ => Err(Failure::usage(
            "give two documents, or one and `--base REVISION`; see `generator diff --help`",
        )),
    }
}

fn print(comparison: &Comparison, format: &str) {
    let text = match format {
        "json" => comparison.json().to_string(),
        "markdown" => comparison.markdown(),
        "changelog" => comparison.changelog(),
        _ => comparison.text(),
    };
    output::line(text.trim_end());
}

/// Puts the entry of the changes into the file. Without changes, nothing is written.
fn add_entry(path: &Path, comparison: &Comparison) -> Result<(), Failure> {
    if comparison.changes.is_empty() {
        return Ok(());
    }
    let failed = |error: std::io::Error| Failure::files(format!("{}: {error}", path.display()));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let with_entry = comparison.in_changelog(&text);
    if with_entry == text {
        return Ok(());
    }
    std::fs::write(path, with_entry).map_err(failed)
}
