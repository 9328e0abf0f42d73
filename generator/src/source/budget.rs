//! Limits on the size of a document, so that a small file cannot exhaust the memory.

use super::fault::ParseError;
use std::cell::Cell;

/// The maximum size of a file, in bytes. The largest published documents have about 40 MB.
pub const FILE_LIMIT: u64 = 128 << 20;

/// The maximum nesting of sequences and mappings. It bounds the recursion of all later stages.
pub(super) const DEPTH: usize = 128;

/// The maximum number of members of a sequence or mapping.
pub(super) const MEMBERS: usize = 50_000;

/// The maximum memory of all trees of a document, in bytes. It suffices for a file of
/// [`FILE_LIMIT`] with ordinary lines. Aliases can make a tree far larger than its text (the
/// "billion laughs").
const TREES: usize = 512 << 20;

/// The memory of one node, in bytes: its slot in its sequence or mapping, including the usual
/// unused capacity.
pub(super) const NODE: usize = 96;

/// The additional memory of a mapping for its tables, in bytes.
pub(super) const MAPPING: usize = 160;

/// The memory that a document may still take.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

/// The error if more than the remaining memory is requested.
#[derive(Debug)]
pub(super) struct Overspent;

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(TREES))
    }
}

impl Budget {
    /// A budget of `left` bytes.
    pub(super) fn new(left: usize) -> Self {
        Self(Cell::new(left))
    }

    /// Takes `bytes` from the budget.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Overspent> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or_default());
        left.map(drop).ok_or(Overspent)
    }

    /// The remaining memory, in bytes.
    pub(super) fn left(&self) -> usize {
        self.0.get()
    }

    /// Resets the budget to an earlier value, after the memory spent since then was released.
    pub(super) fn restore(&self, left: usize) {
        self.0.set(left);
    }

    /// Returns whether the budget is used up.
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

impl std::fmt::Display for Overspent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let limit = TREES >> 20;
        write!(
            f,
            "at this point, the document uses more than {limit} MiB of memory, with aliases expanded"
        )
    }
}

/// The message if [`MEMBERS`] is exceeded.
pub(super) fn too_many() -> String {
    format!("this array or object has more than {MEMBERS} items or members")
}

/// The message if [`DEPTH`] is exceeded.
pub(super) fn too_deep() -> String {
    format!("arrays and objects are nested more than {DEPTH} levels deep")
}

/// Returns an error if a file of `size` bytes is too large.
pub(super) fn too_large(size: u64) -> Result<(), ParseError> {
    if size <= FILE_LIMIT {
        return Ok(());
    }
    let (size, limit) = (size >> 20, FILE_LIMIT >> 20);
    let message = format!("the file is {size} MiB; the limit is {limit} MiB");
    Err(ParseError::too_large(message, 1, 1))
}
