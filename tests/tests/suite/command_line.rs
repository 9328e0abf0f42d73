//! The generator as a process: arguments, exit codes, and changes of the output folder.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;
use std::process::{Command, Output};

use tests::process::{binary, without_time};
use tests::{Document, root};

const GOOD: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths:
  /things/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing: {type: object, properties: {id: {type: string}}}
";

fn generator(arguments: &[&str]) -> Output {
    let mut command = Command::new(binary());
    let command = command.args(arguments).current_dir(root());
    command.output().expect("it runs")
}

fn run(document: &Document, out: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let spec = document.path().display().to_string();
    let out = out.display().to_string();
    let output = generator(&[&["--spec", &spec, "--out", &out], more].concat());
    let text = |bytes: &[u8]| {
        without_time(&String::from_utf8_lossy(bytes))
            .replace(&out, "OUT")
            .replace(&spec, "SPEC")
    };
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Every file of a folder, with its content.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((
                    path.display().to_string(),
                    std::fs::read(&path).expect("a file"),
                ));
            }
        }
    }
    found.sort();
    found
}

/// `spec/` and `generated/` are relative to the working directory.
#[test]
fn without_arguments_it_makes_the_crate_of_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("spec")).expect("made");
    std::fs::write(folder.path().join("spec/things.yaml"), GOOD).expect("written");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(binary());
        let command = command.args(arguments).current_dir(folder.path());
        let output = command.output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (
            output.status.code(),
            without_time(&text(output.stdout)),
            text(output.stderr),
        )
    };
    let (code, _, said) = run(&[]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(folder.path().join("generated/src/types/thing.rs").exists());
    let expected =
        "`t` in generated/ is up to date: 1 operation, 1 type (checked in TIME)\n".to_owned();
    assert_eq!(run(&["--check"]), (Some(0), expected, String::new()));
}

#[test]
fn check_names_what_is_out_of_date_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    let document = Document::new(GOOD);
    assert_eq!(run(&document, out, &[]).0, Some(0));
    assert_eq!(run(&document, out, &["--check"]).0, Some(0));

    std::fs::write(out.join("src/lib.rs"), "// edited").expect("written");
    std::fs::remove_file(out.join("README.md")).expect("removed");
    let before = contents(out);
    let (code, _, said) = run(&document, out, &["--check"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "OUT/README.md: missing\nOUT/src/lib.rs: out of date\nerror: `OUT` is out of date; run the generator without `--check` to update it\n"
    );
    assert_eq!(contents(out), before);
}

#[test]
fn what_is_no_longer_made_is_removed_and_what_others_wrote_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    assert_eq!(run(&Document::new(GOOD), out, &[]).0, Some(0));
    assert!(out.join("src/types/thing.rs").exists());
    std::fs::write(out.join("src/types/mine.rs"), "// mine").expect("written");
    let other = Document::new(&GOOD.replace("Thing", "Other"));
    assert_eq!(run(&other, out, &[]).0, Some(0));
    assert!(out.join("src/types/other.rs").exists());
    assert!(!out.join("src/types/thing.rs").exists());
    assert!(out.join("src/types/mine.rs").exists());
}

#[test]
fn a_document_with_an_error_leaves_the_folder_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    assert_eq!(run(&Document::new(GOOD), out, &[]).0, Some(0));
    let before = contents(out);
    let broken =
        Document::new(&GOOD.replace("#/components/schemas/Thing", "#/components/schemas/Nothing"));
    let (code, summary, said) = run(&broken, out, &[]);
    assert_eq!((code, summary.as_str()), (Some(1), ""));
    assert_eq!(
        said,
        "error[E0107]: the reference `#/components/schemas/Nothing` cannot be resolved\n --> SPEC:9:71\n  |\n9 |         '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Nothing'}}}}\n  |                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  |\n  = note: at /paths/~1things~1{id}/get/responses/200/content/application~1json/schema/$ref\n  = help: `/components/schemas` contains only `Thing`\n\nerror: `SPEC` has 1 error; nothing was written\n"
    );
    assert_eq!(contents(out), before);
}

#[test]
fn a_folder_that_cannot_be_written_is_another_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("written");
    let (code, _, said) = run(&Document::new(GOOD), &file, &[]);
    assert_eq!(code, Some(3));
    assert_eq!(
        said,
        "error: OUT/.generated: Not a directory (os error 20)\n"
    );
}

#[test]
fn wrong_arguments_are_a_usage_error() {
    assert_eq!(generator(&["--nonsense"]).status.code(), Some(2));
}
