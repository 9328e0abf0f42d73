//! The documents of version 2.0 in packages of npm through the generator.
//!
//! ```text
//! cargo run --release -p tests --features slow --bin packages            # all documents
//! cargo run --release -p tests --features slow --bin packages -- zoo     # those whose paths contain it
//! cargo run -p tests --features slow --bin packages -- --compile         # also checks the crates
//! ```
//!
//! `packages.tsv` lists the packages. Needs npm; without it, the run is skipped with a word. See
//! `directory`, which does the same with another package, for the table and the exit code.

#[path = "../directory/document.rs"]
mod document;
#[path = "../directory/report.rs"]
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use document::Outcome;
use generator::Generator;
use tests::corpus::compile;
use tests::{npm, root};

/// The packages and their versions.
const PACKAGES: &str = include_str!("packages.tsv");

/// The documents that are known to be refused or to lose operations, and why.
const LISTED: &str = include_str!("listed.tsv");

fn main() -> ExitCode {
    document::main("packages", run)
}

/// Runs every document whose path contains one of the words; how many are not as listed, or have a crate for
/// which rustc reports an error or a warning.
fn run(words: &[String]) -> Result<usize, String> {
    let compiles = words.iter().any(|word| word == "--compile");
    let words: Vec<&String> = words.iter().filter(|word| *word != "--compile").collect();
    if !npm::works("npm") {
        println!("packages: skipped; `npm` is not installed");
        return Ok(0);
    }
    let output = root().join("target/packages");
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    let (mut compiled, mut faulty) = (0, 0);
    for line in PACKAGES.lines().filter(|line| !line.starts_with('#')) {
        let (package, version) = line.split_once('\t').ok_or("a line has no version")?;
        let folder = npm::install(&output, package, version)?;
        let mut documents = Vec::new();
        collect(&folder, &mut documents)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        documents.sort();
        for path in documents {
            let inside = path.strip_prefix(&folder).unwrap_or(&path);
            let name = format!("{package}/{}", inside.to_string_lossy().replace('\\', "/"));
            if words.is_empty() || words.iter().any(|word| name.contains(word.as_str())) {
                let outcome = document::ask(&program, &path);
                if compiles
                    && outcome.crashed.is_none()
                    && let Some(is_faulty) = compile(&name, &path, &output)?
                {
                    compiled += 1;
                    faulty += usize::from(is_faulty);
                }
                outcomes.push((name, outcome));
            }
        }
    }
    let (text, differing) = report::table(LISTED, &outcomes, words.is_empty());
    println!("{text}");
    if compiles {
        println!("{compiled} crates checked, {faulty} with errors or warnings of rustc");
    }
    Ok(differing + faulty)
}

/// Checks the crate of a document. Returns whether rustc reports anything, or `None` if the document is refused.
fn compile(name: &str, path: &Path, output: &Path) -> Result<Option<bool>, String> {
    let Ok(generated) = Generator::new(path).generate().into_result() else {
        return Ok(None);
    };
    let folder = output.join("crate");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let written = generated.files.write(&folder);
    written.map_err(|error| error.to_string())?;
    let check = compile::check(&folder)?;
    for message in &check.messages {
        println!("{name}: {}: {}", message.place, message.text);
    }
    Ok(Some(!check.messages.is_empty()))
}

/// Collects the documents of version 2.0 in a folder, except those of other packages.
fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "node_modules") {
                collect(&path, documents)?;
            }
            continue;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("json" | "yaml" | "yml")) && is_document(&path)? {
            documents.push(path);
        }
    }
    Ok(())
}

/// Whether a file states version 2.0 and has paths.
fn is_document(path: &Path) -> std::io::Result<bool> {
    let bytes = std::fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let plain: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && !"\"'".contains(*char))
        .collect();
    Ok(plain.contains("swagger:2") && plain.contains("paths:"))
}
