//! The runtime of generated crates: a copy of its files, or the package itself.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::Generated;
#[cfg(feature = "slow")]
use generator::rust::vendor::Capability;
use generator::rust::vendor::FILES;
use tests::{Document, root, run};
#[cfg(feature = "slow")]
use tests::{compile, copy};

/// The document that needs every capability, with this way to include the runtime.
fn document(runtime: &str) -> Document {
    let path = root().join("tests/cases/runtime/openapi.yaml");
    let text = std::fs::read_to_string(path).expect("the document is read");
    let named = "  crate:\n    runtime: {path: ../../../generator/runtime}\n";
    assert!(text.contains(named), "the document names the runtime");
    Document::new(&text.replace(named, runtime))
}

fn generated(runtime: &str) -> Generated {
    let (said, generated) = run(&document(runtime).path());
    assert_eq!(said, "");
    generated.expect("it is generated")
}

#[cfg(feature = "slow")]
/// Writes the crate, compiles it, and runs the check of the case.
fn check(generated: &Generated, name: &str) {
    let folder = root().join("target/cases").join(name);
    generated.files.write(&folder).expect("it is written");
    let case = root().join("tests/cases/runtime/check.rs");
    copy(&case, &folder.join("tests/check.rs"));
    let server = root().join("tests/cases/server.rs");
    copy(&server, &folder.join("tests/server/mod.rs"));
    compile(&folder, &["--all-targets", "--all-features"]);
    compile(&folder, &["--lib"]);
    compile(&folder, &["--lib", "--no-default-features"]);
    tests::check(&folder, "check");
}

const PATH: &str = "  crate:\n    runtime: {path: ../../../generator/runtime}\n";
const COPY: &str = "  crate: {}\n";

#[cfg(feature = "slow")]
#[test]
fn a_copy_works() {
    check(&generated(COPY), "runtime_copy");
}

#[cfg(feature = "slow")]
#[test]
fn a_package_works() {
    check(&generated(PATH), "runtime_package");
}

#[test]
fn code_is_the_same_either_way_but_for_one_line() {
    let (copy, package) = (generated(COPY).files.files, generated(PATH).files.files);
    let mut differing = BTreeSet::new();
    for path in copy.keys().chain(package.keys()) {
        if copy.get(path) != package.get(path) && !path.starts_with("src/runtime") {
            differing.insert(path.as_str());
        }
    }
    assert_eq!(differing, ["Cargo.toml", "src/lib.rs"].into());
    let root = |files: &BTreeMap<String, String>| {
        let text = files.get("src/lib.rs").expect("there is a root");
        // The formatter determines the blank lines between declarations.
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (copy, package) = (root(&copy), root(&package));
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        let own = one.iter().filter(|line| !other.contains(line));
        own.cloned().collect()
    };
    assert_eq!(only(&package, &copy), ["use sdk_runtime::runtime;"]);
    let expected = [
        "#[allow(dead_code, unused_imports, reason = \"runtime modules are copied whole\")]",
        "mod runtime;",
    ];
    assert_eq!(only(&copy, &package), expected);
}

#[test]
fn a_copy_has_the_files_of_the_package() {
    let files = generated(COPY).files.files;
    let source = root().join("generator/runtime/src");
    let mut copied = 0;
    for (path, text) in &files {
        if let Some(path) = path.strip_prefix("src/runtime/") {
            let original = source.join("runtime").join(path);
            let original = std::fs::read_to_string(original).expect("the original");
            assert_eq!(*text, original, "{path}");
            copied += 1;
        }
    }
    // This document needs all files.
    assert_eq!(copied, FILES.len());
    let mut found = Vec::new();
    collect(&source, &source.join("runtime"), &mut found);
    found.sort();
    let listed: Vec<&str> = FILES.iter().map(|file| file.path).collect();
    assert_eq!(listed, found);
    assert!(found.len() <= 73, "{} files", found.len());
    for file in FILES {
        let lines = file.text.lines().count();
        assert!(lines <= 430, "{}: {lines} lines", file.path);
    }
}

fn collect(source: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(source, &path, found);
        } else {
            let inside = path.strip_prefix(source).expect("it is inside");
            found.push(inside.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// A crate has no files or dependencies of capabilities that it does not need. Pagination is part
/// of every client, so the first paginated operation of an API adds no file.
#[test]
fn what_is_not_needed_is_left_out() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths:\n  /a: {get: {responses: {'204': {description: Done.}}}}\n";
    let (said, generated) = run(&Document::new(text).path());
    assert_eq!(said, "");
    let files = generated.expect("it is generated").files.files;
    for module in ["basic", "bytes", "events", "file", "multipart", "webhooks"] {
        let path = format!("src/runtime/{module}.rs");
        assert!(!files.contains_key(&path), "{path}");
    }
    let manifest = files.get("Cargo.toml").expect("there is a manifest");
    for name in ["base64", "ring", "subtle"] {
        assert!(!manifest.contains(&format!("\n{name} = ")), "{manifest}");
    }
}

/// Some other crate may turn on `arbitrary_precision`, by which `serde_json` reads numbers as maps.
#[cfg(feature = "slow")]
#[test]
fn any_precision_in_the_graph_changes_no_type() {
    let tests = [
        "bodies", "depth", "enums", "errors", "formats", "objects", "tables", "unions",
    ];
    let output = std::process::Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["test", "--quiet", "--package", "sdk-runtime", "--lib"])
        .args(["--features", "serde_json/arbitrary_precision", "--"])
        .args(tests.map(|name| format!("tests::json::{name}::")))
        .output();
    let output = output.expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("running 0 tests"), "{said}");
}

#[cfg(feature = "slow")]
/// The generator writes the same version requirements as the package.
#[test]
fn manifests_agree() {
    let text = std::fs::read_to_string(root().join("generator/runtime/Cargo.toml"));
    let package: toml::Table = text.expect("it is read").parse().expect("it is TOML");
    let files = generated(COPY).files.files;
    let text = files.get("Cargo.toml").expect("there is a manifest");
    let crate_: toml::Table = text.parse().expect("it is TOML");
    let requirements = |manifest: &toml::Table| -> BTreeMap<String, (toml::Value, toml::Value)> {
        let table = manifest.get("dependencies").and_then(toml::Value::as_table);
        let table = table.expect("there are dependencies");
        let requirement = |(name, value): (&String, &toml::Value)| {
            let part = |key: &str| value.get(key).cloned();
            let version = part("version").unwrap_or_else(|| value.clone());
            let mut features = part("features").unwrap_or(toml::Value::Array(Vec::new()));
            if let (Some(list), "tokio") = (features.as_array_mut(), name.as_str()) {
                list.retain(|one| !["fs", "io-util"].contains(&one.as_str().unwrap_or_default()));
            }
            (name.clone(), (version, features))
        };
        table.iter().map(requirement).collect()
    };
    assert_eq!(requirements(&package), requirements(&crate_));
    let features = package.get("features").and_then(toml::Value::as_table);
    let features: BTreeSet<&str> = features
        .expect("there are features")
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "default")
        .collect();
    let known = Capability::ALL.into_iter().map(Capability::name);
    assert_eq!(features, known.collect());
}

#[test]
fn every_way_to_name_the_package_is_written_as_cargo_has_it() {
    let line = |runtime: &str| {
        let files = generated(&format!("  crate:\n    runtime: {runtime}\n"))
            .files
            .files;
        let manifest = files.get("Cargo.toml").expect("there is a manifest");
        let line = manifest
            .lines()
            .find(|line| line.starts_with("sdk-runtime = "));
        line.expect("it depends on the runtime").to_owned()
    };
    let rest = ", default-features = false, features = [\"base64\", \"basic\", \"bytes\", \"client\", \"events\", \"formats\", \"multipart\", \"ordered\", \"pages\", \"parts\", \"stream\", \"styles\", \"xml\"] }";
    let expected = |source: &str| format!("sdk-runtime = {{ {source}{rest}");
    assert_eq!(line("'1.2'"), expected("version = \"1.2\""));
    assert_eq!(
        line("{version: '>=1, <3'}"),
        expected("version = \">=1, <3\"")
    );
    assert_eq!(line("{path: ../a b}"), expected("path = \"../a b\""));
    let git = "https://example.com/r.git";
    for key in ["branch", "rev", "tag"] {
        assert_eq!(
            line(&format!("{{git: '{git}', {key}: v1}}")),
            expected(&format!("git = \"{git}\", {key} = \"v1\""))
        );
    }
    assert_eq!(
        line(&format!("{{git: '{git}'}}")),
        expected(&format!("git = \"{git}\""))
    );
}

#[test]
fn what_names_no_package_is_an_error() {
    let help = "write `{path: ../runtime}`, `{git: URL, tag: v1.0.0}` or `{version: \"1.0\"}`";
    let cases = [
        (
            "'new'",
            "7:5",
            "`new` is not a version requirement: unexpected character 'n' while parsing major version number",
        ),
        (
            "{version: 1.x.y}",
            "7:15",
            "`1.x.y` is not a version requirement: unexpected character after wildcard in version req",
        ),
        (
            "{}",
            "7:5",
            "`runtime` must have one of `path`, `git` or `version`",
        ),
        (
            "{path: a, git: b}",
            "7:5",
            "`runtime` must have one of `path`, `git` or `version`",
        ),
        (
            "{path: a, tag: v1}",
            "7:24",
            "`tag` selects a git revision, but `git` is missing",
        ),
        (
            "{git: a, tag: v1, rev: b}",
            "7:23",
            "`runtime` must not have both `rev` and `tag`",
        ),
    ];
    for (runtime, at, message) in cases {
        let said = document(&format!("  crate:\n    runtime: {runtime}\n")).diagnostics();
        let key = match at {
            "7:15" => "/version",
            "7:23" | "7:24" => "/tag",
            _ => "",
        };
        let place = format!("/x-sdk/crate/runtime{key}");
        let expected =
            format!("api.yaml:{at}: error[E0502]: {message}\n  at {place}\n  help: {help}");
        assert_eq!(said, expected, "{runtime}");
    }
    let said = document("  crate:\n    runtime: {paths: a}\n").diagnostics();
    assert!(
        said.contains("`paths` is not a key of `x-sdk` in this place"),
        "{said}"
    );
}
