//! The results for all documents, as a table and as a list of failures.

use std::fmt::Write as _;

use super::classes::first_line;
use super::outcome::{Fate, Origin, Outcome};

/// The share that must decode of the examples that are not valid for their schema, and of the responses that
/// vendors show, valid or not.
const SHARE: f64 = 0.95;

/// The columns of the table.
const COLUMNS: [&str; 18] = [
    "document",
    "made",
    "operations",
    "types",
    "call site",
    "warnings",
    "notes",
    "lines",
    "gen s",
    "gen MiB",
    "check s",
    "check MiB",
    "errors",
    "rustc w",
    "rustdoc w",
    "valid good/all",
    "invalid decoded/all",
    "vendor decoded/all",
];

/// The numbers of examples by result.
#[derive(Clone, Copy, Debug, Default)]
struct Examples {
    good: usize,
    valid: usize,
    decoded: usize,
    invalid: usize,
    /// The responses that a vendor shows beside an operation, valid or not.
    shown: usize,
    shown_decoded: usize,
}

impl Examples {
    fn and(self, other: Self) -> Self {
        Self {
            good: self.good + other.good,
            valid: self.valid + other.valid,
            decoded: self.decoded + other.decoded,
            invalid: self.invalid + other.invalid,
            shown: self.shown + other.shown,
            shown_decoded: self.shown_decoded + other.shown_decoded,
        }
    }

    /// The three cells of a row.
    fn cells(self) -> [String; 3] {
        [
            format!("{}/{}", self.good, self.valid),
            format!("{}/{}", self.decoded, self.invalid),
            format!("{}/{}", self.shown_decoded, self.shown),
        ]
    }
}

impl Outcome {
    /// The number of diagnostics with this severity.
    fn said(&self, severity: &str) -> usize {
        let said = self.generation.diagnostics.iter();
        said.filter(|said| said.severity == severity).count()
    }

    /// The number of errors or warnings of rustc.
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
            let decoded = matches!(fate, Some(Fate::Same | Fate::Changed(_)));
            if case.valid {
                examples.valid += 1;
                examples.good += usize::from(fate == Some(&Fate::Same));
            }
            if case.origin == Origin::Vendor {
                examples.shown += 1;
                examples.shown_decoded += usize::from(decoded);
            } else if !case.valid {
                examples.invalid += 1;
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
        let mut row = vec![
            self.name.clone(),
            made.to_owned(),
            operations,
            generation.types.to_string(),
            generation.call_site.len().to_string(),
            self.said("warning").to_string(),
            self.said("note").to_string(),
            generation.lines.to_string(),
            format!("{:.2}", generation.seconds),
            format!("{:.0}", generation.memory),
            seconds.unwrap_or_default(),
            memory.unwrap_or_default(),
            self.rustc(true).to_string(),
            self.rustc(false).to_string(),
            self.documented.len().to_string(),
        ];
        row.extend(examples.cells());
        row
    }
}

/// Returns the table, with a row for each document and a row of totals.
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
    let examples = examples.fold(Examples::default(), Examples::and);
    let checks = outcomes.iter().filter_map(|one| one.check.as_ref());
    // The sum of an empty iterator of floats is -0.
    let seconds: f64 = checks.filter_map(|check| check.seconds).sum::<f64>() + 0.0;
    let made = sum(&|one| usize::from(one.generation.made));
    let mut row = vec![
        "total".to_owned(),
        format!("{made}/{}", outcomes.len()),
        format!(
            "{}/{}",
            sum(&|one| one.generation.generated),
            sum(&|one| one.generation.operations)
        ),
        sum(&|one| one.generation.types).to_string(),
        sum(&|one| one.generation.call_site.len()).to_string(),
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
        sum(&|one| one.documented.len()).to_string(),
    ];
    row.extend(examples.cells());
    row
}

/// Returns the row of a document as a single line of text.
#[must_use]
pub fn summary(outcome: &Outcome) -> String {
    let cells = COLUMNS.iter().zip(outcome.row()).skip(1);
    let cells: Vec<String> = cells
        .filter(|(_, cell)| !matches!(cell.as_str(), "" | "0" | "0/0"))
        .map(|(title, cell)| format!("{title} {cell}"))
        .collect();
    format!("{}: {}", outcome.name, cells.join(", "))
}

/// Returns the rows as text with aligned columns.
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

/// Returns the rows as tab-separated values.
#[must_use]
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t") + "\n").collect()
}

/// Describes each violation of an expectation in one sentence.
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
        let faults = one.generation.call_site.iter();
        failures.extend(faults.map(|fault| format!("{name}: {fault}")));
        let counts = [
            (one.rustc(true), "errors of rustc"),
            (one.rustc(false), "warnings of rustc"),
            (one.documented.len(), "warnings of rustdoc"),
            (one.generation.lost.len(), "operations lost without a word"),
            (
                one.examples().valid - one.examples().good,
                "valid examples not decoded or changed",
            ),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        failures.extend(counts.map(|(count, what)| format!("{name}: {count} {what}")));
    }
    let examples = outcomes.iter().map(Outcome::examples);
    let examples = examples.fold(Examples::default(), Examples::and);
    let shares = [
        (examples.decoded, examples.invalid, "invalid examples"),
        (
            examples.shown_decoded,
            examples.shown,
            "responses of vendors",
        ),
    ];
    #[expect(
        clippy::cast_precision_loss,
        reason = "there are thousands of examples"
    )]
    let is_short = |decoded: usize, all: usize| (decoded as f64) < all as f64 * SHARE;
    let short = shares
        .iter()
        .filter(|(decoded, all, _)| is_short(*decoded, *all));
    failures
        .extend(short.map(|(decoded, all, what)| format!("only {decoded} of {all} {what} decode")));
    failures
}
