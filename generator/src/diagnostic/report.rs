//! The output formats of diagnostics: with excerpts for people, JSON for tools, and annotations for
//! GitHub.

mod github;
mod human;
mod json;

use std::collections::HashMap;

use crate::source::Sources;

use super::code::Code;
use super::located::Located;
use super::severity::Severity;

/// The maximum number of diagnostics per code in output for people. The rest are only counted.
const MOST: usize = 10;

/// Diagnostics, with the files for their excerpts.
#[derive(Debug)]
pub struct Report<'s> {
    sources: &'s Sources,
    located: Vec<Located>,
    /// The number of hidden diagnostics per code.
    more: Vec<(Code, usize)>,
}

impl<'s> Report<'s> {
    /// Creates a report of all diagnostics in the given order.
    #[must_use]
    pub fn new(sources: &'s Sources, located: Vec<Located>) -> Self {
        let more = Vec::new();
        Self {
            sources,
            located,
            more,
        }
    }

    /// Keeps only the first ten diagnostics of each code.
    #[must_use]
    pub fn capped(mut self) -> Self {
        let mut counts: HashMap<Code, usize> = HashMap::new();
        self.located.retain(|one| {
            let count = counts.entry(one.code).or_default();
            *count += 1;
            *count <= MOST
        });
        let left_out = |code: &Code| Some((*code, counts.get(code)?.checked_sub(MOST)?));
        let more = Code::ALL.iter().filter_map(left_out);
        self.more = more.filter(|(_, count)| *count > 0).collect();
        self
    }

    /// Keeps only the errors.
    #[must_use]
    pub fn errors(mut self) -> Self {
        self.located.retain(|one| one.severity == Severity::Error);
        self
    }

    /// Formats the report for people, like rustc: each diagnostic with an excerpt of the document.
    /// The output has terminal escape sequences for colors if `styled`.
    #[must_use]
    pub fn human(&self, styled: bool) -> String {
        human::text(self.sources, &self.located, &self.left_out(), styled)
    }

    /// Formats the report for people and editors: `path:line:column: error[E0107]: message`,
    /// followed by indented lines.
    #[must_use]
    pub fn short(&self) -> String {
        let lines = self.located.iter().map(|one| format!("{one}\n"));
        let more = self.left_out().into_iter().map(|line| line + "\n");
        lines.chain(more).collect()
    }

    /// Formats the report for tools: one JSON object per line, with the members `reason` (always
    /// `diagnostic`), `code`, `severity`, `message`, `file`, `line`, `column`, `end_column` (after
    /// the last character), `pointer`, `help` and `related` (objects with `file`, `line`, `column`,
    /// `end_column`, `pointer` and `message`). All numbers count from 1, and columns count
    /// characters.
    #[must_use]
    pub fn json(&self) -> String {
        json::text(&self.located)
    }

    /// Formats the report for a step of a GitHub workflow: each diagnostic as a command that
    /// annotates its line.
    #[must_use]
    pub fn github(&self) -> String {
        github::text(&self.located, &self.left_out())
    }

    /// The lines about hidden diagnostics: `37 more N0112 diagnostics (a keyword has no effect) are
    /// hidden; use --all to show them`.
    fn left_out(&self) -> Vec<String> {
        let line = |(code, count): &(Code, usize)| {
            let title = code.title();
            let (noun, are, them) = match count {
                1 => ("diagnostic", "is", "it"),
                _ => ("diagnostics", "are", "them"),
            };
            format!("{count} more {code} {noun} ({title}) {are} hidden; use `--all` to show {them}")
        };
        self.more.iter().map(line).collect()
    }
}
