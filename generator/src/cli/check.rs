//! `check`: reports the problems of a document or an overlay.

use clap::ArgMatches;
use generator::Outcome;
use generator::diagnostic::Severity;
use serde_json::json;

use super::exit::{Exit, Failure};
use super::output::{self, Format};
use super::progress::Progress;
use super::{document, ending};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let spec = document::named(matches);
    let generator = document::generator(matches, &spec)?;
    if document::is_local(&spec) && generator::is_overlay(&spec) {
        return Ok(told(&generator.check_overlay(), matches));
    }
    let (generator, progress) = Progress::of(generator);
    let outcome = generator.check();
    drop(progress);
    Ok(told(&outcome, matches))
}

fn told<T>(outcome: &Outcome<T>, matches: &ArgMatches) -> Exit {
    output::diagnostics(outcome, matches);
    summary(outcome, matches);
    Exit::of(outcome)
}

/// Prints the summary: `1 error, 2 warnings, 3 notes`.
fn summary<T>(outcome: &Outcome<T>, matches: &ArgMatches) {
    let count = |severity| outcome.count(severity);
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    if Format::of(matches) == Format::Json {
        let summary = json!({
            "reason": "summary",
            "errors": errors,
            "warnings": warnings,
            "notes": notes,
        });
        output::line(&summary.to_string());
        return;
    }
    let parts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    output::line(
        &parts
            .map(|(count, what)| ending::counted(count, what))
            .join(", "),
    );
}
