//! Makes the name of a type from its position.

use super::case::{ending, pascal};
use crate::plural::singular;

/// The words that describe a position.
#[derive(Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn push(&mut self, word: &str) {
        self.0.push(word.trim_start_matches('_').to_owned());
    }

    /// Adds a title. One that begins like the property that it belongs to replaces that.
    pub(super) fn push_title(&mut self, title: &str) {
        let rest = self
            .0
            .last()
            .and_then(|last| title.strip_prefix(last.as_str()));
        if rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase)) {
            self.0.pop();
        }
        self.push(title);
    }

    /// Replaces the last word, which is plural, with its singular. The first word is that of an item of the component
    /// `root`.
    pub(super) fn one(&mut self, root: &str) {
        if self.0.is_empty() && !root.is_empty() {
            let one = singular(root).unwrap_or_else(|| format!("{root}Item"));
            self.push(&one);
            return;
        }
        match self
            .0
            .last_mut()
            .and_then(|last| Some((singular(last)?, last)))
        {
            Some((one, last)) => *last = one,
            None => self.push("Item"),
        }
    }

    pub(super) fn ident(&self) -> String {
        pascal(&self.0.join(" "))
    }

    /// Like [`Words::ident`]. If that is too long, the words at its beginning are omitted, and it may not be unique.
    pub(super) fn end(&self) -> String {
        ending(&self.0).map_or_else(|| self.ident(), |end| pascal(&end))
    }
}
