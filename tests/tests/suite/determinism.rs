//! The output does not depend on the environment, the folder, or the order of keys where it has no
//! meaning.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::Generated;
use generator::source::Sources;
use tests::process::{binary, generator, tree};
use tests::{Document, client, root, run, shuffle};

/// The number of further key orders that each case is generated with.
const ORDERS: u64 = if cfg!(feature = "slow") { 3 } else { 1 };

/// The crate of a document.
fn made(document: &Path) -> Generated {
    let (said, generated) = run(document);
    assert!(generated.is_some(), "{said}");
    generated.expect("it is generated")
}

/// The first line that differs, for each file.
fn differences(one: &Generated, other: &Generated) -> String {
    let mut found = String::new();
    for (path, text) in &one.files.files {
        let Some(now) = other.files.files.get(path) else {
            let _ = writeln!(found, "{path} is gone");
            continue;
        };
        let mut lines = text.lines().zip(now.lines());
        if let Some((was, is)) = lines.find(|(was, is)| was != is) {
            let _ = writeln!(found, "{path}:\n- {was}\n+ {is}");
        }
    }
    found
}

/// Generates the document in its own key order and in others, and returns the differences.
pub(crate) fn shuffled(document: &Path, orders: u64) -> String {
    let (sources, read) = Sources::open(document, generator::source::Access::default());
    read.expect("it is read");
    let tree = sources.root(sources.entry()).expect("it has a tree").node;
    let json = tree.to_json();
    let folder = tempfile::tempdir().expect("a folder");
    // The file names are equal, since messages may contain them.
    let write = |value: &serde_json::Value| {
        let path = folder.path().join("api.json");
        std::fs::write(&path, value.to_string()).expect("written");
        path
    };
    let before = made(&write(&json));
    let mut found = String::new();
    for seed in 0..orders {
        let mut other = json.clone();
        shuffle::document_keys(&mut other, seed);
        assert_ne!(other.to_string(), json.to_string());
        let after = made(&write(&other));
        let differences = differences(&before, &after);
        if !differences.is_empty() || before.files != after.files {
            let _ = writeln!(
                found,
                "{} with seed {seed}:\n{differences}",
                document.display()
            );
        }
        assert!(before.surface == after.surface || !found.is_empty());
    }
    found
}

#[test]
fn keys_whose_order_has_no_meaning() {
    let cases = std::fs::read_dir(root().join("tests/cases")).expect("there are cases");
    let cases = cases.map(|case| case.expect("an entry").path().join("openapi.yaml"));
    let mut cases: Vec<PathBuf> = cases.filter(|path| path.is_file()).collect();
    cases.push(client());
    assert!(cases.len() > 10);
    let found: String = cases.iter().map(|path| shuffled(path, ORDERS)).collect();
    assert_eq!(found, "");
}

/// Several discriminator values may map to the same schema.
#[test]
fn tags_of_a_mapping() {
    let document = Document::new(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths:
  /pets:
    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {lion: Cat, cat: Cat, wolf: Dog, tiger: Cat, dog: Dog}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
",
    );
    assert_eq!(shuffled(&document.path(), ORDERS), "");
}

/// Environment variables, the working directory, and the number of processors must not affect the
/// output.
#[test]
fn whoever_runs_it_and_wherever() {
    let document = root().join("tests/cases/features/openapi.yaml");
    let document = document.canonicalize().expect("it is there");
    let folder = tempfile::tempdir().expect("a folder");
    let out = |name: &str| folder.path().join(name);
    let run = |mut command: Command| {
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{command:?}: {output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = run(generator(&document, &out("first")));
    let first = tree(&out("first"));
    let environments = [
        [
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", "Asia/Kathmandu"),
        ],
        [
            ("LANG", "C"),
            ("LC_ALL", "POSIX"),
            ("TZ", "America/St_Johns"),
        ],
        [
            ("HOME", "/nowhere"),
            ("USER", "nobody"),
            ("SOURCE_DATE_EPOCH", "1"),
        ],
    ];
    for (index, variables) in environments.into_iter().enumerate() {
        let out = out(&format!("environment{index}"));
        let mut command = generator(&document, &out);
        command.env_clear().envs(variables);
        assert_eq!(run(command), said);
        assert!(tree(&out) == first, "{variables:?}");
    }
    let mut command = Command::new(binary());
    let beside = document.parent().expect("it is in a folder");
    command
        .args(["--spec", "openapi.yaml", "--out"])
        .arg(out("near"));
    command.current_dir(beside);
    run(command);
    assert!(tree(&out("near")) == first);
    let mut command = generator(&document, Path::new("./../folder/./far"));
    std::fs::create_dir(out("folder")).expect("a folder");
    command.current_dir(out("folder"));
    run(command);
    assert!(tree(&out("folder/far")) == first);
}

/// The number of processors must not affect the output.
#[test]
#[cfg(target_os = "linux")]
fn on_however_many_processors() {
    let document = root().join("tests/cases/features/openapi.yaml");
    let folder = tempfile::tempdir().expect("a folder");
    let [one, all] = ["one", "all"].map(|name| folder.path().join(name));
    let mut alone = Command::new("taskset");
    alone.args(["--cpu-list", "0"]).arg(binary());
    alone.arg("--spec").arg(&document).arg("--out").arg(&one);
    let Ok(output) = alone.output() else {
        eprintln!("skipped: there is no `taskset`");
        return;
    };
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let output = generator(&document, &all).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(tree(&one) == tree(&all));
}
