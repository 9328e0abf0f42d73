//! Limits the amount of generated code. A small document can produce a lot of it: a shared
//! parameter or schema is generated once per operation or schema that uses it.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Pointer;

/// The default limit for the memory of all generated code before it is written, in MiB.
pub const MEMORY_LIMIT: usize = 512;

/// The memory taken so far and its limit, in bytes.
#[derive(Debug)]
pub struct Output {
    taken: Cell<usize>,
    limit: usize,
}

impl Default for Output {
    fn default() -> Self {
        Self::new(MEMORY_LIMIT)
    }
}

impl Output {
    /// Creates an empty budget with a limit in MiB.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            taken: Cell::default(),
            limit: limit.saturating_mul(1 << 20),
        }
    }

    /// Takes `memory` more bytes for the node at `at`. Returns whether the budget still holds.
    /// Reports an error the first time that it is exceeded.
    pub fn take(&self, memory: usize, at: &Pointer, diagnostics: &Diagnostics) -> bool {
        if self.is_full() {
            return false;
        }
        self.taken.set(self.taken.get().saturating_add(memory));
        if self.is_full() {
            let message = format!(
                "at this point, the generated code uses more than {} MiB of memory",
                self.limit >> 20
            );
            let help = "if the document is meant to be this large, set a higher limit with `--memory-limit`";
            let diagnostic = Diagnostic::new(Code::TooLarge, at, message).help(help);
            diagnostics.report(diagnostic);
        }
        !self.is_full()
    }

    /// Returns whether the budget is exceeded, so that nothing more is generated.
    pub fn is_full(&self) -> bool {
        self.taken.get() > self.limit
    }
}
