//! The contents of a crate: its cargo features, and the parts of the runtime that it needs.

pub(super) mod feature;
pub(super) mod formats;
pub(super) mod needs;
pub(super) mod optional;
