//! The last line of a run: the crate, the folder and the time it took.

use std::path::Path;
use std::time::Instant;

use generator::diagnostic::Severity;
use generator::{Generated, Outcome};

use super::{document, output};

/// A count with its noun: `1 file`, `2 files`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// The time elapsed since `started`: `in 0.1 s`.
pub(crate) fn took(started: Instant) -> String {
    format!("in {:.1} s", started.elapsed().as_secs_f64())
}

/// A folder with a trailing separator: `generated/`.
pub(crate) fn folder(path: &Path) -> String {
    let path = path.display().to_string();
    if path.ends_with(std::path::MAIN_SEPARATOR) {
        path
    } else {
        format!("{path}{}", std::path::MAIN_SEPARATOR)
    }
}

/// The contents of a crate: `1 of 2 operations, 3 types, 1 warning`.
pub(crate) fn contents(outcome: &Outcome<Generated>, generated: &Generated) -> String {
    let (made, all) = (generated.made, generated.operations);
    let operations = counted(all, "operation");
    let mut parts = vec![
        if made == all {
            operations
        } else {
            format!("{made} of {operations}")
        },
        counted(generated.types, "type"),
    ];
    for (severity, name) in [(Severity::Warning, "warning"), (Severity::Note, "note")] {
        match outcome.count(severity) {
            0 => {}
            count => parts.push(counted(count, name)),
        }
    }
    parts.join(", ")
}

/// Reports that errors in the document at `spec` stopped the run.
pub(crate) fn stopped<T>(outcome: &Outcome<T>, spec: &str, consequence: &str) {
    let errors = counted(outcome.count(Severity::Error), "error");
    let name = if document::is_stdin(Path::new(spec)) {
        document::STDIN
    } else {
        spec
    };
    output::error(&format!("`{name}` has {errors}; {consequence}"));
}
