//! Decides which files of a folder are the document and its overlays.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Access, Revision, RevisionError, Sources};

const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// The document and the overlays at `spec`: the file itself, or what a folder holds.
pub(crate) fn find(spec: &Path) -> Result<(PathBuf, Vec<PathBuf>), Diagnostic> {
    if !spec.is_dir() {
        return Ok((spec.to_owned(), Vec::new()));
    }
    let wrong =
        |code, message: String| Diagnostic::new(code, Place::Path(spec.to_owned()), message);
    let entries = std::fs::read_dir(spec).map_err(|error| {
        wrong(
            Code::UnreadableFile,
            format!("the folder cannot be read: {error}"),
        )
    })?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| has_ending(path) && path.is_file())
        .collect();
    files.sort();
    let (overlays, documents): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|path| is_called_overlay(path));
    let several = documents.len() > 1;
    // Documents are written in several files, too; one of them is the entry.
    let entries: Vec<&PathBuf> = documents
        .iter()
        .filter(|path| !several || is_entry(path))
        .collect();
    match entries.as_slice() {
        [one] => Ok(((*one).clone(), overlays)),
        [] => {
            let message = "the folder contains no OpenAPI document".to_owned();
            let help = "add a `.yaml`, `.yml` or `.json` file with the key `openapi`";
            Err(wrong(Code::NoSingleDocument, message).help(help))
        }
        several => {
            let names = several.iter().map(|path| path.display().to_string());
            let names = names.collect::<Vec<_>>().join(", ");
            let message = format!("the folder contains more than one document: {names}");
            Err(wrong(Code::NoSingleDocument, message).help("choose one with `--spec FILE`"))
        }
    }
}

/// The document and its overlays as a revision names them, those first that are in the document's
/// folder.
pub(crate) fn at_revision(
    spec: &Path,
    overlays: &[PathBuf],
    name: &str,
) -> Result<(PathBuf, Vec<PathBuf>, Revision), RevisionError> {
    let (entry, found) = find(spec).unwrap_or_else(|_| (spec.to_owned(), Vec::new()));
    let folder = entry
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let revision = Revision::open(folder.unwrap_or(Path::new(".")), name)?;
    let there = |path: &PathBuf| revision.path_of(path).filter(|path| revision.has(path));
    let overlays = found.iter().chain(overlays).filter_map(there).collect();
    let outside = || RevisionError::Outside(entry.clone());
    let path = revision.path_of(&entry).ok_or_else(outside)?;
    Ok((path, overlays, revision))
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Whether a file is called as overlays are.
fn is_called_overlay(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.is_some_and(|stem| stem == "overlay" || stem.ends_with(".overlay"))
}

/// Whether a file says that it is an OpenAPI document.
fn is_entry(path: &Path) -> bool {
    has_key(path, "openapi") || has_key(path, "swagger")
}

/// Whether a file says that it is an OpenAPI Overlay.
#[must_use]
pub fn is_overlay(path: &Path) -> bool {
    path.is_file() && has_key(path, "overlay")
}

fn has_key(path: &Path, key: &str) -> bool {
    let (sources, _) = Sources::open(path, Access::default());
    let root = sources.root(sources.entry());
    root.is_some_and(|root| root.child(key).is_some())
}
