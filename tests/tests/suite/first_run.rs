//! The first runs on a new document: its source, the output folder, and the cases that are refused.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tests::process::{binary, tree, without_time};
use tests::server::{Server, ok};

const SHOP: &str = "openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: https://example.com}]
paths:
  /orders:
    get:
      responses: {'204': {description: d}}
";

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder);
    command.env_remove("GITHUB_ACTIONS");
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The exit code, standard output and standard error, with `FOLDER` in place of the folder.
fn told(folder: &Path, output: Output) -> (i32, String, String) {
    let folder = folder.canonicalize().expect("it is there");
    let folder = folder.display().to_string();
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        without_time(&text.replace(&folder, "FOLDER"))
    };
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = command(folder, arguments).output().expect("it runs");
    told(folder, output)
}

fn owned(code: i32, printed: &str, said: &str) -> (i32, String, String) {
    (code, printed.to_owned(), said.to_owned())
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        let parent = path.parent().expect("it is in a folder");
        std::fs::create_dir_all(parent).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// The document with another title.
fn titled(title: &str) -> String {
    SHOP.replace("Shop", title)
}

#[test]
fn the_document_is_an_argument_and_an_option_of_old() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    let folder = folder.path();
    assert_eq!(run(folder, &["shop.yaml", "--out", "a"]).0, 0);
    assert_eq!(run(folder, &["generate", "shop.yaml", "--out", "b"]).0, 0);
    assert_eq!(run(folder, &["--spec", "shop.yaml", "--out", "c"]).0, 0);
    assert!(tree(&folder.join("a")) == tree(&folder.join("b")));
    assert!(tree(&folder.join("a")) == tree(&folder.join("c")));
    assert_eq!(run(folder, &["shop.yaml", "--spec", "shop.yaml"]).0, 2);
    let help = run(folder, &["--help"]).1;
    assert!(
        help.contains("[SPEC]") && !help.contains("--spec"),
        "{help}"
    );
}

#[test]
fn the_standard_input_is_read() {
    let folder = folder(&[(
        "parts.yaml",
        "Order: {type: object, additionalProperties: true}\n",
    )]);
    let folder = folder.path();
    let piped = |arguments: &[&str], text: &str| {
        let mut command = command(folder, arguments);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("it runs");
        let mut input = child.stdin.take().expect("it is piped");
        // The program may exit before it has read everything.
        let _ = input.write_all(text.as_bytes());
        drop(input);
        told(folder, child.wait_with_output().expect("it ends"))
    };
    let line = "GET /orders → client.orders().list() -> ()\n";
    assert_eq!(piped(&["list", "-"], SHOP), owned(0, line, ""));
    assert_eq!(piped(&["check", "-"], SHOP).0, 0);
    // References are relative to the working directory.
    let body = "{'200': {description: d, content: {application/json: {schema: {$ref: 'parts.yaml#/Order'}}}}}";
    let split = SHOP.replace("{'204': {description: d}}", body);
    let (code, printed, said) = piped(&["-", "--out", "sdk"], &split);
    assert_eq!((code, said.as_str()), (0, ""), "{printed}");
    let broken = SHOP.replace("'204'", "'2040'");
    let (_, _, said) = piped(&["check", "-"], &broken);
    assert!(said.contains("\n --> <stdin>:7:19\n"), "{said}");
    let unreadable = SHOP.replace("openapi: ", "openapi: [");
    let (code, _, said) = piped(&["-", "--out", "sdk"], &unreadable);
    assert_eq!(code, 1);
    let last = said.lines().last();
    assert_eq!(
        last,
        Some("error: `<stdin>` has 1 error; nothing was written"),
        "{said}"
    );
    let init = piped(&["init", "-"], SHOP);
    assert_eq!(init.0, 0, "{}", init.2);
    let copy = std::fs::read_to_string(folder.join("spec/openapi.yaml"));
    assert_eq!(copy.expect("it is there"), SHOP);
    let usage = "error: `--watch` requires a file or folder, but `-` is neither\n";
    assert_eq!(piped(&["-", "--watch"], SHOP), owned(2, "", usage));
    let usage = "error: `--base` requires a file or folder, but `-` is neither\n";
    assert_eq!(
        piped(&["diff", "-", "--base", "main"], SHOP),
        owned(2, "", usage)
    );
    let usage = "error: only one of the documents can be read from standard input\n";
    assert_eq!(piped(&["diff", "-", "-"], SHOP), owned(2, "", usage));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_is_read_where_its_host_is_allowed() {
    let server = Server::by(|request| match request.target() {
        "/api/openapi.yaml?v=1" => {
            ok(&SHOP.replace("{description: d}", "{$ref: 'parts.yaml#/nothing'}"))
        }
        _ => ok("nothing: {description: d}\n"),
    });
    let server = server.await.expect("a port");
    let url = server.url().trim_end_matches("/v1").to_owned();
    let host = url.trim_start_matches("http://").to_owned();
    let document = format!("{url}/api/openapi.yaml?v=1");
    tokio::task::spawn_blocking(move || {
        let folder = folder(&[]);
        let folder = folder.path();
        let allowed = [document.as_str(), "--allow-remote", &host];
        let (code, printed, said) = run(folder, &[&["list"], &allowed[..]].concat());
        let line = "GET /orders → client.orders().list() -> ()\n";
        assert_eq!((code, printed.as_str(), said.as_str()), (0, line, ""));
        assert_eq!(run(folder, &[&["init"], &allowed[..]].concat()).0, 0);
        assert!(folder.join("spec/openapi.yaml").is_file());
        assert!(folder.join("spec/parts.yaml").is_file());
        let (code, _, said) = run(folder, &["list", &document]);
        assert_eq!(code, 3);
        let refused = format!(
            "error[E0001]: fetching from `{host}` is not allowed; allow it with `--allow-remote {host}`\n"
        );
        assert!(said.starts_with(&refused), "{said}");
    })
    .await
    .expect("it ends");
}

#[test]
fn a_crate_of_another_name_is_replaced_only_on_request() {
    let folder = folder(&[("shop.yaml", SHOP), ("zoo.yaml", &titled("Zoo"))]);
    let folder = folder.path();
    assert_eq!(run(folder, &["shop.yaml"]).0, 0);
    let before = tree(folder);
    let refused =
        "error: `generated` contains the crate `shop`, which `zoo` would replace; nothing was written
  help: write to another folder with `--out DIR`, or replace the crate with `--replace`
";
    assert_eq!(run(folder, &["zoo.yaml"]), owned(3, "", refused));
    let (code, printed, _) = run(folder, &["zoo.yaml", "--dry-run"]);
    assert_eq!(code, 0);
    let last = printed.lines().last().unwrap_or_default();
    assert!(
        last.ends_with(
            "(checked in TIME). Nothing was written. The folder contains the crate `shop`; pass `--replace` to replace it."
        ),
        "{last}"
    );
    assert_eq!(run(folder, &["zoo.yaml", "--check"]).0, 1);
    assert!(tree(folder) == before);
    assert_eq!(run(folder, &["zoo.yaml", "--out", "zoo"]).0, 0);
    let (code, printed, said) = run(folder, &["zoo.yaml", "--replace"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(
        printed.starts_with("Generated `zoo` in generated/: 1 operation, 0 types; "),
        "{printed}"
    );
    assert!(tree(&folder.join("zoo")) == tree(&folder.join("generated")));
}

/// Whether cargo accepts the package in a folder.
fn cargo_takes(folder: &Path) -> bool {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(folder)
        .output();
    output.expect("cargo runs").status.success()
}

#[test]
fn a_crate_below_another_workspace_says_what_that_lacks() {
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n";
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let folder = folder(&[
        ("shop.yaml", SHOP),
        ("Cargo.toml", workspace),
        ("app/Cargo.toml", app),
        ("app/src/lib.rs", ""),
    ]);
    let folder = folder.path();
    let hint = "note: the crate is in the folder of the workspace FOLDER/Cargo.toml but is not a member of it, so Cargo refuses to build it
  help: add \"sdks/shop\" to `members` or `exclude` of `[workspace]` in its `Cargo.toml`
";
    let out = folder.join("sdks/shop");
    let (code, _, said) = run(folder, &["shop.yaml", "--out", "sdks/shop"]);
    assert_eq!((code, said.as_str()), (0, hint));
    assert!(!cargo_takes(&out));
    for lists in [
        "members = [\"app\", \"sdks/shop\"]",
        "members = [\"app\"]\nexclude = [\"sdks/shop\"]",
    ] {
        let fixed = workspace.replace("members = [\"app\"]", lists);
        std::fs::write(folder.join("Cargo.toml"), fixed).expect("written");
        assert!(cargo_takes(&out), "{lists}");
        std::fs::remove_file(out.join("Cargo.toml")).expect("removed");
        let (code, _, said) = run(folder, &["shop.yaml", "--out", "sdks/shop"]);
        assert_eq!((code, said.as_str()), (0, ""), "{lists}");
    }
}

#[test]
fn init_finds_a_folder_that_has_no_document() {
    let folder = folder(&[("shop.yaml", SHOP), ("zoo.yaml", &titled("Zoo"))]);
    let folder = folder.path();
    assert_eq!(run(folder, &["init", "shop.yaml"]).0, 0);
    assert_eq!(run(folder, &["generate"]).0, 0);
    let expected = "spec-zoo/zoo.yaml: the document
spec-zoo/zoo.overlay.yaml: settings that OpenAPI cannot express: names, version, resources

Set up spec-zoo/ for the crate `zoo` in TIME. Next:
  cargo run -p generator -- check spec-zoo                       # report problems in the document
  cargo run -p generator -- list spec-zoo                        # list every operation and its Rust method
  cargo run -p generator -- spec-zoo --out generated-zoo         # write the crate to generated-zoo/
";
    let (code, printed, said) = run(folder, &["init", "zoo.yaml"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let squeezed = |text: &str| {
        text.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(squeezed(&printed), squeezed(expected));
    assert_eq!(run(folder, &["spec-zoo", "--out", "generated-zoo"]).0, 0);
    // A second run with the same document changes nothing.
    let before = tree(folder);
    assert_eq!(run(folder, &["init", "shop.yaml"]).0, 0);
    assert_eq!(run(folder, &["init", "zoo.yaml"]).0, 0);
    assert!(tree(folder) == before);
    let refused =
        "error: `spec` already contains a document, `spec/shop.overlay.yaml`; nothing was written
  help: choose another folder with `--out DIR`
";
    assert_eq!(
        run(folder, &["init", "zoo.yaml", "--out", "spec"]),
        owned(3, "", refused)
    );
    assert!(tree(folder) == before);
    assert_eq!(run(folder, &["init", "zoo.yaml", "--dir", "other"]).0, 0);
    assert!(folder.join("other/zoo.yaml").is_file());
}
