//! The documents to break, and their forms.

#[cfg(feature = "slow")]
pub(crate) mod corpus;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The maximum size in bytes. Larger documents take too long in a debug build.
const LARGEST: u64 = 62_000;

/// A document in memory.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub(crate) entry: PathBuf,
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    /// The file to break.
    edited: PathBuf,
    text: String,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Unchanged.
    Own,
    /// With CR LF line endings.
    CrLf,
    /// With a byte order mark.
    Marked,
    /// As JSON on a single line.
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

    /// Replaces the text of the file to break.
    pub(crate) fn with(&self, text: &str) -> Self {
        let mut other = self.clone();
        text.clone_into(&mut other.text);
        other
            .files
            .insert(self.edited.clone(), text.as_bytes().to_vec());
        other
    }

    /// The forms to test: the document's own form, and one more.
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
    paths.push(tests::client());
    paths.sort();
    paths.iter().filter_map(|path| one(path)).collect()
}

fn one(path: &Path) -> Option<Description> {
    let size = std::fs::metadata(path).ok()?.len();
    let text = std::fs::read_to_string(path)
        .ok()
        .filter(|_| size <= LARGEST)?;
    Some(Description::of_one(&path.to_string_lossy(), &text))
}
