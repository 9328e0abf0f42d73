//! Checks the positions of diagnostics. Each document is broken at one known place, and the first
//! new diagnostic has to name its line.
//!
//! Each document is tested unchanged, with other line endings, with a byte order mark, and, if it
//! is JSON, on a single line.

mod breaks;
pub(crate) mod documents;
mod edits;

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use fastrand::Rng;
use generator::Generator;
use generator::diagnostic::Located;
use generator::source::Files;

use documents::{Description, Form};
use edits::{EDITS, Edit};

/// The number of attempts to break a document with an edit. An attempt may fail, as the chosen word
/// may have no meaning at its place, such as in an example.
const TRIES: usize = 6;

#[test]
fn documents_of_this_repository() {
    let times = if cfg!(feature = "slow") { 2 } else { 1 };
    let found = mutations(&documents::own(), times);
    assert!(found.values().sum::<usize>() >= 60, "{found:?}");
}

/// Applies each edit `times` times to each document. Counts the edits that broke something, by
/// name.
pub(crate) fn mutations(documents: &[Description], times: usize) -> BTreeMap<&'static str, usize> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut wrong: Vec<String> = Vec::new();
        while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            for form in document.forms() {
                let variant = document.written(form);
                let known = said(&variant);
                for (number, edit) in EDITS.iter().enumerate() {
                    let mut rng = Rng::with_seed(number as u64 + 1_000 * form as u64);
                    for _ in 0..times {
                        match try_edit(&variant, edit, &known, &mut rng) {
                            Some(Ok(())) => *found.entry(edit.name).or_default() += 1,
                            Some(Err(message)) => wrong.push(message),
                            None => {}
                        }
                    }
                }
            }
        }
        (found, wrong)
    };
    let mut all: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let (found, more) = thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            for (name, count) in found {
                *all.entry(name).or_default() += count;
            }
            wrong.extend(more);
        }
    });
    wrong.sort();
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    all
}

/// Tries to break the document; `None` if no attempt broke it.
fn try_edit(
    document: &Description,
    edit: &Edit,
    known: &HashSet<String>,
    rng: &mut Rng,
) -> Option<Result<(), String>> {
    let text = document.text();
    let places = (edit.places)(text);
    for _ in 0..TRIES {
        let broken = rng.choice(&places)?;
        let (new, at) = broken.apply(text);
        let said = diagnostics(&document.with(&new));
        let mut fresh: Vec<&Located> = said
            .iter()
            .filter(|one| !known.contains(&identity(one)))
            .collect();
        fresh.sort_by_key(|one| one.severity);
        if !fresh.iter().any(|one| one.code == edit.code) {
            continue;
        }
        let first = fresh.first()?;
        let (line, column) = position(&new, at);
        let there = first.span.start.line == line && first.path == document.edited();
        let exact = !broken.exact || first.span.start.column == column;
        return Some(if there && exact && first.code == edit.code {
            Ok(())
        } else {
            let context = new.lines().nth(line - 1).unwrap_or_default();
            let context: String = context
                .chars()
                .skip(column.saturating_sub(30))
                .take(100)
                .collect();
            let (path, name) = (document.edited().display(), edit.name);
            Err(format!(
                "{name} of {path} at {line}:{column} ({context}):\n{first}"
            ))
        });
    }
    None
}

/// The line and column of a byte, as counted by diagnostics.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let before = before.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

fn said(document: &Description) -> HashSet<String> {
    diagnostics(document).iter().map(identity).collect()
}

/// The content of a diagnostic without its position.
fn identity(one: &Located) -> String {
    format!("{} {:?} {}", one.code, one.pointer, one.message)
}

fn diagnostics(document: &Description) -> Vec<Located> {
    let generator = Generator::new(&document.entry).files(Files::Memory(document.files.clone()));
    generator.describe().diagnostics().to_vec()
}

#[test]
fn forms_are_other_texts() {
    let document = Description::of_one("api.json", "{\n  \"openapi\": \"3.1.0\"\n}\n");
    let text = |form| document.written(form).text().to_owned();
    assert_eq!(text(Form::CrLf), "{\r\n  \"openapi\": \"3.1.0\"\r\n}\r\n");
    assert_eq!(
        text(Form::Marked),
        "\u{feff}{\n  \"openapi\": \"3.1.0\"\n}\n"
    );
    assert_eq!(text(Form::OneLine), "{\"openapi\":\"3.1.0\"}");
}
