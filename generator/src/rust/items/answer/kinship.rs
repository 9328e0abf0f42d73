//! Decides by their names which types of responses belong to a type of requests.

use heck::ToSnakeCase;

use crate::model::{Root, TypeDef, TypePath};

/// The words by which the names of schemas of responses differ from those of requests.
const RECEIVED: [&str; 4] = ["response", "output", "object", "out"];
const SENT: [&str; 9] = [
    "request", "input", "param", "create", "update", "modify", "patch", "partial", "in",
];

/// The words that mark a schema by themselves.
const CLEAR: [&str; 5] = ["response", "output", "request", "input", "param"];

/// The name of a component without the words that tell a direction.
pub(super) struct Kinship {
    words: Vec<String>,
    /// Whether one of the removed words marks the component by itself.
    is_clear: bool,
    /// A word that the names of all relatives contain, with a capital.
    first: String,
}

impl Kinship {
    /// The kinship of a type that requests contain.
    pub(super) fn of(path: &TypePath) -> Option<Self> {
        Self::without(path, &SENT)
    }

    fn without(path: &TypePath, directions: &[&str]) -> Option<Self> {
        let Root::Component(name) = &path.root else {
            return None;
        };
        let snake = name.to_snake_case();
        let all = snake.split('_').filter(|word| !word.is_empty());
        let (removed, words): (Vec<&str>, Vec<&str>) =
            all.partition(|word| directions.contains(word));
        let first = (*words.first()?).to_owned();
        Some(Self {
            words: words.into_iter().map(str::to_owned).collect(),
            is_clear: removed.iter().any(|word| CLEAR.contains(word)),
            first,
        })
    }

    /// Returns whether the type of a response belongs to the one at `path`, and whether the words of both names say so.
    pub(super) fn relates(&self, path: &TypePath, source: &TypeDef) -> Option<bool> {
        if source.path.steps != path.steps || source.path.root == path.root {
            return None;
        }
        let Root::Component(name) = &source.path.root else {
            return None;
        };
        // Most names do not: the words of the others are compared.
        if !name.to_ascii_lowercase().contains(&self.first) {
            return None;
        }
        let other = Self::without(&source.path, &RECEIVED)?;
        let is_clear = self.is_clear && other.is_clear && path.steps.is_empty();
        (other.words == self.words).then_some(is_clear)
    }
}
