//! Finds the document and its overlays in a folder, and reports problems of the files themselves.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{Access, Notice, Position, Revision, RevisionError, Sources, is_url};

/// The help text if there is no document.
const NO_DOCUMENT: &str = "pass the path of an OpenAPI document, or copy one into a folder with \
                           `cargo run -p generator -- init SPEC`";

const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Returns the document and the overlays at `spec`, which is the document itself or a folder.
pub(crate) fn find(spec: &Path) -> Result<(PathBuf, Vec<PathBuf>), Diagnostic> {
    let wrong =
        |code, message: String| Diagnostic::new(code, Place::Path(spec.to_owned()), message);
    if !spec.is_dir() {
        // A path without an extension is treated as a folder.
        if spec.extension().is_none() && is_absent(spec) {
            let message = "the file or folder does not exist".to_owned();
            return Err(wrong(Code::UnreadableFile, message).help(NO_DOCUMENT));
        }
        return Ok((spec.to_owned(), Vec::new()));
    }
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
    // A document may consist of several files. Only its entry has the key `openapi` or `swagger`.
    let entries: Vec<&PathBuf> = documents
        .iter()
        .filter(|path| !several || is_entry(path))
        .collect();
    match entries.as_slice() {
        [one] => Ok(((*one).clone(), overlays)),
        [] => {
            let is_empty = overlays.is_empty() && is_empty(spec);
            let (message, help) = if is_empty {
                ("the folder is empty", NO_DOCUMENT)
            } else {
                let help =
                    "add a `.yaml`, `.yml` or `.json` file with the key `openapi` or `swagger`";
                ("the folder contains no OpenAPI document", help)
            };
            Err(wrong(Code::NoSingleDocument, message.to_owned()).help(help))
        }
        several => {
            let names = several.iter().take(2);
            let names: Vec<String> = names.map(|path| format!("`{}`", path.display())).collect();
            let (count, names) = (several.len(), names.join(" and "));
            let message = match count {
                2 => format!("the folder contains 2 documents: {names}"),
                _ => format!("the folder contains {count} documents, such as {names}"),
            };
            Err(wrong(Code::NoSingleDocument, message)
                .help("pass the path of one of them instead of the folder"))
        }
    }
}

/// Returns the paths of the document and its overlays in a git revision. Overlays in the folder of
/// the document come before `overlays`.
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

/// Returns whether a file has the name of an overlay.
fn is_called_overlay(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.is_some_and(|stem| stem == "overlay" || stem.ends_with(".overlay"))
}

/// Returns whether a file has the root key of an OpenAPI document.
fn is_entry(path: &Path) -> bool {
    has_key(path, "openapi") || has_key(path, "swagger")
}

/// Returns whether a file marks its folder as a spec folder: an OpenAPI document, or a file with
/// the name of an overlay.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    let text = has_ending(path) && path.is_file();
    text && (is_called_overlay(path) || is_entry(path))
}

/// Returns whether nothing exists at a path, which is not a URL.
fn is_absent(path: &Path) -> bool {
    let missing = path.symlink_metadata();
    missing.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
        && !path.to_str().is_some_and(is_url)
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Returns whether a file has the root key of an OpenAPI Overlay.
#[must_use]
pub fn is_overlay(path: &Path) -> bool {
    path.is_file() && has_key(path, "overlay")
}

fn has_key(path: &Path, key: &str) -> bool {
    let (sources, _) = Sources::open(path, Access::default());
    let root = sources.root(sources.entry());
    root.is_some_and(|root| root.child(key).is_some())
}

/// Reports the encoding, the syntax and the duplicate keys of the files.
pub(crate) fn tell_of_files(sources: &Sources, diagnostics: &Diagnostics) {
    for (file, notice) in sources.notices() {
        match notice {
            Notice::NotUtf8(message) => {
                diagnostics.tell(Code::NotUtf8, Place::Text(*file, Position::START), *message);
            }
            Notice::NotJson(error) => {
                let message = format!(
                    "the file is not valid JSON ({}); it is read as YAML",
                    error.message
                );
                diagnostics.tell(
                    Code::JsonAsYaml,
                    Place::Text(*file, error.position),
                    message,
                );
            }
        }
    }
    for duplicate in sources.duplicate_keys() {
        let message = "this key appears more than once in its object; the last value is used";
        diagnostics.tell(Code::DuplicateKey, &duplicate, message);
    }
}
