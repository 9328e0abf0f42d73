//! Identifiers consist of letters, digits and underscores, whatever the names in the document are.

use serde_json::Value;

use super::document::document;
use super::harm::HARMFUL_NAME;
use super::output::{files, generated, structure, toml_shape};

fn named(names: &dyn Fn(&str) -> String) -> Value {
    document(&|| "Some words.".to_owned(), names)
}

#[test]
fn no_token_comes_from_names() {
    let items = |names: &dyn Fn(&str) -> String| {
        let made = generated(&named(names));
        let files = files(&made, ".rs").into_iter();
        let mut items: Vec<String> = files
            .flat_map(|(path, text)| structure(path, text))
            .collect();
        items.sort();
        items
    };
    let plain = items(&|name| format!("{name} x x"));
    // A slash splits a segment of a path into two.
    let in_two_segments = items(&|name| format!("{name} x/x"));
    for harm in [
        HARMFUL_NAME.to_owned(),
        " x*/x".to_owned(),
        " x\"#x".to_owned(),
        " x\\\" x".to_owned(),
        " x\nfn x".to_owned(),
        " x\u{202e}x".to_owned(),
        " x\0x".to_owned(),
        "#![x x]".to_owned(),
        "'''x\"\"\"x".to_owned(),
    ] {
        let found = items(&|name| format!("{name}{harm}"));
        let expected = if harm == " x*/x" {
            &in_two_segments
        } else {
            &plain
        };
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected, "{harm:?}");
        }
        assert_eq!(found.len(), expected.len(), "{harm:?}");
    }
}

#[test]
fn the_manifest_is_a_manifest_whatever_the_names() {
    // Cargo features and examples are named after the names of the document.
    let shape = |names: &dyn Fn(&str) -> String| -> Vec<String> {
        let made = generated(&named(names));
        let keys = toml_shape(files(&made, "Cargo.toml")["Cargo.toml"]).into_iter();
        let outside =
            keys.filter(|key| !key.starts_with(".features.") && !key.starts_with(".example"));
        outside.collect()
    };
    let expected = shape(&|name| name.to_owned());
    for harm in [HARMFUL_NAME, "\"]\n[dependencies]\nevil = \"*\"", "'\"\"\""] {
        let found = shape(&|name| format!("{name}{harm}"));
        assert_eq!(found, expected, "{harm:?}");
    }
}
