//! Limits the amount of generated code. A small document can produce a lot of it: a shared
//! parameter or schema is generated once per operation or schema that uses it.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Pointer;

/// The maximum memory of all generated code before it is written, in bytes.
const MEMORY: usize = 512 << 20;

/// The memory taken so far, in bytes.
#[derive(Debug, Default)]
pub struct Output(Cell<usize>);

impl Output {
    /// Takes `memory` more bytes for the node at `at`. Returns whether the budget still holds.
    /// Reports an error the first time that it is exceeded.
    pub fn take(&self, memory: usize, at: &Pointer, diagnostics: &Diagnostics) -> bool {
        if self.is_full() {
            return false;
        }
        self.0.set(self.0.get().saturating_add(memory));
        if self.is_full() {
            let message = format!(
                "the generated code exceeds {} MiB of memory at this point",
                MEMORY >> 20
            );
            diagnostics.tell(Code::TooLarge, at, message);
        }
        !self.is_full()
    }

    /// Returns whether the budget is exceeded, so that nothing more is generated.
    pub fn is_full(&self) -> bool {
        self.0.get() > MEMORY
    }
}
