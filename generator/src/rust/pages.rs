//! The pages that a reader of a crate sees: the README, `api.md`, the pages of methods, and the examples
//! on them, and on the pages of other outputs.

pub(super) mod api_index;
pub(super) mod example;
pub(super) mod method_page;
pub(super) mod program;
pub(super) mod readme;
mod sample;
