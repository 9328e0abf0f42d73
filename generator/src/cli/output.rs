//! Decides where things are printed, and whether in colours.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ArgMatches;
use generator::Outcome;

use super::arguments::text_of;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// With the lines that they are about.
    Human,
    /// In a line each.
    Short,
    /// As JSON, on the standard output.
    Json,
    /// As annotations of GitHub.
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

/// Prints the diagnostics of a run: as JSON on the standard output, else on the standard error. In
/// a workflow of GitHub what is for people comes with annotations.
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

/// Prints what keeps a description from being read, for commands that say nothing of it otherwise.
pub(crate) fn errors<T>(outcome: &Outcome<T>, matches: &ArgMatches) {
    print(&outcome.report().errors().human(true), matches);
}

/// Prints a text with escape sequences for colours on the standard error, without them if it is no
/// terminal.
fn print(text: &str, matches: &ArgMatches) {
    let stream = AutoStream::new(std::io::stderr(), choice(matches));
    write(stream, text);
}

/// The choice of the user, or of the environment: `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`.
fn choice(matches: &ArgMatches) -> ColorChoice {
    match text_of(matches, "color") {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => AutoStream::choice(&std::io::stderr()),
    }
}

/// Prints a line on the standard output; an empty text is none.
pub(crate) fn line(text: &str) {
    if !text.is_empty() {
        write(std::io::stdout().lock(), &format!("{text}\n"));
    }
}

/// Prints an error that is no diagnostic.
pub(crate) fn error(message: &str) {
    write(std::io::stderr().lock(), &format!("error: {message}\n"));
}

/// Prints what goes on, for whoever looks on.
pub(crate) fn status(text: &str) {
    write(std::io::stderr().lock(), &format!("{text}\n"));
}

/// A reader that has gone away (`generator list | head`) wants no more.
fn write(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}

/// Whether somebody looks at the standard error.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
