//! `diff`: shows how a change to the document affects users of the crate.

use std::path::Path;
use std::time::Instant;

use clap::ArgMatches;
use generator::diff::{Class, Comparison, Side, compare};
use generator::{Generator, Outcome};

use super::exit::{Exit, Failure};
use super::{arguments, document, ending, output};

/// Compares two documents, or a document with its state at a git revision.
pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let started = Instant::now();
    let [old, new] = sides(matches)?;
    let read = old.generator.public_api();
    let Some(before) = Side::of(&read) else {
        // The new document is only read for its errors.
        let exits = [
            stop(&read, &old.name, matches),
            stop(&new.generator.describe(), &new.name, matches),
        ];
        let failed = exits.into_iter().find(|exit| *exit != Exit::Done);
        return Ok(failed.unwrap_or(Exit::Document));
    };
    let read = new.generator.public_api();
    let Some(after) = Side::of(&read) else {
        return Ok(stop(&read, &new.name, matches));
    };
    let comparison = compare(before, after);
    print(&comparison, arguments::text_of(matches, "format"));
    let changelog = match arguments::given(matches, "changelog") {
        Some(changelog) => {
            let added = add_entry(&changelog, &comparison)?;
            let what = if added {
                "has a new entry"
            } else {
                "is unchanged"
            };
            format!("; {} {what}", changelog.display())
        }
        None => String::new(),
    };
    output::status(&format!(
        "Compared {} with {} {}{changelog}",
        old.name,
        new.name,
        ending::took(started)
    ));
    let denied = matches.get_flag("deny-breaking") && comparison.class() == Some(Class::Breaking);
    Ok(if denied { Exit::Document } else { Exit::Done })
}

/// Prints the errors of a document, if it has any. Returns the exit code that they require.
fn stop<T>(read: &Outcome<T>, name: &str, matches: &ArgMatches) -> Exit {
    output::errors(read, matches);
    if read.made().is_none() {
        ending::stopped(read, name, "nothing was compared");
    }
    Exit::of(read)
}

/// A document to compare, and its name in messages.
struct Described {
    name: String,
    generator: Generator,
}

/// The old and the new document.
fn sides(matches: &ArgMatches) -> Result<[Described; 2], Failure> {
    let described = |path: &Path| {
        Ok(Described {
            name: path.display().to_string(),
            generator: document::generator(matches, path)?,
        })
    };
    let [first, second] = ["OLD", "NEW"].map(|name| arguments::given(matches, name));
    let base = matches.get_one::<String>("base");
    match (base, first, second) {
        (None, Some(old), Some(new)) => {
            if document::is_stdin(&old) && document::is_stdin(&new) {
                let message = "only one of the documents can be read from standard input";
                return Err(Failure::usage(message));
            }
            Ok([described(&old)?, described(&new)?])
        }
        (Some(revision), file, None) => {
            let file = file.unwrap_or_else(|| "spec".into());
            if !document::is_local(&file) {
                let file = file.display();
                let message =
                    format!("`--base` requires a file or folder, but `{file}` is neither");
                return Err(Failure::usage(message));
            }
            let new = described(&file)?;
            let old = Described {
                name: format!("{revision}:{}", new.name),
                generator: new
                    .generator
                    .at_revision(revision)
                    .map_err(Failure::files)?,
            };
            Ok([old, new])
        }
        _ => Err(Failure::usage(
            "pass two documents, or one document and `--base REVISION`; see `diff --help`",
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

/// Adds a changelog entry to the file at `path`. Returns whether the file changed.
fn add_entry(path: &Path, comparison: &Comparison) -> Result<bool, Failure> {
    if comparison.changes.is_empty() {
        return Ok(false);
    }
    let failed = |error: std::io::Error| Failure::files(format!("{}: {error}", path.display()));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let with_entry = comparison.in_changelog(&text);
    if with_entry == text {
        return Ok(false);
    }
    std::fs::write(path, with_entry).map_err(failed)?;
    Ok(true)
}
