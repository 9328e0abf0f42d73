//! Edits `spec/` on a copy of the repository as users do. After each edit, the generator is run,
//! one run of the tests stores every difference, one accepts them, and the next run passes.
//!
//! ```text
//! cargo run -p tests --features slow --bin edits            # all
//! cargo run -p tests --features slow --bin edits -- header  # edits by words of their names
//! ```
//!
//! Only the tests of `generated/` are run, as no other test reads `spec/` or depends on that crate. At the
//! end of an edit that is marked as whole, the command of the README checks this. The copy
//! is `target/edits/repository`; its builds share the build folder of this repository.

mod edit;
mod repository;

use std::process::ExitCode;

use edit::{EDITS, Edit};
use repository::Repository;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("edits: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), String> {
    let repository = Repository::copy()?;
    let Some(document) = repository.document()? else {
        println!("left out: `spec/invite.yaml` is not the document that these edits are for");
        return Ok(());
    };
    let named =
        |edit: &&Edit| words.is_empty() || words.iter().any(|word| edit.name.contains(word));
    for edit in EDITS.iter().filter(named) {
        let edited = edit.apply(&document)?;
        cycle(&repository, edit, &edited, edit.whole)
            .map_err(|error| format!("{}: {error}", edit.name))?;
        if edit.and_back {
            cycle(&repository, edit, &document, false)
                .map_err(|error| format!("{}, taken back: {error}", edit.name))?;
        }
        repository.reset()?;
    }
    Ok(())
}

/// Writes the document, and follows the steps of the README until the tests pass.
fn cycle(repository: &Repository, edit: &Edit, document: &str, whole: bool) -> Result<(), String> {
    repository.write(document)?;
    repository.generate(edit.replaces)?;
    let ran = repository.test(false, "new")?;
    let stored = repository.stored()?;
    if ran.is_empty() != stored.is_empty() {
        return Err(format!(
            "{} are stored, but the run said\n{ran}",
            stored.len()
        ));
    }
    let accepting = repository.test(false, "always")?;
    if !accepting.is_empty() {
        return Err(format!("the run that accepts fails:\n{accepting}"));
    }
    let accepted = repository.changed_snapshots()?;
    if accepted != stored {
        return Err(format!("stored {stored:?}, but accepted {accepted:?}"));
    }
    if accepted != edit.snapshots {
        return Err(format!(
            "expected {:?} to change, but {accepted:?} did",
            edit.snapshots
        ));
    }
    let after = repository.test(whole, "no")?;
    if !after.is_empty() {
        return Err(format!("the run after accepting fails:\n{after}"));
    }
    repository.compile()?;
    let changed = repository.changed()?;
    println!(
        "{}: {} files, snapshots {accepted:?}",
        edit.name,
        changed.len()
    );
    if changed.len() > edit.most_files {
        return Err(format!("{} files change: {changed:?}", changed.len()));
    }
    match changed.iter().find(|path| path.contains("/runtime")) {
        Some(path) if !edit.new_capability => Err(format!("{path} changes")),
        _ => repository.commit(),
    }
}
