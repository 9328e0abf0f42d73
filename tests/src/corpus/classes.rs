//! Groups the failures of the documents by kind and message.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::outcome::{Fate, Outcome};

/// Failures with the same kind and message.
#[derive(Debug, Default)]
struct Class {
    count: usize,
    documents: BTreeMap<String, usize>,
    /// The full text of the first failure.
    first: String,
}

/// Lists the failures by kind and message, most frequent first. Names in messages are ignored.
#[must_use]
pub fn classes(outcomes: &[Outcome]) -> String {
    let mut kinds: BTreeMap<&str, BTreeMap<String, Class>> = BTreeMap::new();
    for one in outcomes {
        for (kind, message, place) in every_failure(one) {
            let classes = kinds.entry(kind).or_default();
            let class = classes.entry(without_names(&message)).or_default();
            class.count += 1;
            *class.documents.entry(one.name.clone()).or_default() += 1;
            if class.first.is_empty() {
                class.first = format!("{}: {place} {message}", one.name);
            }
        }
    }
    let mut text = String::new();
    for (kind, classes) in kinds {
        let all: usize = classes.values().map(|class| class.count).sum();
        let _ = writeln!(text, "\n## {kind} ({all})");
        let mut classes: Vec<_> = classes.into_iter().collect();
        classes.sort_by_key(|(_, class)| std::cmp::Reverse(class.count));
        for (message, class) in classes {
            let _ = writeln!(text, "{:>6}  {}", class.count, first_line(&message));
            let documents = class.documents.iter().take(8);
            let documents: Vec<String> = documents
                .map(|(name, count)| format!("{name} {count}"))
                .collect();
            let more = class.documents.len().saturating_sub(documents.len());
            let _ = writeln!(text, "        in {} (+{more})", documents.join(", "));
            let _ = writeln!(text, "        {}", first_line(&class.first));
        }
    }
    text
}

/// Returns a line for each example that failed: document, kind, place, message.
#[must_use]
pub fn examples(outcomes: &[Outcome]) -> String {
    let lines = outcomes.iter().flat_map(|one| {
        let failures = every_failure(one).into_iter();
        let failures = failures.filter(|(kind, ..)| kind.starts_with('7'));
        failures.map(|(kind, why, place)| format!("{}\t{kind}\t{place}\t{why}\n", one.name))
    });
    lines.collect()
}

/// Returns the kind, message and place of every failure of a document.
fn every_failure(one: &Outcome) -> Vec<(&'static str, String, String)> {
    let generation = &one.generation;
    let mut failures = Vec::new();
    if let Some(why) = &generation.crashed {
        failures.push(("1 crashes", why.clone(), String::new()));
    }
    for said in &generation.diagnostics {
        let kind = match (said.severity.as_str(), one.valid) {
            ("error", true) => "2 refusals of valid documents",
            ("error", false) => "3 refusals of invalid documents",
            ("warning", _) => "8 the generator's warnings",
            _ => "9 the generator's notes",
        };
        failures.push((kind, said.message.clone(), place(&said.text)));
    }
    for lost in &generation.lost {
        failures.push((
            "4 operations lost without a word",
            String::new(),
            lost.clone(),
        ));
    }
    for message in one.check.iter().flat_map(|check| &check.messages) {
        let kind = if message.error {
            "5 errors of rustc"
        } else {
            "6 warnings of rustc"
        };
        failures.push((kind, message.text.clone(), message.place.clone()));
    }
    for message in &one.documented {
        let kind = "6 warnings of rustdoc";
        failures.push((kind, message.text.clone(), message.place.clone()));
    }
    if let Some(trouble) = &one.trouble {
        failures.push((
            "5 the crate could not be tried",
            trouble.clone(),
            String::new(),
        ));
    }
    for (case, fate) in generation.cases.iter().zip(&one.fates) {
        let (kind, why) = match (case.valid, fate) {
            (_, Fate::Same) | (false, Fate::Changed(_)) => continue,
            (true, Fate::Changed(how)) => ("7a valid examples changed", how),
            (true, Fate::Failed(why)) => ("7b valid examples not decoded", why),
            (false, Fate::Failed(why)) => ("7c invalid examples not decoded", why),
        };
        let place = format!("{} as {}", case.pointer, case.ty);
        failures.push((kind, why.clone(), place));
    }
    failures
}

/// The `file:line:column` of a diagnostic.
fn place(text: &str) -> String {
    let line = first_line(text);
    let end = line.find(": ").unwrap_or_default();
    let path = line.get(..end).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The first line that is not blank.
pub(super) fn first_line(text: &str) -> &str {
    text.lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
}

/// A message without quoted names, numbers, and a JSON Pointer at its start.
fn without_names(message: &str) -> String {
    let mut text = String::new();
    let mut quote = None;
    for char in message.chars() {
        match quote {
            Some(open) if char == open => {
                quote = None;
                text.push(char);
            }
            Some(_) => {}
            None if matches!(char, '`' | '"') => {
                quote = Some(char);
                text.push(char);
                text.push('…');
            }
            None if char.is_ascii_digit() => {
                if !text.ends_with('#') {
                    text.push('#');
                }
            }
            None => text.push(char),
        }
    }
    match (text.starts_with('/'), text.split_once(": ")) {
        (true, Some((_, rest))) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_that_differ_in_names_are_one_class() {
        assert_eq!(
            without_names("E0412 cannot find type `A12` in this scope"),
            "E# cannot find type `…` in this scope"
        );
        assert_eq!(without_names("/a/0: 12 became \"x\""), "# became \"…\"");
    }
}
