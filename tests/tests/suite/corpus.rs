//! Repeats tests of small documents with those of a corpus: `OPENAPI_CORPUS`, or
//! `../shared/corpus`. Without a corpus, nothing is tested.

use std::path::PathBuf;

use tests::corpus::folder;
use tests::{compile, copy, root, run_with};

use crate::positions::documents;
use crate::{determinism, positions, resources, stability, unchanged};

/// Documents of several authors and versions of OpenAPI.
const DOCUMENTS: &[&str] = &[
    "figma.yaml",
    "openai.yaml",
    "museum.yaml",
    "clerk.yaml",
    "box.json",
    "airflow.yaml",
];

/// The path of a document of the corpus, if there is one.
fn document(name: &str) -> Option<PathBuf> {
    let folder = folder();
    if folder.is_none() {
        eprintln!("skipped: no corpus folder; set OPENAPI_CORPUS");
    }
    Some(folder?.join(name))
}

#[test]
fn the_order_of_keys() {
    let documents = DOCUMENTS.iter().filter_map(|name| document(name));
    let found: String = documents
        .map(|document| determinism::shuffled(&document, 1))
        .collect();
    assert_eq!(found, "");
}

#[test]
fn a_second_run_over_openai() {
    if let Some(document) = document("openai.yaml") {
        unchanged::again(&document);
    }
}

#[test]
fn names_of_openai_are_stable() {
    if let Some(document) = document("openai.yaml") {
        let text = std::fs::read_to_string(document).expect("it is read");
        let overlay = root().join("tests/cases/openai.overlay.yaml");
        stability::check(&text, &[overlay], 10);
    }
}

/// Compiles calls as users write them from habit.
#[test]
fn natural_lines_of_openai() {
    let Some(document) = document("openai.yaml") else {
        return;
    };
    let cases = root().join("tests/cases");
    let (said, generated) = run_with(&document, &[cases.join("openai.overlay.yaml")]);
    let generated = generated.expect(&said);
    let folder = root().join("target/cases/openai");
    generated.files.write(&folder).expect("it is written");
    for name in ["lines", "programs"] {
        let example = folder.join(format!("examples/{name}.rs"));
        copy(&cases.join(format!("openai.{name}.rs")), &example);
    }
    compile(&folder, &["--example", "lines", "--example", "programs"]);
}

#[test]
fn resources_of_openai() {
    let Some(document) = document("openai.yaml") else {
        return;
    };
    let cases = root().join("tests/cases");
    let (said, generated) = run_with(&document, &[cases.join("openai.overlay.yaml")]);
    assert!(generated.is_some(), "{said}");
    let surface = generated.map(|generated| generated.surface);
    let names = resources::names(&surface.unwrap_or_default());
    let list = std::fs::read_to_string(cases.join("openai.methods.tsv")).unwrap_or_default();
    let rows: Vec<(&str, &str)> = list
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .collect();
    assert_eq!(rows.len(), 283);
    let wrong: Vec<_> = rows
        .into_iter()
        .filter(|(operation, name)| !names.contains(&((*operation).to_owned(), (*name).to_owned())))
        .collect();
    assert_eq!(wrong, Vec::new());
}

#[test]
fn positions_of_diagnostics() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no corpus folder; set OPENAPI_CORPUS");
        return;
    };
    let documents = documents::corpus::of(&folder);
    let found = positions::mutations(&documents, 1);
    println!(
        "{} mutations of {} documents: {found:?}",
        found.values().sum::<usize>(),
        documents.len()
    );
    assert!(documents.len() >= 30);
    assert!(found.len() >= 12, "{found:?}");
    assert!(found.values().sum::<usize>() >= 300, "{found:?}");
}
