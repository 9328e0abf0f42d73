//! Inputs that are not OpenAPI documents. Each command exits with a documented exit code and a
//! helpful message, and does not change the folder. All messages are in one snapshot, to be read as
//! a whole.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tests::process::{binary, tree, without_time};

const GOOD: &str = "openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: https://example.com}]
paths:
  /orders:
    get:
      responses: {'204': {description: d}}
";

/// An input: its description, the argument that names it, and a function that creates it in a
/// folder.
struct Input {
    what: &'static str,
    argument: &'static str,
    make: Box<dyn Fn(&Path) + Send + Sync>,
}

/// A file with this text.
fn text(what: &'static str, argument: &'static str, text: &'static str) -> Input {
    bytes(what, argument, text.as_bytes())
}

fn bytes(what: &'static str, argument: &'static str, bytes: &'static [u8]) -> Input {
    let make = move |folder: &Path| {
        std::fs::write(folder.join(argument), bytes).expect("written");
    };
    Input {
        what,
        argument,
        make: Box::new(make),
    }
}

/// Something other than a regular file, which `make` creates.
fn other(
    what: &'static str,
    argument: &'static str,
    make: impl Fn(&Path) + Send + Sync + 'static,
) -> Input {
    Input {
        what,
        argument,
        make: Box::new(make),
    }
}

fn folder_of(files: &'static [(&'static str, &'static str)]) -> impl Fn(&Path) + Send + Sync {
    move |folder| {
        let inside = folder.join("api");
        std::fs::create_dir(&inside).expect("made");
        for (name, text) in files {
            std::fs::write(inside.join(name), text).expect("written");
        }
    }
}

fn places() -> Vec<Input> {
    let mut places = vec![
        other("A missing file", "nowhere.yaml", |_| {}),
        other("No `spec/` folder", "spec", |_| {}),
        other("An empty folder", "api", folder_of(&[])),
        other(
            "A folder without a document",
            "api",
            folder_of(&[("notes.txt", "later")]),
        ),
        other(
            "A folder with two documents",
            "api",
            folder_of(&[("a.yaml", GOOD), ("b.yaml", GOOD)]),
        ),
        other(
            "A URL whose host is not allowed",
            "https://example.com/openapi.yaml",
            |_| {},
        ),
        other("An empty standard input", "-", |_| {}),
    ];
    #[cfg(unix)]
    places.push(other(
        "A file that cannot be opened",
        "loop.yaml",
        |folder| {
            // A link to itself. Unlike missing permissions, it also fails for the superuser.
            let link = folder.join("loop.yaml");
            std::os::unix::fs::symlink("loop.yaml", link).expect("linked");
        },
    ));
    places
}

fn syntax() -> Vec<Input> {
    vec![
        text("An empty file", "empty.yaml", ""),
        text("Nothing but comments", "comments.yaml", "# later\n\n# more\n"),
        bytes("A binary file", "binary.yaml", b"\x7fELF\x02\x01\x01\0\0\0\0\0"),
        bytes(
            "Text that is not UTF-8",
            "latin.yaml",
            b"openapi: 3.1.0\ninfo: {title: Shop, version: 1.2.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {get: {summary: Caf\xe9, responses: {'204': {description: d}}}}\n",
        ),
        text(
            "YAML that is not valid",
            "broken.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a: b: c\n",
        ),
        text(
            "A tab in the indentation",
            "tab.yaml",
            "openapi: 3.1.0\ninfo:\n\ttitle: T\n\tversion: 1.0.0\npaths: {}\n",
        ),
        text(
            "A bracket that is not closed in YAML",
            "open.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}\npaths:\n  /a: {}\n",
        ),
        text(
            "JSON that is not valid",
            "broken.json",
            "{\"openapi\": \"3.1.0\",\n \"info\" [}",
        ),
        text(
            "A bracket that is not closed in JSON",
            "open.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n    \"title\": \"T\",\n    \"version\": \"1.0.0\"\n  ,\n  \"paths\": {}\n}\n",
        ),
        text(
            "A list that ends with the wrong bracket",
            "wrong.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"servers\": [{\"url\": \"https://example.com\"},\n  \"paths\": {}\n}\n",
        ),
        text(
            "A trailing comma in JSON",
            "comma.json",
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Shop\", \"version\": \"1.2.0\"},\n \"servers\": [{\"url\": \"https://example.com\"}],\n \"paths\": {\"/orders\": {\"get\": {\"responses\": {\"204\": {\"description\": \"d\"}}}}},\n}\n",
        ),
    ]
}

fn formats() -> Vec<Input> {
    vec![
        text(
            "An HTML page",
            "page.html",
            "<!DOCTYPE html>\n<html><head><title>API</title></head><body><div id=\"swagger-ui\"></div></body></html>\n",
        ),
        text(
            "Swagger 1",
            "swagger.json",
            "{\"swaggerVersion\": \"1.2\", \"apiVersion\": \"1.0.0\", \"apis\": []}",
        ),
        text(
            "AsyncAPI",
            "asyncapi.yaml",
            "asyncapi: 3.0.0\ninfo: {title: T, version: 1.0.0}\nchannels: {}\n",
        ),
        text(
            "A Postman collection",
            "postman.json",
            "{\"info\": {\"name\": \"T\", \"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}, \"item\": []}",
        ),
        text(
            "A GraphQL schema",
            "schema.graphql",
            "type Query {\n  order(id: ID!): Order\n}\n\ntype Order { id: ID! }\n",
        ),
        text(
            "RAML",
            "api.raml",
            "#%RAML 1.0\ntitle: T\n/orders:\n  get:\n",
        ),
        text(
            "A Google API discovery document",
            "discovery.json",
            "{\"kind\": \"discovery#restDescription\", \"discoveryVersion\": \"v1\", \"id\": \"drive:v3\"}",
        ),
        text(
            "OpenRPC",
            "openrpc.json",
            "{\"openrpc\": \"1.2.6\", \"info\": {\"title\": \"T\", \"version\": \"1.0.0\"}, \"methods\": []}",
        ),
        text(
            "A recording of requests",
            "requests.har",
            "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"T\", \"version\": \"1\"}, \"entries\": []}}",
        ),
        text(
            "An Insomnia export",
            "insomnia.json",
            "{\"_type\": \"export\", \"__export_format\": 4, \"resources\": []}",
        ),
        text(
            "A Smithy model",
            "model.json",
            "{\"smithy\": \"2.0\", \"shapes\": {}}",
        ),
        text(
            "TypeSpec",
            "main.tsp",
            "import \"@typespec/http\";\n\n@service\nnamespace Shop;\n\nop read(): string;\n",
        ),
        text(
            "OData",
            "metadata.xml",
            "<?xml version=\"1.0\"?>\n<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"/>\n",
        ),
        text(
            "WADL",
            "application.wadl",
            "<?xml version=\"1.0\"?>\n<application xmlns=\"http://wadl.dev.java.net/2009/02\"/>\n",
        ),
        text(
            "WSDL",
            "api.wsdl",
            "<?xml version=\"1.0\"?>\n<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>\n",
        ),
        text(
            "An OpenAPI Overlay",
            "overlay.yaml",
            "overlay: 1.0.0\ninfo: {title: O, version: 1.0.0}\nactions: [{target: $, update: {x-a: 1}}]\n",
        ),
        text(
            "YAML of another kind",
            "compose.yaml",
            "services: {web: {image: nginx}}\n",
        ),
    ]
}

fn documents() -> Vec<Input> {
    vec![
        text(
            "A version that does not exist",
            "version.yaml",
            "openapi: 4.0.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n",
        ),
        text(
            "A misspelled `openapi`",
            "openap.yaml",
            "opanapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n",
        ),
        text(
            "A misspelled `paths`",
            "pathes.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npathes:\n  /orders: {get: {responses: {'204': {description: d}}}}\n",
        ),
        text(
            "A misspelled verb",
            "psot.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {psot: {responses: {'204': {description: d}}}}\n",
        ),
        text(
            "A reference that leads nowhere",
            "dangling.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {get: {responses: {'204': {$ref: '#/components/responses/Nothing'}}}}\n",
        ),
    ]
}

/// The commands, in which `DOCUMENT` is replaced by the input.
const COMMANDS: [(&str, &[&str]); 8] = [
    ("generate", &["DOCUMENT", "--out", "out"]),
    ("generate --check", &["DOCUMENT", "--out", "out", "--check"]),
    (
        "generate --dry-run",
        &["DOCUMENT", "--out", "out", "--dry-run"],
    ),
    ("check", &["check", "DOCUMENT"]),
    ("list", &["list", "DOCUMENT"]),
    ("diff, old", &["diff", "DOCUMENT", "good/api.yaml"]),
    ("diff, new", &["diff", "good/api.yaml", "DOCUMENT"]),
    ("init", &["init", "DOCUMENT", "--out", "new"]),
];

/// The outcome of a command.
struct Ran {
    code: i32,
    printed: String,
    said: String,
}

fn run(folder: &Path, input: &Input, arguments: &[&str]) -> Ran {
    let arguments = arguments.iter().map(|argument| match *argument {
        "DOCUMENT" => input.argument,
        other => other,
    });
    let mut command = Command::new(binary());
    command.args(arguments).current_dir(folder);
    for variable in ["GITHUB_ACTIONS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    // A panic would then print a backtrace, which shows in the snapshot.
    command.env("RUST_BACKTRACE", "1");
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child
        .stdin
        .take()
        .expect("it is piped")
        .flush()
        .expect("it is closed");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| without_time(&String::from_utf8(bytes).expect("UTF-8"));
    let code = output.status.code().expect("it ends by itself");
    let (printed, said) = (text(output.stdout), text(output.stderr));
    let at = format!(
        "{}: {arguments:?}\n{said}",
        input.what,
        arguments = command.get_args()
    );
    assert!((0..=3).contains(&code), "{at}");
    assert!(
        !said.contains("panicked") && !said.contains("backtrace"),
        "{at}"
    );
    Ran {
        code,
        printed,
        said,
    }
}

/// The section of an input: the message once, then the further output of each command.
fn section(input: &Input) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::create_dir(folder.join("good")).expect("made");
    std::fs::write(folder.join("good/api.yaml"), GOOD).expect("written");
    (input.make)(folder);
    let before = tree(folder);
    let runs = COMMANDS.map(|(name, arguments)| {
        let ran = run(folder, input, arguments);
        if ran.code == 0 {
            for made in ["out", "new"] {
                // Restores the folder for the next command.
                let _ = std::fs::remove_dir_all(folder.join(made));
            }
        }
        let at = format!("{}: {name} wrote something", input.what);
        assert!(tree(folder) == before, "{at}");
        (name, ran)
    });
    let message = ["list", "check"].iter().find_map(|command| {
        let (_, ran) = runs.iter().find(|(name, _)| name == command)?;
        Some(ran.said.trim_end()).filter(|said| !said.is_empty())
    });
    let message = message.unwrap_or_default();
    let mut section = format!("== {}\n{message}\n", input.what);
    let mut last: Option<(i32, String)> = None;
    for (name, ran) in &runs {
        let this = (ran.code, beside(ran, message));
        if last.as_ref() == Some(&this) {
            let _ = write!(section, ", {name}");
            continue;
        }
        if let Some((code, said)) = last.replace(this) {
            let _ = write!(section, ": {code}{said}");
        }
        let _ = write!(section, "\n{name}");
    }
    if let Some((code, said)) = last {
        let _ = write!(section, ": {code}{said}");
    }
    section + "\n"
}

/// The output of a command with the message replaced by `…`, independent of the number of files in
/// a crate.
fn beside(ran: &Ran, message: &str) -> String {
    let said = [&ran.said, &ran.printed].map(|text| text.trim_end());
    let said = said.join("\n").replacen(message, "…\n", 1);
    let mut lines: Vec<String> = Vec::new();
    for line in said.lines().filter(|line| !line.is_empty()) {
        let line = match line.split_once(": ") {
            Some((path, state @ ("missing" | "new"))) if path.starts_with("out/") => {
                format!("out/…: {state}")
            }
            _ => without_count(line),
        };
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    lines
        .iter()
        .fold(String::new(), |text, line| text + "\n    " + line)
}

/// A line without the number of files that it states.
fn without_count(line: &str) -> String {
    match line.split_once(" files ") {
        Some((before, after)) => {
            let before = before.trim_end_matches(|char: char| char.is_ascii_digit());
            format!("{before}SOME files {after}")
        }
        None => line.to_owned(),
    }
}

#[test]
fn every_command_says_what_is_wrong() {
    let inputs: Vec<Input> = [places(), syntax(), formats(), documents()]
        .into_iter()
        .flatten()
        .collect();
    let sections: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = inputs
            .iter()
            .map(|input| scope.spawn(move || section(input)))
            .collect();
        let sections = threads.into_iter();
        sections
            .map(|thread| thread.join().expect("it ends"))
            .collect()
    });
    super::assert_snapshot("broken_inputs", &sections.join("\n"));
}
