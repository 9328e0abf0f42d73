//! How much code and documentation a description may come to: what is described once may be made
//! often, at each operation that has the parameter, or in each schema that has the member.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Pointer;

/// What all of it may take until it is written, in bytes.
const MEMORY: usize = 512 << 20;

/// What was taken so far, in bytes of memory.
#[derive(Debug, Default)]
pub struct Output(Cell<usize>);

impl Output {
    /// Whether there may be `memory` bytes more, for what stands at `at`. The first time that there
    /// may not, an error is reported.
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

    /// Whether nothing more is made.
    pub fn is_full(&self) -> bool {
        self.0.get() > MEMORY
    }
}
