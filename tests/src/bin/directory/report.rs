//! What came of all documents, and what was expected to come of them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::document::Outcome;

/// The table, with a line for each document that fails, and how many are not as listed: `listed` has a line for each
/// document that is known to be refused or to lose operations, with the reason. With `whole`, every listed document has
/// to be among the outcomes.
pub(crate) fn table(listed: &str, outcomes: &[(String, Outcome)], whole: bool) -> (String, usize) {
    let lines = listed.lines().filter(|line| !line.starts_with('#'));
    let listed: HashMap<&str, &str> = lines.filter_map(|line| line.split_once('\t')).collect();
    let (mut text, mut differing) = (String::new(), 0);
    for (name, outcome) in outcomes {
        let problem = problem(outcome);
        match (&problem, listed.get(name.as_str())) {
            (None, None) => {}
            (Some(problem), Some(reason)) => {
                let _ = writeln!(text, "listed   {name}: {reason} ({problem})");
            }
            (Some(problem), None) => {
                differing += 1;
                let _ = writeln!(text, "FAILED   {name}: {problem}");
            }
            (None, Some(_)) => {
                differing += 1;
                let _ = writeln!(text, "FAILED   {name}: listed, but generated whole");
            }
        }
    }
    for name in listed.keys().filter(|_| whole) {
        if outcomes.iter().all(|(known, _)| known != name) {
            differing += 1;
            let _ = writeln!(text, "FAILED   {name}: listed, but not a document");
        }
    }
    let sum = |count: fn(&Outcome) -> usize| -> usize {
        outcomes.iter().map(|(_, outcome)| count(outcome)).sum()
    };
    let rows = [
        ("documents", outcomes.len()),
        (
            "generated",
            sum(|one| usize::from(one.errors.is_empty() && one.crashed.is_none())),
        ),
        ("refused", sum(|one| usize::from(!one.errors.is_empty()))),
        ("crashed", sum(|one| usize::from(one.crashed.is_some()))),
        ("operations in the documents", sum(|one| one.operations)),
        ("operations with a method", sum(|one| one.made)),
        ("types", sum(|one| one.types)),
        ("warnings", sum(|one| one.warnings)),
        ("notes", sum(|one| one.notes)),
    ];
    for (name, count) in rows {
        let _ = writeln!(text, "{name:<28} {count:>8}");
    }
    (text, differing)
}

fn problem(outcome: &Outcome) -> Option<String> {
    if let Some(message) = &outcome.crashed {
        return Some(message.clone());
    }
    if !outcome.errors.is_empty() {
        return Some(outcome.errors.join("; "));
    }
    let Outcome {
        operations, made, ..
    } = outcome;
    (operations != made).then(|| format!("{made} of {operations} operations have a method"))
}
