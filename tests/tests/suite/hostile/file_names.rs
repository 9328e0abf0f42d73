//! Files are written only into the output folder, with names that are valid on every system.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde_json::{Value, json};

use super::document::document;
use super::harm::HARMFUL_NAME;
use super::output::generated;

/// Names that Windows reserves for devices, whatever their extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "conin$",
    "conout$",
];

#[track_caller]
fn assert_paths(document: &Value) {
    let made = generated(document);
    let mut folded = BTreeSet::new();
    for path in made.files.files.keys() {
        for component in Path::new(path).components() {
            let Component::Normal(name) = component else {
                unreachable_path(path);
                continue;
            };
            let name = name.to_str().expect("it is text");
            let stem = name.split('.').next().unwrap_or_default().to_lowercase();
            assert!(!DEVICES.contains(&stem.as_str()), "{path}");
            assert!(name.len() <= 255, "{} bytes: {path}", name.len());
            let plain = |char: char| char.is_ascii_alphanumeric() || "._-".contains(char);
            assert!(name.chars().all(plain) && !name.ends_with('.'), "{path}");
        }
        assert!(path.len() < 1000, "{} bytes: {path}", path.len());
        assert!(
            folded.insert(path.to_lowercase()),
            "{path} is there in another case"
        );
    }
}

#[expect(clippy::panic, reason = "tests fail by panicking")]
fn unreachable_path(path: &str) {
    panic!("{path} leads out of the folder")
}

fn named(name: &str) -> Value {
    document(&|| "Some words.".to_owned(), &|place| {
        format!("{name}{place}")
    })
}

/// A document whose paths, schemas, tags and methods have only these names.
fn only(names: &[&str]) -> Value {
    let answer = |name: &str| {
        let schema = format!(
            "#/components/schemas/{}",
            name.replace('~', "~0")
                .replace('/', "~1")
                .replace('%', "%25")
                .replace(' ', "%20")
                .replace('\0', "%00")
        );
        json!({"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": schema}}}}})
    };
    let object = json!({"type": "object", "properties": {"inner": {"type": "object", "properties": {"a": {"type": "string"}}}}});
    let paths = names.iter().map(|name| {
        (
            format!("/{name}/{name}"),
            json!({"get": {"tags": [name], "responses": answer(name)}}),
        )
    });
    let schemas = names
        .iter()
        .map(|name| ((*name).to_owned(), object.clone()));
    json!({
        "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://example.com"}],
        "paths": paths.collect::<serde_json::Map<_, _>>(),
        "components": {"schemas": schemas.collect::<serde_json::Map<_, _>>()},
    })
}

#[test]
fn paths_that_lead_out() {
    for name in [
        "../../",
        "/etc/",
        "C:\\",
        "\\\\host\\share\\",
        "..\\",
        "~/",
        "file:///",
        "\0",
        "a/../../b/",
        HARMFUL_NAME,
        ".",
        "..",
        " ",
        "%2e%2e%2f",
    ] {
        assert_paths(&named(name));
    }
    assert_paths(&only(&["..", ".", "...", "../..", "-", "~"]));
}

#[test]
fn devices() {
    assert_paths(&only(DEVICES));
    assert_paths(&only(&[
        "CON", "Nul", "aux.rs", "com¹", "COM1", "lpt²", "LPT9.txt",
    ]));
}

#[test]
fn names_that_differ_in_case_alone() {
    assert_paths(&only(&[
        "User", "user", "USER", "uSER", "us-er", "us_er", "UsEr",
    ]));
    assert_paths(&only(&["ſtraße", "STRASSE", "strasse", "İ", "i", "I", "ı"]));
}

#[test]
fn names_of_the_crates_own_files() {
    assert_paths(&only(&[
        "lib",
        "main",
        "mod",
        "client",
        "runtime",
        "types",
        "resources",
        "Cargo.toml",
        ".generated",
        "README.md",
    ]));
}

/// Names that exceed the limits of file systems.
#[test]
fn names_without_an_end() {
    for name in [
        "x".repeat(300),
        "word ".repeat(200_000),
        "x".repeat(1_000_000),
        "a/".repeat(500),
        "é".repeat(10_000),
        "_".repeat(3_000),
    ] {
        let paths = only(&[&name, &format!("{name}y")]);
        assert_paths(&paths);
        let made = generated(&paths);
        let texts = made.files.files.values();
        let words =
            texts.flat_map(|text| text.split(|char: char| !char.is_alphanumeric() && char != '_'));
        // The original names occur in requests and responses.
        let mut identifiers = words.filter(|word| {
            word.len() >= 300 && !name.contains(*word) && !word.contains(name.as_str())
        });
        assert_eq!(identifiers.next(), None);
    }
    assert_paths(&named(&"long ".repeat(2_000)));
}
