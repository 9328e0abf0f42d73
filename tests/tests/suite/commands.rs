//! The commands other than `generate`, and the options of `generate` other than `--check`: their
//! output and exit codes.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tests::process::{binary, tree, without_time};

const DOCUMENT: &str = "openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: https://example.com}]
paths:
  /orders:
    get:
      operationid: x
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string, example: 7}}}
";

/// A folder with a document in `spec/`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("spec")).expect("made");
    std::fs::write(folder.path().join("spec/shop.yaml"), DOCUMENT).expect("written");
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder);
    for variable in ["GITHUB_ACTIONS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// The exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    finished(&mut command(folder, arguments))
}

fn finished(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| without_time(&String::from_utf8(bytes).expect("UTF-8"));
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}

fn owned(code: i32, printed: &str, said: &str) -> (i32, String, String) {
    (code, printed.to_owned(), said.to_owned())
}

const UNKNOWN: &str = "warning[W0111]: unknown key `operationid`; did you mean `operationId`?
 --> spec/shop.yaml:7:7
  |
7 |       operationid: x
  |       ^^^^^^^^^^^^^^
  |
  = note: at /paths/~1orders/get/operationid

";

const MISFIT: &str =
    "warning[W0901]: the example does not match its schema: the value must be a string, found a number
  --> spec/shop.yaml:17:59
   |
17 |     Order: {type: object, properties: {id: {type: string, example: 7}}}
   |                                                           ^^^^^^^^^^
   |
   = note: at /components/schemas/Order/properties/id/example
note: the schema is here
  --> spec/shop.yaml:17:40
   |
17 |     Order: {type: object, properties: {id: {type: string, example: 7}}}
   |                                        ^^

";

#[test]
fn check_says_what_generating_says_and_more_and_writes_nothing() {
    let folder = folder();
    let before = tree(folder.path());
    let said = format!("{UNKNOWN}{MISFIT}");
    let expected = owned(0, "0 errors, 2 warnings, 0 notes\n", &said);
    assert_eq!(run(folder.path(), &["check"]), expected);
    assert_eq!(run(folder.path(), &["check", "spec/shop.yaml"]), expected);
    assert_eq!(tree(folder.path()), before);
    let (code, printed, said) = run(folder.path(), &["check", "--strict"]);
    assert_eq!(
        (code, printed.as_str()),
        (1, "2 errors, 0 warnings, 0 notes\n")
    );
    assert!(said.starts_with("error[W0111]: "), "{said}");
}

#[test]
fn the_limit_of_memory_can_be_set() {
    let folder = folder();
    let arguments = ["check", "--memory-limit", "0", "--format", "short"];
    let (code, _, said) = run(folder.path(), &arguments);
    assert_eq!(code, 1);
    let expected = "error[E0006]: at this point, the generated code uses more than 0 MiB of memory\n  at /components/schemas/Order\n  help: if the document is meant to be this large, set a higher limit with `--memory-limit`\n";
    assert!(said.contains(expected), "{said}");
    let (code, ..) = run(folder.path(), &["check", "--memory-limit", "1"]);
    assert_eq!(code, 0);
}

#[test]
fn check_takes_an_overlay_alone() {
    let folder = folder();
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions: [{target: $.info}]\n";
    std::fs::write(folder.path().join("o.yaml"), overlay).expect("written");
    let (code, printed, said) = run(folder.path(), &["check", "o.yaml", "--format", "short"]);
    assert_eq!(
        (code, printed.as_str()),
        (1, "1 error, 0 warnings, 0 notes\n")
    );
    assert!(said.starts_with("o.yaml:3:11: error[E0603]: "), "{said}");
}

#[test]
fn json_is_a_line_for_each_thing_on_the_standard_output() {
    let folder = folder();
    let (code, printed, said) = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let reasons: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["diagnostic", "diagnostic", "summary"]);
    assert_eq!(lines[0]["code"], "W0111");
    assert_eq!(lines[0]["file"], "spec/shop.yaml");
    assert_eq!(lines[0]["line"], 7);
    assert_eq!(
        lines[2].to_string(),
        r#"{"reason":"summary","errors":0,"warnings":2,"notes":0}"#
    );
    let (code, printed, said) = run(folder.path(), &["--format", "json", "--out", "out"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let summary = printed.lines().next_back().expect("a summary");
    let summary: serde_json::Value = serde_json::from_str(summary).expect("JSON");
    assert_eq!(
        (&summary["operations"], &summary["made"]),
        (&2.into(), &2.into())
    );
    let files = summary["files"].as_array().expect("files");
    assert!(files.contains(&serde_json::json!({"path": "src/lib.rs", "change": "new"})));
}

#[test]
fn github_gets_annotations_where_it_runs() {
    let folder = folder();
    let annotation = "::warning file=spec/shop.yaml,line=7,col=7,endColumn=21,title=W0111%3A an object has an unknown key::unknown key `operationid`; did you mean `operationId`?%0Aat /paths/~1orders/get/operationid\n";
    let (code, _, said) = run(folder.path(), &["check", "--format", "github"]);
    assert_eq!(code, 0);
    assert!(said.starts_with(annotation), "{said}");
    let (_, _, said) = finished(command(folder.path(), &["check"]).env("GITHUB_ACTIONS", "true"));
    assert!(
        said.starts_with(&format!("{UNKNOWN}{MISFIT}{annotation}")),
        "{said}"
    );
}

#[test]
fn colours_are_for_terminals() {
    let folder = folder();
    let styled = |arguments: &[&str]| run(folder.path(), arguments).2.contains("\u{1b}[");
    assert!(!styled(&["check"]));
    assert!(styled(&["check", "--color", "always"]));
    assert!(!styled(&["check", "--color", "never"]));
    let (_, _, said) = finished(command(folder.path(), &["check"]).env("CLICOLOR_FORCE", "1"));
    assert!(said.contains("\u{1b}["), "{said}");
}

#[test]
fn list_has_every_operation() {
    let folder = folder();
    let expected = "GET /orders → client.orders().list() -> Vec<Order>\nGET /orders/{id} → client.orders().retrieve(id) -> Order\n";
    assert_eq!(run(folder.path(), &["list"]), owned(0, expected, ""));
    let expected = r#"{"method":"GET","path":"/orders","rust":"client.orders().list()","returns":"Vec<Order>","stream":null}
{"method":"GET","path":"/orders/{id}","rust":"client.orders().retrieve(id)","returns":"Order","stream":null}
"#;
    assert_eq!(
        run(folder.path(), &["list", "--format", "json"]),
        owned(0, expected, "")
    );
    let (code, printed, said) = run(folder.path(), &["list", "nowhere.yaml"]);
    assert_eq!((code, printed.as_str()), (3, ""));
    assert!(said.starts_with("error[E0001]: "), "{said}");
}

#[test]
fn codes_are_explained() {
    let folder = folder();
    let (code, printed, said) = run(folder.path(), &["explain", "e0107"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(
        printed.starts_with("E0107: a reference cannot be resolved\n\n"),
        "{printed}"
    );
    assert!(printed.contains("\n```yaml\n"), "{printed}");
    assert!(printed.contains("\n```yaml\nopenapi: "), "{printed}");
    let (code, printed, _) = run(folder.path(), &["explain"]);
    assert_eq!(code, 0);
    assert_eq!(
        printed.lines().count(),
        generator::diagnostic::Code::ALL.len()
    );
    let unknown = "error: unknown code `E9999`; run `explain` without a code to list all codes\n";
    assert_eq!(
        run(folder.path(), &["explain", "E9999"]),
        owned(2, "", unknown)
    );
}

#[test]
fn a_dry_run_names_the_changes_and_makes_none() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["--out", "out"]).0, 0);
    std::fs::write(folder.path().join("out/README.md"), "edited").expect("written");
    std::fs::remove_file(folder.path().join("out/src/client.rs")).expect("removed");
    let before = tree(folder.path());
    let (code, printed, _) = run(folder.path(), &["--out", "out", "--dry-run"]);
    let expected = "out/README.md: changed\nout/src/client.rs: new\nWould generate `shop` in out/: 2 operations, 1 type, 1 warning; 2 files would change (checked in TIME). Nothing was written.\n";
    assert_eq!((code, printed.as_str()), (0, expected));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn init_makes_a_folder_that_generate_takes() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("shop.yaml"), DOCUMENT).expect("written");
    let expected = "spec/shop.yaml: the document
spec/shop.overlay.yaml: settings that OpenAPI cannot express: names, version, resources

Set up spec/ for the crate `shop` in TIME. Next:
  cargo run -p generator -- check   # report problems in the document
  cargo run -p generator -- list    # list every operation and its Rust method
  cargo run -p generator            # write the crate to generated/
";
    assert_eq!(
        run(folder.path(), &["init", "shop.yaml"]),
        owned(0, expected, "")
    );
    let overlay = folder.path().join("spec/shop.overlay.yaml");
    let text = std::fs::read_to_string(&overlay).expect("it is there");
    assert!(
        text.contains("name: \"shop\"\n          version: \"1.2.0\"\n"),
        "{text}"
    );
    std::fs::write(&overlay, text.replace("\"shop\"", "\"my-shop\"")).expect("written");
    assert_eq!(run(folder.path(), &["generate"]).0, 0);
    let manifest = std::fs::read_to_string(folder.path().join("generated/Cargo.toml"));
    assert!(manifest.expect("a manifest").contains("name = \"my-shop\""));
    // An existing overlay may contain edits, so it is not overwritten.
    let expected = "error: `spec/shop.overlay.yaml` exists with different contents; nothing was written\n  help: move that file, or choose another folder with `--out DIR`\n";
    assert_eq!(
        run(folder.path(), &["init", "shop.yaml"]),
        owned(3, "", expected)
    );
}

#[test]
fn a_folder_has_one_document() {
    let folder = folder();
    let other = folder.path().join("spec/other.yaml");
    std::fs::write(&other, "type: object\n").expect("written");
    assert_eq!(run(folder.path(), &["list"]).0, 0);
    std::fs::write(&other, DOCUMENT).expect("written");
    let expected =
        "error[E0008]: the folder contains 2 documents: `spec/other.yaml` and `spec/shop.yaml`
--> spec
 = help: pass the path of one of them instead of the folder

";
    assert_eq!(run(folder.path(), &["list"]), owned(1, "", expected));
    let (code, _, said) = run(folder.path(), &["list", "."]);
    assert_eq!(code, 1);
    assert!(
        said.starts_with("error[E0008]: the folder contains no OpenAPI document\n"),
        "{said}"
    );
}

/// In `/proc`, nobody can create a folder.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_created_is_named() {
    let folder = folder();
    let (code, _, said) = run(folder.path(), &["--out", "/proc/none"]);
    let expected = "error: the folder `/proc/none` cannot be created: No such file or directory (os error 2)\n";
    assert_eq!(code, 3);
    assert!(said.ends_with(expected), "{said}");
}

#[test]
fn shells_get_completions() {
    let folder = folder();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, printed, said) = run(folder.path(), &["completions", shell]);
        assert_eq!((code, said.as_str()), (0, ""));
        assert!(printed.contains("dry-run"), "{shell}: {printed}");
    }
    assert_eq!(run(folder.path(), &["completions", "tcsh"]).0, 2);
}

#[test]
fn what_cannot_go_together_is_a_usage_error() {
    let folder = folder();
    for arguments in [
        ["--watch", "--check"],
        ["--dry-run", "--check"],
        ["--format", "xml"],
        ["check", "--out=x"],
        ["init", "--out=x"],
    ] {
        assert_eq!(run(folder.path(), &arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn watching_runs_again_when_the_document_changes() {
    let folder = folder();
    let mut child = command(folder.path(), &["--watch", "--out", "out"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut printed = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut line = || printed.next().expect("another line").expect("text");
    while !line().starts_with("Generated `shop` in out/: 2 operations, 1 type, 1 warning; ") {}
    let changed = DOCUMENT.replace("Order", "Purchase");
    std::fs::write(folder.path().join("spec/shop.yaml"), changed).expect("written");
    while !line().starts_with("Generated `shop` in out/: 2 operations, 1 type, 1 warning; ") {}
    child.kill().expect("it is ended");
    child.wait().expect("it has ended");
    assert!(folder.path().join("out/src/types/purchase.rs").exists());
    assert!(!folder.path().join("out/src/types/order.rs").exists());
}
