//! Checks the verdicts of `diff` against the crates themselves. Each document is changed in one
//! way. The verdict is compared with that of `cargo-semver-checks`, or, if that tool has no lint
//! for the change, with the compiler's result for a program that uses the changed item.

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

/// Returns all mutations.
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
