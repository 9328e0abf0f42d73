//! What diagnostics look like: to people with the lines that they are about, to tools as JSON, to
//! GitHub as annotations.

mod github;
mod human;
mod json;

use std::collections::HashMap;

use crate::source::Sources;

use super::{Code, Located, Severity};

/// So many of one code are shown to people; the others are counted.
const MOST: usize = 10;

/// Diagnostics and the files that they cite.
#[derive(Debug)]
pub struct Report<'s> {
    sources: &'s Sources,
    located: Vec<Located>,
    /// How many of a code are left out.
    more: Vec<(Code, usize)>,
}

impl<'s> Report<'s> {
    /// A report of all of them, in the order given.
    #[must_use]
    pub fn new(sources: &'s Sources, located: Vec<Located>) -> Self {
        let more = Vec::new();
        Self {
            sources,
            located,
            more,
        }
    }

    /// The report with the first ten of each code.
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

    /// The report of errors alone.
    #[must_use]
    pub fn errors(mut self) -> Self {
        self.located.retain(|one| one.severity == Severity::Error);
        self
    }

    /// For people: each as rustc prints it, with the lines that it is about; with the terminal's
    /// escape sequences for colours if `styled`.
    #[must_use]
    pub fn human(&self, styled: bool) -> String {
        human::text(self, styled)
    }

    /// For people and editors: `path:line:column: error[E0107]: message` each, and indented lines.
    #[must_use]
    pub fn short(&self) -> String {
        let lines = self.located.iter().map(|one| format!("{one}\n"));
        let more = self.more.iter().map(|one| format!("{}\n", left_out(one)));
        lines.chain(more).collect()
    }

    /// For tools: each as a JSON object on a line of its own, with the members `reason` (always
    /// `diagnostic`), `code`, `severity`, `message`, `file`, `line`, `column`, `end_column` (behind
    /// the last character; all of them count from 1, columns in characters), `pointer`, `help` and
    /// `related` (objects with `file`, `line`, `column`, `end_column`, `pointer` and `message`).
    /// Nothing is left out.
    #[must_use]
    pub fn json(&self) -> String {
        json::text(self)
    }

    /// For a step of a GitHub workflow: each as a command that annotates the line.
    #[must_use]
    pub fn github(&self) -> String {
        github::text(self)
    }
}

/// `37 more of N0112 (a keyword has no effect) are not shown; --all shows them`.
fn left_out((code, count): &(Code, usize)) -> String {
    let (title, are) = (code.title(), if *count == 1 { "is" } else { "are" });
    format!("{count} more of {code} ({title}) {are} hidden; use `--all` to show all")
}
