//! Which documents are broken, and in which forms.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Larger documents take too long in a build without optimization, in bytes.
const LARGEST: u64 = 62_000;

/// A description in memory.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub(crate) entry: PathBuf,
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    /// The file that is broken.
    edited: PathBuf,
    text: String,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Own,
    /// With lines that end with CR LF.
    CrLf,
    /// Behind a byte order mark.
    Marked,
    /// As JSON on one line.
    OneLine,
}

impl Description {
    pub(crate) fn of_one(name: &str, text: &str) -> Self {
        let path = PathBuf::from(name);
        Self {
            entry: path.clone(),
            files: BTreeMap::from([(path.clone(), text.as_bytes().to_vec())]),
            edited: path,
            text: text.to_owned(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn edited(&self) -> &Path {
        &self.edited
    }

    /// The same with another text of the file that is broken.
    pub(crate) fn with(&self, text: &str) -> Self {
        let mut other = self.clone();
        text.clone_into(&mut other.text);
        other
            .files
            .insert(self.edited.clone(), text.as_bytes().to_vec());
        other
    }

    /// The forms to try: its own, and one more.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let json = self.text.starts_with('{');
        let other = match self.text.len() % 3 {
            0 if json => Form::OneLine,
            0 | 1 => Form::CrLf,
            _ => Form::Marked,
        };
        vec![Form::Own, other]
    }

    pub(crate) fn written(&self, form: Form) -> Self {
        match form {
            Form::Own => self.clone(),
            Form::CrLf => self.with(&self.text.replace("\r\n", "\n").replace('\n', "\r\n")),
            Form::Marked => self.with(&format!(
                "\u{feff}{}",
                self.text.trim_start_matches('\u{feff}')
            )),
            Form::OneLine => {
                let value: Option<serde_json::Value> = serde_json::from_str(&self.text).ok();
                value.map_or_else(|| self.clone(), |value| self.with(&value.to_string()))
            }
        }
    }
}

/// The documents of this repository.
pub(crate) fn own() -> Vec<Description> {
    let root = tests::root();
    let cases = std::fs::read_dir(root.join("tests/cases"))
        .into_iter()
        .flatten()
        .flatten();
    let mut paths: Vec<PathBuf> = cases.map(|case| case.path().join("openapi.yaml")).collect();
    paths.push(root.join("spec/invite.yaml"));
    paths.sort();
    paths.iter().filter_map(|path| one(path)).collect()
}

/// Those of a corpus that are not too large; of descriptions in several files, some parts.
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

fn one(path: &Path) -> Option<Description> {
    let size = std::fs::metadata(path).ok()?.len();
    let text = std::fs::read_to_string(path)
        .ok()
        .filter(|_| size <= LARGEST)?;
    Some(Description::of_one(&path.to_string_lossy(), &text))
}

/// The same description once for each of a few of its parts.
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
