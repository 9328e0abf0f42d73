//! Mends the indentation that many documents have: the end of a flow mapping or sequence stands no
//! further to the right than the key that it belongs to.
//!
//! ```yaml
//! example: {
//!   "a": 1
//! }
//! ```
//!
//! YAML wants every line of it further in (1.2, 8.2.1, "block-indented"), and the parser that knows
//! positions insists on that. Most readers do not mind, as white space means nothing there.

use std::borrow::Cow;
use std::collections::HashMap;

use super::position::Span;

/// How much text may be read again for the sake of this, in bytes.
const LIMIT: usize = 64 << 20;

/// A text in which some lines have been moved to the right.
#[derive(Debug)]
pub(super) struct Dented<'t> {
    pub(super) text: Cow<'t, str>,
    /// By how many columns, by the numbers of lines.
    moved: HashMap<usize, usize>,
    /// What a line is moved to: further in than any other.
    column: usize,
    read: usize,
}

impl<'t> Dented<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let columns = text.lines().map(|line| line.len() - unindented(line).len());
        Self {
            text: Cow::Borrowed(text),
            moved: HashMap::new(),
            column: columns.max().unwrap_or_default() + 1,
            read: 0,
        }
    }

    /// Moves the line `number`, at which the parser stopped inside of a flow collection, and with it
    /// the ends of collections that follow. Whether there is anything new to parse.
    pub(super) fn mend(&mut self, number: usize) -> bool {
        self.read += self.text.len() + self.column;
        if self.read > LIMIT || self.moved.contains_key(&number) {
            return false;
        }
        let mut mended = String::with_capacity(self.text.len() + self.column);
        let mut ends = false;
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            let inner = unindented(line);
            let here = index + 1 == number;
            ends = here || (ends && inner.starts_with(['}', ']']));
            let indent = line.len() - inner.len();
            if ends && indent < self.column {
                mended.push_str(&" ".repeat(self.column));
                mended.push_str(inner);
                self.moved.insert(index + 1, self.column - indent);
            } else {
                mended.push_str(line);
            }
        }
        self.text = Cow::Owned(mended);
        self.moved.contains_key(&number)
    }

    /// Where a place of this text is in the text that it was made of.
    pub(super) fn origin(&self, span: &mut Span) {
        if let Some(shift) = self.moved.get(&span.start.line) {
            span.start.column = span.start.column.saturating_sub(*shift).max(1);
            span.end = span.end.saturating_sub(*shift).max(span.start.column);
        }
    }
}

fn unindented(line: &str) -> &str {
    line.trim_start_matches(' ')
}
