//! What `diff` says, held against the crates themselves: documents are changed in one way each, and
//! its verdict is compared with that of `cargo-semver-checks`, or where that tool has no lint, with
//! what the compiler says of a program that uses what was changed.

pub mod crates;
pub mod edit;
pub mod mutation;
pub mod on_client;
pub mod on_fields;
pub mod on_operations;
pub mod on_parameters;
pub mod on_replies;
pub mod on_schemas;
pub mod on_uses;
pub mod tool;

use mutation::Mutation;

/// Every mutation.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [
        on_fields::mutations(),
        on_schemas::mutations(),
        on_uses::mutations(),
        on_parameters::mutations(),
        on_replies::mutations(),
        on_operations::mutations(),
        on_client::mutations(),
    ]
    .concat()
}
