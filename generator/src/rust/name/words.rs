//! Makes the name of a type from its position.

use heck::ToSnakeCase;

use super::case::{ending, pascal};
use crate::spelling::singular;

/// The words that describe a position.
#[derive(Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn push(&mut self, word: &str) {
        self.0.push(word.trim_start_matches('_').to_owned());
    }

    /// Adds a title. One that begins like the property that it belongs to replaces that. Of the others, the words that
    /// they begin with are omitted if the path has the same ones.
    pub(super) fn push_title(&mut self, title: &str) {
        let rest = self
            .0
            .last()
            .and_then(|last| title.strip_prefix(last.as_str()));
        if rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase)) {
            self.0.pop();
            self.push(title);
            return;
        }
        let path = words(&self.0.join(" "));
        let own = words(title);
        let repeated = (2..own.len())
            .rev()
            .filter_map(|count| own.split_at_checked(count));
        let rest = repeated
            .filter(|(start, _)| path.windows(start.len()).any(|part| part == *start))
            .find(|(_, rest)| {
                let first = rest.first();
                first.is_some_and(|word| word.starts_with(char::is_alphabetic))
            });
        match rest {
            Some((_, rest)) => self.push(&pascal(&rest.join(" "))),
            None => self.push(title),
        }
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

fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
