//! Names are made of letters, digits and underscores, whatever they are called in the document.

use std::collections::BTreeMap;

use super::document::document;
use super::harm::HARMFUL_NAME;
use super::output::{files, generated, tokens, toml_shape};

/// How often each token is there; those that are names are one kind. Names decide the order of
/// items, so no more than this is the same.
fn census(tokens: &[String], counts: &mut BTreeMap<String, usize>) {
    for token in tokens {
        let is_name = token.starts_with(|first: char| first.is_alphabetic() || first == '_');
        let keyword = syn::parse_str::<syn::Ident>(token).is_err();
        let kind = if is_name && !keyword { "name" } else { token };
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
}

fn all(names: &dyn Fn(&str) -> String) -> (BTreeMap<String, usize>, Vec<String>) {
    let made = generated(&document(&|| "Some words.".to_owned(), names));
    let mut counts = BTreeMap::new();
    for (path, text) in files(&made, ".rs") {
        census(&tokens(path, text), &mut counts);
    }
    (counts, toml_shape(files(&made, "Cargo.toml")["Cargo.toml"]))
}

#[test]
fn no_token_comes_from_names() {
    let (expected, _) = all(&|name| format!("{name} x x"));
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
        let (found, _) = all(&|name| format!("{name}{harm}"));
        let kinds = |counts: &BTreeMap<String, usize>| counts.keys().cloned().collect::<Vec<_>>();
        assert_eq!(kinds(&found), kinds(&expected), "{harm:?}");
    }
}

#[test]
fn the_manifest_is_a_manifest_whatever_the_names() {
    let (_, expected) = all(&|name| name.to_owned());
    let outside = |shape: Vec<String>| -> Vec<String> {
        let listed = shape
            .into_iter()
            .filter(|key| !key.starts_with(".features.") && !key.starts_with(".example"));
        listed.collect()
    };
    let expected = outside(expected);
    for harm in [HARMFUL_NAME, "\"]\n[dependencies]\nevil = \"*\"", "'\"\"\""] {
        let (_, found) = all(&|name| format!("{name}{harm}"));
        assert_eq!(outside(found), expected, "{harm:?}");
    }
}
