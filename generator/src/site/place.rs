//! The paths of the pages, without their extension.

use std::collections::HashSet;

use crate::model::{Api, ResourceId, TypeId};
use crate::rust::name::{Module, Names};
use crate::rust::reference::Reference;

/// The paths of all pages.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) resources: Vec<String>,
    pub(super) operations: Vec<String>,
    types: Vec<String>,
    /// The pages that the document adds.
    pub(super) pages: Vec<String>,
}

/// The path of the start page.
pub(super) const START: &str = "index";

/// The path of the page on webhooks.
pub(super) const WEBHOOKS: &str = "webhooks";

/// The path of the changelog.
pub(super) const CHANGELOG: &str = "changelog";

/// The path of the list of types.
pub(super) const TYPES: &str = "types/index";

impl Places {
    pub(super) fn assign(api: &Api, names: &Names, rust: Reference<'_>) -> Self {
        let mut taken = HashSet::from([TYPES.to_owned()]);
        let mut unique = |path: String| {
            // Some file systems do not distinguish upper case from lower case.
            let mut found = path.clone();
            let mut number = 2;
            while !taken.insert(found.to_lowercase()) {
                found = format!("{path}-{number}");
                number += 1;
            }
            found
        };
        let chain = |id: ResourceId| rust.chain(id).join("/");
        let resources = (0..api.resources.len()).map(|index| match index {
            0 => START.to_owned(),
            _ => unique(format!("api/{}", chain(ResourceId(index)))),
        });
        let resources = resources.collect();
        let operations = api.operations.iter().zip(names.operations());
        let operations = operations.map(|(operation, name)| {
            let mut steps = vec!["api"];
            steps.extend(rust.chain(operation.resource));
            steps.push(bare(&name.method));
            unique(steps.join("/"))
        });
        let operations = operations.collect();
        let types = api.types.iter().zip(names.types()).map(|(def, name)| {
            let ident = bare(&name.ident);
            let path = match &name.module {
                Module::Component(_) if def.path.steps.is_empty() => format!("types/{ident}"),
                Module::Component(module) => format!("types/{}.{ident}", bare(module)),
                Module::Operation(resource, module) => {
                    let chain = rust.chain(*resource).join(".");
                    format!("types/{chain}.{}.{ident}", bare(module))
                }
            };
            unique(path)
        });
        let types = types.collect();
        let pages = api.site.pages.iter();
        let pages = pages.map(|(title, _)| unique(format!("pages/{}", slug(title))));
        let pages = pages.collect();
        Self {
            resources,
            operations,
            types,
            pages,
        }
    }

    pub(super) fn ty(&self, id: TypeId) -> &str {
        self.types.get(id.0).map_or(TYPES, String::as_str)
    }

    pub(super) fn resource(&self, id: ResourceId) -> &str {
        self.resources.get(id.0).map_or(START, String::as_str)
    }

    pub(super) fn operation(&self, index: usize) -> &str {
        self.operations.get(index).map_or(START, String::as_str)
    }
}

/// A title as a file name: its ASCII letters and digits, in lower case.
fn slug(title: &str) -> String {
    let words = title.split(|char: char| !char.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    match words.as_slice() {
        [] => "page".to_owned(),
        words => words.join("-"),
    }
}

/// An identifier without the prefix of raw identifiers.
pub(super) fn bare(name: &str) -> &str {
    name.trim_start_matches("r#")
}

/// The relative link from one file to another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    let mut to: Vec<&str> = to.split('/').collect();
    let (_, file) = (from.pop(), to.pop());
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let up = std::iter::repeat_n("..", from.len() - common);
    let down = to.into_iter().skip(common).chain(file);
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn links_are_relative() {
        for (from, to, expected) in [
            ("index.html", "types/A.html", "types/A.html"),
            ("api/a/b.html", "index.html", "../../index.html"),
            ("api/a/b.html", "api/a/c.html", "c.html"),
            ("api/a/b.html", "api/a.html", "../a.html"),
            ("types/A.html", "types/A.html", "A.html"),
        ] {
            assert_eq!(relative(from, to), expected);
        }
    }
}
