//! The corpus run: real documents go through the generator, the compiler, and their own examples.
//!
//! A separate process generates each document ([`document`]), so that a panic, a stack overflow or
//! a hang is a failure of that document alone. The parent then compiles the crate ([`compile`]),
//! uses it to decode and encode the document's examples ([`examples`]), and prints the results
//! ([`report`]).

#[cfg(feature = "slow")]
pub mod bodies;
#[cfg(feature = "slow")]
pub mod call_site;
#[cfg(feature = "slow")]
pub mod classes;
#[cfg(feature = "slow")]
pub mod compile;
#[cfg(feature = "slow")]
pub mod document;
#[cfg(feature = "slow")]
pub mod examples;
#[cfg(feature = "slow")]
pub mod operations;
#[cfg(feature = "slow")]
pub mod outcome;
#[cfg(feature = "slow")]
pub mod report;
#[cfg(feature = "slow")]
pub mod same;
#[cfg(feature = "slow")]
pub mod sampler;
#[cfg(feature = "slow")]
pub mod samples;
#[cfg(feature = "slow")]
pub mod sites;
#[cfg(feature = "slow")]
pub mod validity;

use std::path::{Path, PathBuf};

/// The documents that CI compiles: OpenAI's document, and smaller ones with different pitfalls.
const SLICE: &[&str] = &[
    "openai",
    "museum",
    "petstore-swagger",
    "nexmo-application",
    "matrix-sync",
    "oxide-keeper",
    "oapi-codegen-parameters",
    "oas3gen-union-serde",
    "readme-circular",
    "sendgrid-webhooks",
    "scalar-galaxy",
    "openai-2023-anchors",
];

/// The documents for which CI builds documentation: small ones whose texts contain HTML, links,
/// tables and code.
const DOC_SLICE: &[&str] = &["museum", "scalar-galaxy", "readme-circular"];

/// A document of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name of the document in the report.
    pub name: String,
    /// The path of the entry file.
    pub path: PathBuf,
    /// Whether the document conforms to OpenAPI 3. If it does, the generator has to accept it.
    pub valid: bool,
}

/// Returns the corpus folder, if it exists: `OPENAPI_CORPUS`, or the default beside the repository.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("OPENAPI_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| crate::root().join("../shared/corpus"));
    folder.canonicalize().ok().filter(|folder| folder.is_dir())
}

/// The folder for crates, results and reports.
#[must_use]
pub fn output() -> PathBuf {
    crate::root().join("target/corpus")
}

/// Lists the documents of a folder: the entries of its `INDEX.tsv`, or else every file at its top
/// level that has the key `openapi`.
///
/// # Errors
/// If the folder cannot be read.
pub fn entries(folder: &Path) -> Result<Vec<Entry>, String> {
    match std::fs::read_to_string(folder.join("INDEX.tsv")) {
        Ok(index) => Ok(indexed(folder, &index)),
        Err(_) => top_level(folder).map_err(|error| format!("{}: {error}", folder.display())),
    }
}

/// Selects the documents that `OPENAPI_CORPUS_ONLY` (names, separated by commas) or
/// `OPENAPI_CORPUS_SLICE` (`ci` or `doc`) names, or all documents if neither is set.
///
/// # Errors
/// If a name matches no document, or there is no such slice.
pub fn chosen(entries: Vec<Entry>) -> Result<Vec<Entry>, String> {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let only = variable("OPENAPI_CORPUS_ONLY");
    let names: Vec<&str> = match variable("OPENAPI_CORPUS_SLICE").as_str() {
        "ci" => SLICE.to_vec(),
        "doc" => DOC_SLICE.to_vec(),
        "" => only.split(',').filter(|name| !name.is_empty()).collect(),
        other => {
            return Err(format!(
                "there is no slice `{other}`; there are `ci` and `doc`"
            ));
        }
    };
    if let Some(name) = names
        .iter()
        .find(|name| !entries.iter().any(|entry| entry.name == **name))
    {
        return Err(format!("the corpus has no `{name}`"));
    }
    let wanted = |entry: &Entry| names.is_empty() || names.contains(&entry.name.as_str());
    Ok(entries.into_iter().filter(wanted).collect())
}

fn indexed(folder: &Path, index: &str) -> Vec<Entry> {
    let mut lines = index.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    let entry = |row: Vec<&str>| {
        let cell = |name| {
            let column = header.iter().position(|title| *title == name)?;
            row.get(column).copied()
        };
        let file = cell("entry")?;
        let three = cell("version").is_none_or(|version| version.starts_with('3'));
        Some(Entry {
            name: cell("name").unwrap_or(file).to_owned(),
            path: folder.join(file),
            valid: three && cell("validity").is_none_or(|validity| validity == "valid"),
        })
    };
    rows.filter_map(entry).collect()
}

fn top_level(folder: &Path) -> std::io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        let is_document = matches!(extension, Some("yaml" | "yml" | "json"))
            && std::fs::read_to_string(&path).is_ok_and(|text| says_openapi(&text));
        if let (true, Some(name)) = (is_document, path.file_stem()) {
            entries.push(Entry {
                name: name.to_string_lossy().into_owned(),
                path,
                valid: true,
            });
        }
    }
    entries.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(entries)
}

/// Whether a text has the key `openapi`, in YAML or JSON.
fn says_openapi(text: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with("openapi:") || line.trim_start().starts_with("\"openapi\""))
        || text.starts_with("{\"openapi\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_gives_names_paths_and_validity() {
        let index = "entry\tname\tversion\tvalidity\n\
            a/b.yaml\tb\t3.1.0\tvalid\nc.json\tc\t3.0.0\tinvalid\nd.json\td\t2.0\tvalid\n";
        let entry = |name: &str, path: &str, valid| Entry {
            name: name.to_owned(),
            path: Path::new("/x").join(path),
            valid,
        };
        assert_eq!(
            indexed(Path::new("/x"), index),
            [
                entry("b", "a/b.yaml", true),
                entry("c", "c.json", false),
                entry("d", "d.json", false)
            ]
        );
    }
}
