//! Fixes a common indentation error: the closing bracket of a flow mapping or sequence is not
//! indented further than the key that it belongs to.
//!
//! ```yaml
//! example: {
//!   "a": 1
//! }
//! ```
//!
//! YAML requires all of its lines to be indented further (1.2, 8.2.1, "block-indented"), and the
//! parser that reports positions enforces that. Most other parsers accept it, because white space
//! is insignificant in a flow collection.

use std::borrow::Cow;
use std::collections::HashMap;

use super::span::Span;

/// The maximum amount of text that is parsed again for this purpose, in bytes.
const LIMIT: usize = 64 << 20;

/// Text in which some lines have been indented further.
#[derive(Debug)]
pub(super) struct Dented<'t> {
    pub(super) text: Cow<'t, str>,
    /// The number of added columns, by line number.
    moved: HashMap<usize, usize>,
    /// The new indentation of these lines. It exceeds every indentation in the text.
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

    /// Indents the line `number`, where the parser failed inside a flow collection, and the closing
    /// brackets that start the following lines. Returns whether the text has changed, so that
    /// another parse makes sense.
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

    /// Converts a position in this text to the position in the original text.
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
