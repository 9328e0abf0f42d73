//! How much code and documentation a description may come to: what is described once may be made
//! often, at each operation that has the parameter, or in each schema that has the member.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Pointer;

/// What all of it may take until it is written, in MiB, unless the user says otherwise.
pub const MEMORY_LIMIT: usize = 512;

/// What was taken so far, and what may be taken, in bytes of memory.
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
    /// Nothing yet, with a limit in MiB.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            taken: Cell::default(),
            limit: limit.saturating_mul(1 << 20),
        }
    }

    /// Whether there may be `memory` bytes more, for what stands at `at`. The first time that there
    /// may not, an error is reported.
    pub fn take(&self, memory: usize, at: &Pointer, diagnostics: &Diagnostics) -> bool {
        if self.is_full() {
            return false;
        }
        self.taken.set(self.taken.get().saturating_add(memory));
        if self.is_full() {
            let message = format!(
                "the generated code exceeds {} MiB of memory at this point",
                self.limit >> 20
            );
            let help = "if the document is meant to be this large, set a higher limit with `--memory-limit`";
            let diagnostic = Diagnostic::new(Code::TooLarge, at, message).help(help);
            diagnostics.report(diagnostic);
        }
        !self.is_full()
    }

    /// Whether nothing more is made.
    pub fn is_full(&self) -> bool {
        self.taken.get() > self.limit
    }
}
