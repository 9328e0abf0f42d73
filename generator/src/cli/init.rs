//! `init`: sets up a folder with a copy of a document and an overlay to fill in.

mod workflow;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;
use generator::{Meaning, Outcome};

use workflow::SPEC;

use super::exit::{Exit, Failure};
use super::{arguments, document, ending, output, replacement};

/// The limit for numbered folder names.
const NAMES: usize = 100;

/// The folder that the generator writes to by default.
const GENERATED: &str = "generated";

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let started = Instant::now();
    let spec = document::named(matches);
    let outcome = document::opened(matches, &spec)?.describe();
    let Some(meaning) = outcome.made() else {
        output::errors(&outcome, matches);
        ending::stopped(&outcome, &spec.display().to_string(), "nothing was written");
        return Ok(Exit::of(&outcome));
    };
    let files = files(&outcome, meaning)?;
    let package = &meaning.api.package.name;
    let folder = match arguments::given(matches, "out") {
        Some(folder) => match occupant(&folder, &files) {
            Some(other) => {
                let message = format!(
                    "`{}` already contains a document, `{}`; nothing was written\n  help: choose another folder with `--out DIR`",
                    folder.display(),
                    other.display()
                );
                return Err(Failure::files(message));
            }
            None => folder,
        },
        None => free_folder(package, &files),
    };
    let elsewhere = "move that file, or choose another folder with `--out DIR`";
    refuse_to_overwrite(&folder, &files, elsewhere)?;
    let workflow = matches
        .get_flag("workflow")
        .then(|| workflow::file(&folder, package));
    let workflow: Vec<File> = workflow.into_iter().collect();
    let without = "move that file, or omit `--workflow`";
    refuse_to_overwrite(Path::new(""), &workflow, without)?;
    for (what, path, text) in &files {
        let path = folder.join(path);
        write(&path, text)?;
        output::line(&format!("{}: {what}", path.display()));
    }
    for (what, path, text) in &workflow {
        write(path, text)?;
        output::line(&format!("{}: {what}", path.display()));
    }
    output::line(&format!(
        "\nSet up {} for the crate `{package}` {}. Next:{}",
        ending::folder(&folder),
        ending::took(started),
        commands(&folder, package)
    ));
    Ok(Exit::Done)
}

/// A file to write: its purpose, its path and its text.
type File = (&'static str, PathBuf, String);

/// The files of the document, the entry document first, and the overlay.
fn files(outcome: &Outcome<Meaning>, meaning: &Meaning) -> Result<Vec<File>, Failure> {
    let sources = outcome.sources();
    let from = sources
        .path(sources.entry())
        .parent()
        .unwrap_or(Path::new(""));
    let mut files = Vec::new();
    for (path, text) in sources.texts() {
        let Ok(inside) = path.strip_prefix(from) else {
            let message = format!("{} is outside the folder of the document", path.display());
            return Err(Failure::files(message));
        };
        let (what, inside) = if files.is_empty() {
            ("the document", file_name(inside, text))
        } else {
            ("a file that the document refers to", inside.to_owned())
        };
        files.push((what, inside, text.to_owned()));
    }
    let entry = files.first().map(|(_, path, _)| path.clone());
    let entry = entry.unwrap_or_default();
    files.push((
        "settings that OpenAPI cannot express: names, version, resources",
        entry.with_extension("overlay.yaml"),
        overlay_text(meaning, &entry),
    ));
    Ok(files)
}

/// The file name for the copy of the document. Standard input and many URLs have no file name with
/// a suitable extension; their copy gets a default name.
fn file_name(path: &Path, text: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| ["yaml", "yml", "json"].contains(&ending)) {
        return name.into();
    }
    let is_json = text.trim_start().starts_with('{');
    if is_json {
        "openapi.json"
    } else {
        "openapi.yaml"
    }
    .into()
}

/// The folder to create: `spec`, or `spec-PACKAGE` if `spec` already contains a document.
fn free_folder(package: &str, files: &[File]) -> PathBuf {
    let numbered = (2..NAMES).map(|number| format!("{SPEC}-{package}-{number}"));
    let names = [SPEC.to_owned(), format!("{SPEC}-{package}")];
    let mut folders = names.into_iter().chain(numbered).map(PathBuf::from);
    let free = folders.find(|folder| occupant(folder, files).is_none());
    free.unwrap_or_else(|| SPEC.into())
}

/// A document or overlay in `folder` that is not one of `files`. Writing to that folder would leave
/// two documents in it.
fn occupant(folder: &Path, files: &[File]) -> Option<PathBuf> {
    let own = |path: &Path| {
        let mut files = files.iter();
        files.any(|(_, file, _)| folder.join(file) == *path)
    };
    let entry = files.first();
    let is_same = |path: &Path| {
        let text = entry.map(|(_, _, text)| text.as_bytes());
        std::fs::read(path).ok().as_deref() == text
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let started = entry.is_some_and(|(_, file, _)| is_same(&folder.join(file)));
    let mut others = paths
        .into_iter()
        .filter(|path| generator::is_document(path));
    others.find(|path| !(started && own(path)))
}

/// Fails if a file exists with different contents. Files with the same contents are kept.
fn refuse_to_overwrite(folder: &Path, files: &[File], help: &str) -> Result<(), Failure> {
    for (_, path, text) in files {
        let path = folder.join(path);
        if path.exists() && std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            let message = format!(
                "`{}` exists with different contents; nothing was written\n  help: {help}",
                path.display()
            );
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

/// The beginning of a path up to its first parameter.
fn beginning(path: &str) -> &str {
    let end = path.find("/{").unwrap_or(path.len());
    path.get(..end).unwrap_or_default()
}

/// The text of an overlay that repeats the defaults, as a starting point for edits.
fn overlay_text(meaning: &Meaning, entry: &Path) -> String {
    let package = &meaning.api.package;
    // JSON strings are valid YAML, whatever they contain.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let document = entry.file_name().unwrap_or_default().to_string_lossy();
    let title = quoted(&format!("SDK settings for {}", package.title));
    let (name, version, license) = (
        quoted(&package.name),
        quoted(&package.version),
        quoted(&package.license),
    );
    let call = generator::surface::entries(&meaning.api, &meaning.names)
        .into_iter()
        .next();
    let prefix = call.as_ref().map_or("", |call| beginning(&call.path));
    let prefix = if prefix.is_empty() { "/users" } else { prefix };
    let example = call.as_ref().map_or_else(
        || "POST /things/{id}/cancel: things.cancel".to_owned(),
        |call| format!("{} {}: things.{}", call.method, call.path, "find"),
    );
    format!(
        "# Settings for {document} that OpenAPI cannot express. Every run applies this overlay.
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
        # The resource of all paths with a given prefix, as a chain of names.
        # resources:
        #   {prefix}: admin.users
        # The names of methods.
        # methods:
        #   {example}
"
    )
}

/// The commands to run next, each with a comment. A crate with a different name is not replaced.
fn commands(folder: &Path, package: &str) -> String {
    let is_default = folder == Path::new(SPEC);
    let is_taken = replacement::replaced(Path::new(GENERATED), package).is_some();
    let spec = if is_default {
        String::new()
    } else {
        format!(" {}", folder.display())
    };
    let (out, option) = if is_taken {
        let out = format!("{GENERATED}-{package}");
        (out.clone(), format!(" --out {out}"))
    } else {
        (GENERATED.to_owned(), String::new())
    };
    let arguments = match format!("{spec}{option}") {
        none if none.is_empty() => none,
        some => format!(" --{some}"),
    };
    let lines = [
        (
            format!(" -- check{spec}"),
            "report problems in the document".to_owned(),
        ),
        (
            format!(" -- list{spec}"),
            "list every operation and its Rust method".to_owned(),
        ),
        (arguments, format!("write the crate to {out}/")),
    ];
    let width = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = width.unwrap_or_default();
    let lines =
        lines.map(|(line, what)| format!("\n  cargo run -p generator{line:width$}   # {what}"));
    lines.concat()
}
