//! Runs the generator as a process, and reads the files that it leaves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::root;

/// The path of the generator's binary, which is built if it is out of date.
///
/// # Panics
/// If it cannot be built.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| build(&[]))
}

/// Like [`binary`], but optimized, as users run it.
///
/// # Panics
/// If it cannot be built.
#[cfg(feature = "slow")]
pub fn optimized() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| build(&["--release"]))
}

#[expect(clippy::expect_used, reason = "a test without its binary has failed")]
fn build(profile: &[&str]) -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    // Builds the whole workspace, as the tests do: cargo then unifies features in the same way, and
    // builds no dependency twice.
    command.args(["build", "--quiet", "--workspace", "--bin", "generator"]);
    if cfg!(feature = "slow") {
        command.args(["--features", "tests/slow"]);
    }
    let output = command
        .args(["--message-format", "json"])
        .args(profile)
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let executable = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(PathBuf::from(message.get("executable")?.as_str()?))
    };
    let mut found = messages.lines().filter_map(executable);
    found.next_back().expect("the generator is built")
}

/// Prepares a run of the generator on a document, with captured output. A crate of another name is
/// replaced.
#[must_use]
pub fn generator(document: &Path, out: &Path) -> Command {
    let mut command = Command::new(binary());
    command.arg(document).arg("--out").arg(out).arg("--replace");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Replaces the duration in `in 0.1 s` by `TIME` in a text of the generator.
#[must_use]
pub fn without_time(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("in ") {
        shown.push_str(before);
        shown.push_str("in ");
        let digits = after.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.');
        rest = match digits.strip_prefix(" s") {
            Some(behind) if digits.len() < after.len() => {
                shown.push_str("TIME");
                behind
            }
            _ => after,
        };
    }
    shown + rest
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A folder.
    Folder,
    /// A symbolic link with its target.
    Link(PathBuf),
    /// A file with its content.
    File(Vec<u8>),
}

/// Reads a folder recursively, by relative path. Links are not followed.
///
/// # Panics
/// If it cannot be read.
#[must_use]
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Entry> {
    walk(folder, |path, about| {
        let read = || std::fs::read(path).map(Entry::File);
        let link = || std::fs::read_link(path).map(Entry::Link);
        let entry = match about {
            about if about.is_dir() => Ok(Entry::Folder),
            about if about.is_symlink() => link(),
            _ => read(),
        };
        #[expect(clippy::expect_used, reason = "a test without its files has failed")]
        entry.expect("it can be read")
    })
}

/// The modification times of the files of a folder, by relative path.
///
/// # Panics
/// If it cannot be read.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without its files has failed")]
pub fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut times = walk(folder, |_, about| {
        let time = about.modified().expect("files have times");
        about.is_file().then_some(time)
    });
    times.retain(|_, time| time.is_some());
    let known = times.into_iter();
    known
        .filter_map(|(path, time)| Some((path, time?)))
        .collect()
}

#[expect(clippy::expect_used, reason = "a test without its files has failed")]
fn walk<T>(folder: &Path, see: impl Fn(&Path, &std::fs::Metadata) -> T) -> BTreeMap<PathBuf, T> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            let about = path.symlink_metadata().expect("it is there");
            let inside = path.strip_prefix(folder).expect("it is inside");
            found.insert(inside.to_owned(), see(&path, &about));
            if about.is_dir() {
                open.push(path);
            }
        }
    }
    found
}

/// Runs a program in a thread whose stack is large enough for documents that nest deeply. `run`
/// returns the number of failures, which `failures` describes.
#[cfg(feature = "slow")]
pub fn counted(
    program: &str,
    failures: &str,
    run: impl FnOnce() -> Result<usize, String> + Send + 'static,
) -> std::process::ExitCode {
    const STACK: usize = 256 << 20;
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run);
    let outcome = match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err("the thread panicked".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    match outcome {
        Ok(0) => return std::process::ExitCode::SUCCESS,
        Ok(count) => eprintln!("{program}: {count} {failures}"),
        Err(message) => eprintln!("{program}: {message}"),
    }
    std::process::ExitCode::FAILURE
}
