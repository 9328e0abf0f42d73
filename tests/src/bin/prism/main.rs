//! Runs generated clients against an independent server: Prism checks every request against the
//! document, and responds with the document's examples.
//!
//! ```text
//! # client, museum, petstore
//! cargo run --release -p tests --features slow --bin prism
//! # a sample of OpenAI's operations
//! cargo run --release -p tests --features slow --bin prism -- openai
//! ```
//!
//! Needs node (18.20 or newer) and npm, and the corpus (`OPENAPI_CORPUS`, `../shared/corpus` by
//! default) for all documents but the first. Documents that are missing are skipped with a message.
//! Prism is installed to `target/prism`, as are crates, programs and Prism's logs. Prints a line
//! for each operation; exits with 1 if a request violates the document.
//!
//! Calls are derived from the document alone. Arguments and bodies are taken from its examples if
//! they are valid for their schemas, and made from the schemas otherwise.

mod calls;
mod mock;
mod report;
mod values;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::Generator;
use tests::corpus::{entries, folder};
use tests::{client, root};

/// The documents to check if no others are named.
const DOCUMENTS: &[&str] = &["client", "museum", "petstore-swagger"];

/// The maximum number of operations of a document that are called. Each kind of operation is
/// sampled in turn.
const SAMPLE: usize = 120;

fn main() -> ExitCode {
    tests::process::counted("prism", "requests break their document", run)
}

/// The folder for crates, programs and logs.
fn output() -> PathBuf {
    root().join("target/prism")
}

/// Checks each document. Returns the number of requests that violate their document.
fn run() -> Result<usize, String> {
    let Some(prism) = mock::install()? else {
        println!("prism: left out; there is no node or npm");
        return Ok(0);
    };
    let named: Vec<String> = std::env::args().skip(1).collect();
    let default = DOCUMENTS.iter().map(|name| (*name).to_owned());
    let names = if named.is_empty() {
        default.collect()
    } else {
        named
    };
    let mut violations = 0;
    for name in names {
        match document(&name)? {
            Some(path) => violations += one(&prism, &name, &path)?,
            None => println!("{name}: left out; there is no such document in the corpus\n"),
        }
    }
    Ok(violations)
}

/// Returns the path of a document, or `None` if it is missing.
fn document(name: &str) -> Result<Option<PathBuf>, String> {
    if name == "client" {
        return Ok(Some(client()));
    }
    let Some(folder) = folder() else {
        return Ok(None);
    };
    let mut entries = entries(&folder)?.into_iter();
    let entry = entries.find(|entry| entry.name == name);
    Ok(entry.map(|entry| entry.path))
}

/// Generates the crate of a document, calls its operations, and prints the results. Returns the
/// number of requests that violate the document.
fn one(prism: &Path, name: &str, path: &Path) -> Result<usize, String> {
    let mut generator = Generator::new(path);
    if path == client() {
        generator = generator.overlay(root().join("tests/src/bin/prism/copy.overlay.yaml"));
    }
    let outcome = generator.generate();
    let made = outcome.made();
    let made = made.ok_or_else(|| format!("{name}: the document has an error"))?;
    let folder = output().join("crates").join(name);
    made.files
        .write(&folder)
        .map_err(|failure| failure.to_string())?;
    let calls = calls::plan(outcome.sources(), &made.source_map, SAMPLE);
    let program = calls::build(&folder, &calls)?;
    let mock = mock::Mock::start(prism, name, path)?;
    let answers = mock.ask(&program, &folder, calls.len())?;
    drop(mock);
    let (table, violations) = report::table(&calls, &answers);
    println!("{name}: {} operations\n\n{table}", made.operations);
    Ok(violations)
}
