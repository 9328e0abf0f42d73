//! A crate for each document, all of them with one runtime.

use std::path::{Path, PathBuf};

use generator::Generator;
use generator::model::Api;
use generator::rust::SourceMap;
use generator::rust::name::Names;
use generator::source::{Node, Site, Sources};

use super::{output, restored};

/// A generated crate and the model that it was made of.
pub(crate) struct Crate {
    /// What Rust calls it.
    pub(crate) name: String,
    /// The spec that the document was converted from.
    pub(crate) spec: String,
    /// Whether an overlay restores what the conversion loses.
    pub(crate) is_restored: bool,
    /// The version of the API, if the spec has several.
    pub(crate) version: Option<String>,
    /// The path of the server's URL: a URI template.
    pub(crate) base: String,
    /// The API.
    pub(crate) api: Api,
    /// The Rust names of its parts.
    pub(crate) names: Names,
    /// The arguments of its methods.
    pub(crate) map: SourceMap,
    /// How many operations the document has.
    pub(crate) operations: usize,
}

/// Generates the crates of the documents in the folder whose specs are chosen.
///
/// # Errors
/// If a document is refused.
pub(crate) fn generate(
    documents: &Path,
    chosen: impl Fn(&str) -> bool,
) -> Result<Vec<Crate>, String> {
    let mut crates = Vec::new();
    for spec in sorted(documents)? {
        let name = spec.file_name().unwrap_or_default().to_string_lossy();
        if !chosen(&name) {
            continue;
        }
        for document in sorted(&spec)? {
            crates.push(one(&name, &document, None)?);
            if let Some(overlay) = restored::overlay(&name) {
                crates.push(one(&name, &document, Some(overlay))?);
            }
        }
    }
    Ok(crates)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(fail)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(fail)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn one(spec: &str, document: &Path, restored: Option<&str>) -> Result<Crate, String> {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy();
    let version = stem.strip_prefix("openapi.").map(str::to_owned);
    let suffix = restored.map(|_| "restored");
    let words = [Some(spec), version.as_deref(), suffix]
        .into_iter()
        .flatten();
    let name = words.collect::<Vec<_>>().join("_").to_lowercase();
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: Crate, version: '1'}}\nactions:\n  - target: $\n    \
         update: {{x-sdk: {{crate: {{name: {name}, runtime: {{path: ../../../../generator/runtime}}}}}}}}\n"
    );
    let overlay_at = document.with_file_name("crate.overlay.yaml");
    let mut generator = Generator::new(document)
        .overlay(&overlay_at)
        .with_file(&overlay_at, overlay);
    if let Some(text) = restored {
        let at = document.with_file_name("restored.overlay.yaml");
        generator = generator.overlay(&at).with_file(&at, text);
    }
    let refused = |problems| format!("{}: {problems}", document.display());
    let outcome = generator.generate();
    let base = base(outcome.sources());
    let made = outcome.into_result().map_err(refused)?;
    let meaning = generator.describe().into_result().map_err(refused)?;
    let folder = output().join("crates").join(&name);
    made.files
        .write(&folder)
        .map_err(|failure| failure.to_string())?;
    if made.made != made.operations {
        return Err(format!(
            "{}: {} of {} operations",
            document.display(),
            made.made,
            made.operations
        ));
    }
    Ok(Crate {
        name,
        spec: spec.to_owned(),
        is_restored: restored.is_some(),
        version,
        base,
        api: meaning.api,
        names: meaning.names,
        map: made.source_map,
        operations: made.operations,
    })
}

/// The path of the first server's URL. What the converter calls `endpoint` is scheme and host.
fn base(sources: &Sources) -> String {
    let root = sources.root(sources.entry());
    let server = root.and_then(|root| root.child("servers")?.items().next());
    let url = server.and_then(|server: Site<'_>| server.child("url"));
    let url = url
        .and_then(|url| Node::as_str(url.node))
        .unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => url.strip_prefix("{endpoint}").unwrap_or(url),
    };
    path.trim_end_matches('/').to_owned()
}
