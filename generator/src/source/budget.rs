//! How much a description may hold, so that a small file cannot fill the memory.

use std::cell::Cell;

/// The size of a file, in bytes, beyond which it is not read. The largest descriptions that are
/// published have some 40 MB.
pub const FILE_LIMIT: u64 = 128 << 20;

/// How deep sequences and mappings may stand in each other: everything behind may then call itself
/// for each level.
pub(super) const DEPTH: usize = 128;

/// How many members a sequence or mapping may have.
pub(super) const MEMBERS: usize = 50_000;

/// What all files of a description may take as trees, in bytes: a file of [`FILE_LIMIT`] with
/// ordinary lines does. Aliases make more of a file than it has (the "billion laughs").
const TREES: usize = 512 << 20;

/// What a node takes by itself, in bytes: its place in its sequence or mapping, and the usual slack
/// of these.
pub(super) const NODE: usize = 96;

/// What a mapping takes besides, in bytes: its tables.
pub(super) const MAPPING: usize = 160;

/// What is left of the memory that a description may take.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

/// More was to be taken than there is.
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

    /// Takes `bytes`.
    pub(super) fn spend(&self, bytes: usize) -> Result<(), Overspent> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or_default());
        left.map(drop).ok_or(Overspent)
    }

    /// What is left, in bytes.
    pub(super) fn left(&self) -> usize {
        self.0.get()
    }

    /// Gives back what was spent in vain since `left` was left.
    pub(super) fn restore(&self, left: usize) {
        self.0.set(left);
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

impl std::fmt::Display for Overspent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let limit = TREES >> 20;
        write!(
            f,
            "the document exceeds {limit} MiB of memory at this point, with aliases expanded"
        )
    }
}

/// What is said where [`MEMBERS`] is exceeded.
pub(super) fn too_many() -> String {
    format!("this array or object has more than {MEMBERS} members")
}

/// What is said where [`DEPTH`] is exceeded.
pub(super) fn too_deep() -> String {
    format!("arrays and objects are nested more than {DEPTH} levels deep")
}
