//! Decides where output goes and whether it uses colors.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ArgMatches;
use generator::Outcome;

use super::arguments::text_of;

/// The output format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// With the source lines that a diagnostic points to.
    Human,
    /// One line per diagnostic.
    Short,
    /// JSON on standard output.
    Json,
    /// GitHub Actions annotations.
    Github,
}

impl Format {
    pub(crate) fn of(matches: &ArgMatches) -> Self {
        match text_of(matches, "format") {
            "short" => Self::Short,
            "json" => Self::Json,
            "github" => Self::Github,
            _ => Self::Human,
        }
    }
}

/// Prints the diagnostics of a run: JSON to standard output, other formats to standard error. In a
/// GitHub Actions workflow, the human-readable format is followed by annotations.
pub(crate) fn diagnostics<T>(outcome: &Outcome<T>, matches: &ArgMatches) {
    let format = Format::of(matches);
    let report = outcome.report();
    let report = if matches.get_flag("all") {
        report
    } else {
        report.capped()
    };
    let in_workflow = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    match format {
        Format::Human => print(&report.human(true), matches),
        Format::Short => print(&report.short(), matches),
        Format::Json => line(outcome.report().json().trim_end()),
        Format::Github => {}
    }
    if format == Format::Github || format == Format::Human && in_workflow {
        print(&report.github(), matches);
    }
}

/// Prints the errors that stopped a run, for commands that do not print other diagnostics.
pub(crate) fn errors<T>(outcome: &Outcome<T>, matches: &ArgMatches) {
    print(&outcome.report().errors().human(true), matches);
}

/// Prints `text` to standard error. Strips its color escape sequences if standard error does not
/// support them.
fn print(text: &str, matches: &ArgMatches) {
    let stream = AutoStream::new(std::io::stderr(), choice(matches));
    write(stream, text);
}

/// The choice of `--color`, or of `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
fn choice(matches: &ArgMatches) -> ColorChoice {
    match text_of(matches, "color") {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => AutoStream::choice(&std::io::stderr()),
    }
}

/// Prints a line to standard output, unless it is empty.
pub(crate) fn line(text: &str) {
    if !text.is_empty() {
        write(std::io::stdout().lock(), &format!("{text}\n"));
    }
}

/// Prints an error that is not a diagnostic.
pub(crate) fn error(message: &str) {
    write(std::io::stderr().lock(), &format!("error: {message}\n"));
}

/// Prints a status message to standard error.
pub(crate) fn status(text: &str) {
    write(std::io::stderr().lock(), &format!("{text}\n"));
}

/// Ignores errors: the reader may have closed the pipe, as in `generator list | head`.
fn write(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}

/// Whether standard error is a terminal.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
