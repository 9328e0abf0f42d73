//! The pages that a reader of a crate sees: the README, `api.md`, the pages of methods, and the examples
//! on them.

pub(super) mod api_index;
pub(super) mod example;
pub(super) mod method_page;
pub(super) mod readme;
mod sample;
