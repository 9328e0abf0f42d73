//! Inputs that are not OpenAPI documents. Each command exits with a documented exit code and a
//! helpful message, and does not change the folder. All messages are in one snapshot, to be read as
//! a whole.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tests::process::{binary, tree, without_time};

use inputs::{GOOD, Input, all};

mod inputs;

/// The commands, in which `DOCUMENT` is replaced by the input.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("generate", &["DOCUMENT", "--out", "out"]),
    ("generate --check", &["DOCUMENT", "--out", "out", "--check"]),
    (
        "generate --dry-run",
        &["DOCUMENT", "--out", "out", "--dry-run"],
    ),
    ("check", &["check", "DOCUMENT"]),
    ("list", &["list", "DOCUMENT"]),
    ("diff", &["diff", "DOCUMENT", "good/api.yaml"]),
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
    let inputs = all();
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
