//! `check`: what is to be said of a document or an overlay.

use clap::ArgMatches;
use generator::Outcome;
use generator::diagnostic::Severity;
use serde_json::json;

use super::arguments;
use super::exit::Exit;
use super::output::{self, Format};
use super::progress::Progress;

pub(crate) fn run(matches: &ArgMatches) -> Exit {
    let file = arguments::path_of(matches, "FILE");
    if generator::is_overlay(&file) {
        return told(&generator::check_overlay(&file), matches);
    }
    let generator = arguments::generator(matches, file);
    let (generator, progress) = Progress::of(generator);
    let outcome = generator.check();
    drop(progress);
    told(&outcome, matches)
}

fn told<T>(outcome: &Outcome<T>, matches: &ArgMatches) -> Exit {
    output::diagnostics(outcome, matches);
    summary(outcome, matches);
    Exit::of(outcome)
}

/// `1 error, 2 warnings, 3 notes`.
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
    let several = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let parts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    output::line(&parts.map(|(count, what)| several(count, what)).join(", "));
}
