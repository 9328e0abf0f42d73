//! The documents of a corpus, and parts of documents that consist of several files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Description, one};

/// The smaller documents of a corpus, and some parts of documents that consist of several files.
pub(crate) fn of(folder: &Path) -> Vec<Description> {
    let entries = tests::corpus::entries(folder).unwrap_or_default();
    let mut entries: Vec<_> = entries.into_iter().filter(|entry| entry.valid).collect();
    entries.sort_by(|left, right| left.path.cmp(&right.path));
    let (mut documents, mut parts) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry.path.parent() {
            Some(parent) if parent != folder => parts.extend(of_several(&entry.path, parent)),
            _ => documents.extend(one(&entry.path)),
        }
    }
    documents.extend(parts);
    documents
}

/// Returns the same document several times, each with another file to break.
fn of_several(entry: &Path, folder: &Path) -> Vec<Description> {
    let mut files = BTreeMap::new();
    gather(folder, &mut files);
    let size: usize = files.values().map(Vec::len).sum();
    if size > 6 * 62_000 {
        return Vec::new();
    }
    let all = files.iter().filter_map(|(path, bytes)| {
        let text = String::from_utf8(bytes.clone()).ok()?;
        Some(Description {
            entry: entry.to_owned(),
            files: files.clone(),
            edited: path.clone(),
            text,
        })
    });
    all.step_by(files.len() / 4 + 1).collect()
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            gather(&path, files);
        } else if matches!(extension, Some("yaml" | "yml" | "json"))
            && let Ok(bytes) = std::fs::read(&path)
        {
            files.insert(path, bytes);
        }
    }
}
