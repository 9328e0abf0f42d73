//! `init`: a folder for a document, with an overlay to fill in.

mod workflow;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use generator::{Generator, Meaning, Outcome};

use super::exit::{Exit, Failure};
use super::{arguments, output};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let document = arguments::path_of(matches, "DOCUMENT");
    let folder = arguments::path_of(matches, "dir");
    let outcome = Generator::new(&document).describe();
    let Some(meaning) = outcome.made() else {
        output::errors(&outcome, matches);
        return Ok(Exit::of(&outcome));
    };
    let mut files = copies(&outcome, &folder)?;
    let entry = files
        .first()
        .map(|(_, to, _)| to.clone())
        .unwrap_or_default();
    let overlay = entry.with_extension("overlay.yaml");
    let text = overlay_text(meaning, &entry);
    files.push((
        "what OpenAPI cannot say of it: names, version, resources",
        overlay,
        text,
    ));
    if matches.get_flag("workflow") {
        let (path, text) = workflow::file(&folder, &meaning.api.package.name);
        files.push(("checks every pull request on GitHub", path, text));
    }
    refuse_to_overwrite(&files)?;
    for (what, path, text) in &files {
        write(path, text)?;
        output::line(&format!("{}: {what}", path.display()));
    }
    output::line(&commands(&folder));
    Ok(Exit::Done)
}

/// A file to write: what it is, where it goes, what is in it.
type File = (&'static str, PathBuf, String);

/// The files of the description as they are to stand in `folder`, the document itself first.
fn copies(outcome: &Outcome<Meaning>, folder: &Path) -> Result<Vec<File>, Failure> {
    let sources = outcome.sources();
    let from = sources
        .path(sources.entry())
        .parent()
        .unwrap_or(Path::new(""));
    let mut files = Vec::new();
    for path in sources.paths() {
        let Ok(inside) = path.strip_prefix(from) else {
            let message = format!("{} is outside of the document's folder", path.display());
            return Err(Failure::files(message));
        };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::files(format!("{}: {error}", path.display())))?;
        let what = if files.is_empty() {
            "the document"
        } else {
            "a part of it"
        };
        files.push((what, folder.join(inside), text));
    }
    Ok(files)
}

/// Files that are there already stay as they are; if they are others, nothing is written at all.
fn refuse_to_overwrite(files: &[File]) -> Result<(), Failure> {
    for (_, path, text) in files {
        if path.exists() && std::fs::read(path).ok().as_deref() != Some(text.as_bytes()) {
            let message = format!("{} is there already; nothing was written", path.display());
            return Err(Failure::files(message));
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| Failure::files(format!("{}: {error}", path.display())))
}

/// An overlay that says what is said without it, to be changed.
fn overlay_text(meaning: &Meaning, entry: &Path) -> String {
    let package = &meaning.api.package;
    // A text of JSON is one of YAML, whatever is in it.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let document = entry.file_name().unwrap_or_default().to_string_lossy();
    let title = quoted(&format!("The SDK of {}", package.title));
    let (name, version, license) = (
        quoted(&package.name),
        quoted(&package.version),
        quoted(&package.license),
    );
    let call = generator::surface::entries(&meaning.api, &meaning.names)
        .into_iter()
        .next();
    let example = call.map_or_else(
        || "POST /things/{id}/cancel: things.cancel".to_owned(),
        |call| format!("{} {}: things.{}", call.method, call.path, "find"),
    );
    format!(
        "# What OpenAPI cannot say of {document}. It is laid over the document by every run.
overlay: 1.0.0
info: {{ title: {title}, version: 1.0.0 }}
actions:
  - target: $
    update:
      x-sdk:
        crate:
          name: {name}
          version: {version}
          license: {license}
          # repository: https://example.com/sdk
        # Where paths hang on the client: a prefix and a chain of resources.
        # resources:
        #   /v1: ''
        # What operations are called.
        # methods:
        #   {example}
"
    )
}

/// What to run next, each with a word of what it does.
fn commands(folder: &Path) -> String {
    let (file, option) = match folder.to_str() {
        Some("spec") => (String::new(), String::new()),
        _ => {
            let folder = folder.display();
            (format!(" {folder}"), format!(" -- --spec {folder}"))
        }
    };
    let lines = [
        (
            format!(" -- check{file}"),
            "what is wrong with the document",
        ),
        (
            format!(" -- list{file}"),
            "every operation and its method in Rust",
        ),
        (option, "write the crate to generated/"),
    ];
    let width = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = width.unwrap_or_default();
    let lines =
        lines.map(|(line, what)| format!("\n  cargo run -p generator{line:width$}   # {what}"));
    format!("\nNext:{}", lines.concat())
}
