//! Checks which modules import which others, as `generator/src/lib.rs` describes.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tests::root;

/// The layers, each with the layers of the generator that it may import. Every layer may import
/// `diagnostic` and `source`.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("openapi", &["source", "diagnostic"]),
    ("overlay", &["source", "diagnostic", "openapi"]),
    ("ir", &["source"]),
    ("lower", &["source", "diagnostic", "openapi", "ir"]),
    ("lint", &["source", "diagnostic", "openapi"]),
    ("vendor", &[]),
    ("name", &["source", "ir", "vendor"]),
    (
        "emit",
        &[
            "source", "ir", "vendor", "name", "markdown", "format", "surface",
        ],
    ),
    ("markdown", &[]),
    ("format", &[]),
    ("surface", &["ir", "name"]),
    ("diff", &["source", "emit", "outcome"]),
    ("write", &[]),
    (
        "print",
        &["diagnostic", "emit", "format", "ir", "name", "write"],
    ),
    ("progress", &[]),
    ("spec", &["source", "diagnostic"]),
    ("outcome", &["source", "diagnostic"]),
    ("cli", &[]),
];

/// Crates that work with tokens, and the layers that may use them.
const TOKENS: (&[&str], &[&str]) = (
    &["proc_macro2", "quote", "syn", "prettyplease"],
    &["emit", "format", "vendor"],
);

#[test]
fn layers_import_only_what_they_may() {
    let mut broken = Vec::new();
    for (layer, file, text) in files() {
        let allowed = LAYERS
            .iter()
            .find(|(name, _)| *name == layer)
            .map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic_unknown(&layer));
        for imported in imports(&text) {
            if imported != layer && !allowed.contains(&imported.as_str()) {
                broken.push(format!("{} imports {imported}", file.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn only_emit_format_and_vendor_know_tokens() {
    let (crates, layers) = TOKENS;
    let mut broken = Vec::new();
    for (layer, file, text) in files() {
        for name in crates {
            let used = text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"));
            if used && !layers.contains(&layer.as_str()) {
                broken.push(format!("{} uses {name}", file.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn rooms_are_small() {
    let mut large = Vec::new();
    for (_, file, text) in files() {
        let lines = text.lines().count();
        if lines > 400 {
            large.push(format!("{}: {lines} lines", file.display()));
        }
    }
    assert_eq!(large, Vec::<String>::new());
}

#[expect(clippy::panic, reason = "the rule must name every layer")]
fn panic_unknown(layer: &str) -> &'static [&'static str] {
    panic!("the layer `{layer}` has no rule")
}

/// The layer, path and text of every file of the generator.
fn files() -> Vec<(String, PathBuf, String)> {
    let source = root().join("generator/src");
    let mut paths = Vec::new();
    collect(&source, &mut paths);
    let files: Vec<_> = paths
        .into_iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&source).expect("it is inside");
            let first = inside
                .components()
                .next()
                .expect("it has a name")
                .as_os_str();
            let layer = first.to_string_lossy().trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).expect("it is readable");
            let inside = inside.to_owned();
            (!["lib", "main"].contains(&layer.as_str())).then_some((layer, inside, text))
        })
        .collect();
    assert!(files.len() > 20, "the sources were not found");
    files
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The layers that a text names as `crate::LAYER` or in `use crate::{LAYER, …}`.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = text.get(at + "crate::".len()..).unwrap_or_default();
        // Skips `$crate::`, names that end with `crate`, and paths in quoted code, which the output
        // contains.
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        if before
            .is_some_and(|char| char.is_alphanumeric() || matches!(char, '_' | '$' | '(' | '`'))
        {
            continue;
        }
        let names = match rest.strip_prefix('{') {
            Some(list) => list
                .split('}')
                .next()
                .unwrap_or_default()
                .split(',')
                .collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name
                .trim()
                .chars()
                .take_while(|char| char.is_alphanumeric() || *char == '_')
                .collect();
            if LAYERS.iter().any(|(layer, _)| *layer == name) {
                found.insert(name);
            }
        }
    }
    found
}
