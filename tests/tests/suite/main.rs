//! Tests of the generator: its diagnostics, its command line, and its output.
//!
//! The cargo feature `slow` adds tests that need builds of generated crates, an optimized
//! generator, or a corpus of documents.

mod architecture;
mod arguments;
#[cfg(all(unix, feature = "slow"))]
mod atomicity;
mod broken_inputs;
mod call_site_names;
mod changelog;
mod command_line;
mod commands;
#[cfg(feature = "slow")]
mod compiled;
mod conformance;
mod contents;
#[cfg(feature = "slow")]
mod corpus;
mod credentials;
mod determinism;
mod diagnostics;
mod diff;
mod diff_command;
mod diff_items;
#[cfg(feature = "slow")]
mod documentation;
mod encodings;
mod explanations;
#[cfg(feature = "slow")]
mod faults;
mod features;
mod first_run;
mod fixture;
mod generated;
#[cfg(feature = "slow")]
mod hostile;
mod lint;
mod merging;
mod method_pages;
mod obstacles;
mod overlay;
mod overlay_actions;
mod overlay_alone;
mod package;
mod positions;
mod readings;
mod readme;
mod readme_values;
mod recursive_unions;
mod reports;
mod resources;
mod runtime;
mod schemas;
mod semver;
mod settings;
mod site;
mod sources;
mod stability;
mod swagger;
mod three_two;
mod three_two_bodies;
#[cfg(feature = "slow")]
mod tls;
mod type_names;
#[cfg(feature = "slow")]
mod unchanged;
mod variant_names;
mod xml;

/// Compares a text with the snapshot of this name.
///
/// Each test should have only one snapshot: the first difference ends a test, so later ones would
/// not be stored.
fn assert_snapshot(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}
