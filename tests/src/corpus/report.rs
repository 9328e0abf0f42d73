//! What came of the documents, as a table and as classes of failures.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::outcome::{Fate, Outcome};

/// The share of examples that are not valid for their schema and must decode all the same.
const INVALID_SHARE: f64 = 0.95;

/// The table's columns.
const COLUMNS: [&str; 15] = [
    "document",
    "made",
    "operations",
    "types",
    "warnings",
    "notes",
    "lines",
    "gen s",
    "gen MiB",
    "check s",
    "check MiB",
    "errors",
    "rustc w",
    "valid good/all",
    "invalid decoded/all",
];

/// How examples fared.
#[derive(Clone, Copy, Debug, Default)]
struct Examples {
    good: usize,
    valid: usize,
    decoded: usize,
    invalid: usize,
}

impl Outcome {
    /// How many diagnostics of this weight there are.
    fn said(&self, severity: &str) -> usize {
        let said = self.generation.diagnostics.iter();
        said.filter(|said| said.severity == severity).count()
    }

    /// How many errors or warnings rustc has.
    fn rustc(&self, error: bool) -> usize {
        let messages = self.check.iter().flat_map(|check| &check.messages);
        messages.filter(|message| message.error == error).count()
    }

    fn examples(&self) -> Examples {
        let mut examples = Examples::default();
        if self.check.is_none() {
            return examples;
        }
        for (index, case) in self.generation.cases.iter().enumerate() {
            let fate = self.fates.get(index);
            if case.valid {
                examples.valid += 1;
                examples.good += usize::from(fate == Some(&Fate::Same));
            } else {
                examples.invalid += 1;
                let decoded = matches!(fate, Some(Fate::Same | Fate::Changed(_)));
                examples.decoded += usize::from(decoded);
            }
        }
        examples
    }

    fn row(&self) -> Vec<String> {
        let generation = &self.generation;
        let made = match (&generation.crashed, generation.made) {
            (Some(_), _) => "CRASH",
            (None, true) => "yes",
            (None, false) if self.valid => "REFUSED",
            (None, false) => "refused",
        };
        let check = self.check.as_ref();
        let seconds = check.map(|check| match check.seconds {
            Some(seconds) => format!("{seconds:.1}"),
            None => "fresh".to_owned(),
        });
        let memory = check.map(|check| format!("{:.0}", check.memory));
        let examples = self.examples();
        let mut operations = format!("{}/{}", generation.generated, generation.operations);
        if !generation.lost.is_empty() {
            let _ = write!(operations, " lost {}", generation.lost.len());
        }
        vec![
            self.name.clone(),
            made.to_owned(),
            operations,
            generation.types.to_string(),
            self.said("warning").to_string(),
            self.said("note").to_string(),
            generation.lines.to_string(),
            format!("{:.2}", generation.seconds),
            format!("{:.0}", generation.memory),
            seconds.unwrap_or_default(),
            memory.unwrap_or_default(),
            self.rustc(true).to_string(),
            self.rustc(false).to_string(),
            format!("{}/{}", examples.good, examples.valid),
            format!("{}/{}", examples.decoded, examples.invalid),
        ]
    }
}

/// The table, a line for each document and one for all.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> Vec<Vec<String>> {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    rows.extend(outcomes.iter().map(Outcome::row));
    rows.push(totals(outcomes));
    rows
}

fn totals(outcomes: &[Outcome]) -> Vec<String> {
    let sum = |count: &dyn Fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>();
    let examples = outcomes.iter().map(Outcome::examples);
    let examples = examples.fold(Examples::default(), |sum, one| Examples {
        good: sum.good + one.good,
        valid: sum.valid + one.valid,
        decoded: sum.decoded + one.decoded,
        invalid: sum.invalid + one.invalid,
    });
    let checks = outcomes.iter().filter_map(|one| one.check.as_ref());
    // The sum of nothing is -0.
    let seconds: f64 = checks.filter_map(|check| check.seconds).sum::<f64>() + 0.0;
    let made = sum(&|one| usize::from(one.generation.made));
    vec![
        "total".to_owned(),
        format!("{made}/{}", outcomes.len()),
        format!(
            "{}/{}",
            sum(&|one| one.generation.generated),
            sum(&|one| one.generation.operations)
        ),
        sum(&|one| one.generation.types).to_string(),
        sum(&|one| one.said("warning")).to_string(),
        sum(&|one| one.said("note")).to_string(),
        sum(&|one| one.generation.lines).to_string(),
        format!(
            "{:.2}",
            outcomes
                .iter()
                .map(|one| one.generation.seconds)
                .sum::<f64>()
        ),
        String::new(),
        format!("{seconds:.1}"),
        String::new(),
        sum(&|one| one.rustc(true)).to_string(),
        sum(&|one| one.rustc(false)).to_string(),
        format!("{}/{}", examples.good, examples.valid),
        format!("{}/{}", examples.decoded, examples.invalid),
    ]
}

/// One document in one line.
#[must_use]
pub fn summary(outcome: &Outcome) -> String {
    let cells = COLUMNS.iter().zip(outcome.row()).skip(1);
    let cells: Vec<String> = cells
        .filter(|(_, cell)| !matches!(cell.as_str(), "" | "0" | "0/0"))
        .map(|(title, cell)| format!("{title} {cell}"))
        .collect();
    format!("{}: {}", outcome.name, cells.join(", "))
}

/// Rows with their cells in line.
#[must_use]
pub fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match index {
                0 => write!(text, "{cell:<width$}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.push('\n');
    }
    text
}

/// Rows with tabs between their cells.
#[must_use]
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t") + "\n").collect()
}

/// What must hold and does not, a sentence each.
#[must_use]
pub fn failures(outcomes: &[Outcome]) -> Vec<String> {
    let mut failures = Vec::new();
    for one in outcomes {
        let name = &one.name;
        if let Some(why) = &one.generation.crashed {
            failures.push(format!("{name}: {why}"));
        } else if !one.generation.made && one.valid {
            failures.push(format!("{name}: refused, though valid"));
        }
        if let Some(trouble) = &one.trouble {
            failures.push(format!("{name}: {}", first_line(trouble)));
        }
        let counts = [
            (one.rustc(true), "errors of rustc"),
            (one.rustc(false), "warnings of rustc"),
            (one.generation.lost.len(), "operations lost without a word"),
            (
                one.examples().valid - one.examples().good,
                "valid examples not decoded or changed",
            ),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        failures.extend(counts.map(|(count, what)| format!("{name}: {count} {what}")));
    }
    let (decoded, invalid) = outcomes.iter().fold((0, 0), |(decoded, invalid), one| {
        let examples = one.examples();
        (decoded + examples.decoded, invalid + examples.invalid)
    });
    #[expect(
        clippy::cast_precision_loss,
        reason = "there are thousands of examples"
    )]
    let enough = decoded as f64 >= invalid as f64 * INVALID_SHARE;
    if !enough {
        failures.push(format!(
            "only {decoded} of {invalid} invalid examples decode"
        ));
    }
    failures
}

/// Failures of one kind.
#[derive(Debug, Default)]
struct Class {
    count: usize,
    documents: BTreeMap<String, usize>,
    /// The first one in full.
    first: String,
}

/// The failures by kind and by message, the names in it left out; the most frequent first.
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

/// A line for each example that is not as it should be: document, kind, place, message.
#[must_use]
pub fn examples(outcomes: &[Outcome]) -> String {
    let lines = outcomes.iter().flat_map(|one| {
        let failures = every_failure(one).into_iter();
        let failures = failures.filter(|(kind, ..)| kind.starts_with('7'));
        failures.map(|(kind, why, place)| format!("{}\t{kind}\t{place}\t{why}\n", one.name))
    });
    lines.collect()
}

/// Kind, message and place of everything that went wrong with a document.
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

/// `file:line:column` of a diagnostic.
fn place(text: &str) -> String {
    let line = first_line(text);
    let end = line.find(": ").unwrap_or_default();
    let path = line.get(..end).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

fn first_line(text: &str) -> &str {
    text.lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
}

/// A message with what stands in quotes, numbers and JSON Pointers at its start left out.
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
