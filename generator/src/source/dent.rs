//! Mends the indentation that many documents have: the end of a flow mapping or sequence stands no
//! further to the right than the key that it belongs to.
//!
//! ```yaml
//! example: {
//!   "a": 1
//! }
//! ```
//!
//! YAML wants every line of it further in (1.2, 8.2.1, "block-indented"), but most readers do not
//! mind, as white space means nothing there.

/// How much text may be read again for the sake of this, in bytes.
const LIMIT: usize = 64 << 20;

/// The texts that a document has been so far.
#[derive(Debug)]
pub(super) struct Dents {
    /// What a line is moved to that stands too far to the left: further than any other.
    column: usize,
    read: usize,
}

impl Dents {
    pub(super) fn new(text: &str) -> Self {
        let columns = text
            .lines()
            .map(|line| line.len() - line.trim_start_matches(' ').len());
        Self {
            column: columns.max().unwrap_or_default() + 1,
            read: 0,
        }
    }

    /// `text` with the line `number`, where a reader has stopped inside of a flow collection, further
    /// in, and with it the ends of collections that follow; `None` if that has been done enough.
    pub(super) fn mend(&mut self, text: &str, number: usize) -> Option<String> {
        self.read += text.len() + self.column;
        if self.read > LIMIT {
            return None;
        }
        let mut mended = String::with_capacity(text.len() + self.column);
        let mut ends = false;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let inner = line.trim_start_matches(' ');
            let here = index + 1 == number;
            ends = here || (ends && inner.starts_with(['}', ']']));
            let indent = line.len() - inner.len();
            if ends && indent < self.column {
                mended.push_str(&" ".repeat(self.column));
                mended.push_str(inner);
            } else if here {
                return None;
            } else {
                mended.push_str(line);
            }
        }
        Some(mended)
    }
}
