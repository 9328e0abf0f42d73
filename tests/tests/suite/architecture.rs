//! Checks which modules import which others, as `generator/src/lib.rs` describes.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};

use tests::root;

use imports::Imports;

mod imports;

/// The layers, each with the layers of the generator that it may import. A layer is a module of the
/// root, or of `rust`.
#[rustfmt::skip]
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("openapi", &["source", "diagnostic"]),
    ("overlay", &["source", "diagnostic", "openapi"]),
    ("model", &["source"]),
    ("lower", &["source", "diagnostic", "openapi", "model", "spelling"]),
    ("lint", &["source", "diagnostic", "openapi"]),
    ("markdown", &[]),
    ("spelling", &[]),
    ("rust/vendor", &[]),
    ("rust/format", &[]),
    ("rust/tokens", &["model"]),
    ("rust/name", &["model", "spelling", "rust/vendor"]),
    ("rust/context", &["model", "rust/name", "rust/tokens"]),
    ("rust/file", &["rust/format"]),
    ("rust/plan", &["model", "rust/name", "rust/vendor", "rust/context"]),
    ("rust/items", &["source", "model", "markdown", "rust/format", "rust/tokens", "rust/name", "rust/vendor", "rust/context", "rust/file", "rust/plan"]),
    ("rust/pages", &["model", "markdown", "spelling", "surface", "rust/format", "rust/tokens", "rust/name", "rust/vendor", "rust/context", "rust/file", "rust/plan", "rust/items"]),
    ("rust/runtime", &["model", "rust/format", "rust/tokens", "rust/vendor", "rust/context", "rust/file", "rust/plan"]),
    ("rust/webhook", &["rust/format", "rust/tokens", "rust/vendor", "rust/context", "rust/file", "rust/plan", "rust/pages", "rust/runtime"]),
    ("rust/manifest", &["model", "markdown", "rust/name", "rust/vendor", "rust/context", "rust/plan", "rust/pages"]),
    ("rust/crate_root", &["model", "rust/format", "rust/tokens", "rust/context", "rust/plan", "rust/items", "rust/pages", "rust/runtime", "rust/webhook"]),
    ("rust/public", &["source", "model", "rust/tokens", "rust/name", "rust/vendor", "rust/context", "rust/plan", "rust/items", "rust/runtime"]),
    ("rust/source_map", &["source", "model", "rust/name", "rust/context", "rust/items"]),
    ("rust/reference", &["model", "rust/tokens", "rust/name", "rust/context", "rust/pages"]),
    ("site", &["model", "markdown", "spelling", "surface", "rust/name", "rust/reference"]),
    ("rust", &["model", "rust/context", "rust/crate_root", "rust/file", "rust/items", "rust/manifest", "rust/name", "rust/pages", "rust/plan", "rust/public", "rust/runtime", "rust/source_map", "rust/webhook"]),
    ("surface", &["model", "rust/name"]),
    ("diff", &["source", "rust", "outcome"]),
    ("write", &[]),
    ("print", &["diagnostic", "rust", "rust/format", "model", "rust/name", "write"]),
    ("progress", &[]),
    ("spec", &["source", "diagnostic"]),
    ("outcome", &["source", "diagnostic"]),
    ("cli", &[]),
];

/// Crates that work with tokens, and the layer that may use them.
const TOKENS: (&[&str], &str) = (&["proc_macro2", "quote", "syn", "prettyplease"], "rust");

/// The groups of files that import each other: schemas are read and lowered by recursion, and so are the
/// contents of request bodies and responses.
#[rustfmt::skip]
const CIRCLES: &[&str] = &[
    "lower/all_of lower/both lower/both/scalars",
    "lower/alternative lower/body lower/content lower/form_style lower/ordered lower/part lower/reply",
    "lower/ambiguity lower/evidence lower/explicit_tag lower/family lower/mapped_tag lower/object lower/schema lower/schema/named lower/schema/stand_in lower/tag lower/tuple lower/union lower/union/alternatives lower/union/events lower/union/tag_field lower/union/texts lower/variant_name",
    "openapi openapi/code_sample openapi/conformance openapi/document openapi/example openapi/exclusive openapi/inheritance openapi/judge openapi/mapping openapi/media_type openapi/object openapi/operation openapi/other_version openapi/parameter openapi/parameter_rules openapi/path_item openapi/response openapi/samples openapi/schema openapi/schema/keyword openapi/schema/known openapi/schema/limits openapi/schema/listed openapi/schema/types openapi/sdk openapi/sdk/package openapi/sdk/package/dependencies openapi/sdk/pagination openapi/sdk/runtime openapi/sdk/schema openapi/sdk/site openapi/sdk/url openapi/security openapi/swagger openapi/swagger/body openapi/swagger/collection openapi/swagger/conformance openapi/swagger/content openapi/swagger/document openapi/swagger/extension openapi/swagger/parameter openapi/swagger/schema openapi/swagger/security openapi/swagger/server openapi/union_tags openapi/wrong_kind openapi/xml",
];

#[test]
fn layers_import_only_what_they_may() {
    let mut broken = Vec::new();
    for (layer, imported) in imports().layers() {
        let rule = LAYERS.iter().find(|(name, _)| *name == layer);
        let (_, allowed) = rule.unwrap_or_else(|| panic!("the layer `{layer}` has no rule"));
        if !allowed.contains(&imported.as_str()) {
            broken.push(format!("{layer} imports {imported}"));
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn no_other_files_import_each_other() {
    assert_eq!(imports().circles(), CIRCLES);
}

#[test]
fn only_one_layer_knows_tokens() {
    let (crates, only) = TOKENS;
    let mut broken = Vec::new();
    for (layer, file, text) in files() {
        for name in crates {
            let used = text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"));
            if used && layer != only {
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

/// The imports between all files of the generator.
fn imports() -> Imports {
    let module = |path: &Path| {
        let path = path.with_extension("");
        let names = path.components();
        names
            .map(|name| name.as_os_str().to_string_lossy().into_owned())
            .collect()
    };
    let files = files().into_iter();
    Imports::of(&files.map(|(_, path, text)| (module(&path), text)).collect())
}
