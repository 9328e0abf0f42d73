//! Counts gaps in the documentation of generated crates, and compiles its examples:
//! `cargo run -p tests --features slow --bin documentation -- [--check-examples] [FOLDER…]`.
//!
//! Without folders, it generates the documents of `tests/cases`, and OpenAI's document if there is
//! a corpus, into `target/documentation`.

#![expect(clippy::print_stdout, reason = "it reports to whoever runs it")]

mod examples;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::documentation::look_through;
use tests::{corpus, root, run_with};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Cases whose documents have undocumented parts on purpose, or for which no crate is generated.
const LEFT_OUT: [&str; 2] = ["diff", "obstacle"];

fn main() -> Outcome<ExitCode> {
    let (flags, folders): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let check_examples = match flags.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--check-examples"] => true,
        _ => return Err(format!("the only option is `--check-examples`, found {flags:?}").into()),
    };
    let folders = if folders.is_empty() {
        generated()?
    } else {
        folders.into_iter().map(PathBuf::from).collect()
    };
    let mut sound = true;
    for folder in folders {
        sound &= is_said(&folder)?;
        if check_examples {
            sound &= examples::compile(&folder)?;
        }
    }
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Generates the crates of the cases and of OpenAI's document.
fn generated() -> Outcome<Vec<PathBuf>> {
    let cases = root().join("tests/cases");
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(&cases)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && !LEFT_OUT.contains(&name.as_str()) {
            documents.push((name, path.join("openapi.yaml"), Vec::new()));
        }
    }
    documents.sort();
    let openai = corpus::folder().map(|folder| folder.join("openai.yaml"));
    match openai.filter(|path| path.is_file()) {
        Some(path) => {
            let overlay = cases.join("openai.overlay.yaml");
            documents.push(("openai".to_owned(), path, vec![overlay]));
        }
        None => println!("OpenAI's document is left out; there is no corpus (see OPENAPI_CORPUS)"),
    }
    let mut folders = Vec::new();
    for (name, document, overlays) in documents {
        let (said, generated) = run_with(&document, &overlays);
        let generated = generated.ok_or_else(|| format!("{name}: {said}"))?;
        let folder = root().join("target/documentation").join(name);
        generated.files.write(&folder)?;
        folders.push(folder);
    }
    Ok(folders)
}

/// Whether the documentation of the crate in `folder` has no gaps.
fn is_said(folder: &Path) -> Outcome<bool> {
    let place = folder.display();
    let found = look_through(folder).map_err(|error| format!("{place}: {error}"))?;
    println!(
        "{place}: {} of {} methods do not link what they return; {} of {} setters only repeat their \
         name, {} of them although the document describes what they take; {} texts offer a link and \
         have none",
        found.unlinked.len(),
        found.methods,
        found.silent.len(),
        found.setters,
        found.silent_of_described.len(),
        found.dead.len(),
    );
    let missing = [&found.unlinked, &found.silent_of_described, &found.dead];
    let missing: Vec<&String> = missing.into_iter().flatten().collect();
    for place in &missing {
        println!("  {place}");
    }
    Ok(missing.is_empty())
}
