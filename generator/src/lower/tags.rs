//! The tags of a document: how they describe resources and group them (OpenAPI 3.2, 4.22).

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Docs, Group};
use crate::openapi::{Context, Tag};

use super::docs;

/// The maximum number of groups around a tag. Documents nest tags two or three deep.
const LEVELS: usize = 16;

/// The tags of a document.
pub(super) struct Tags<'d, 'a> {
    cx: Context<'a>,
    /// The tags by name.
    exact: HashMap<&'a str, &'d Tag<'a>>,
    /// The tags by name in lower case.
    by_name: HashMap<String, &'d Tag<'a>>,
    /// The titles of the tags that are parents, by name.
    titles: HashMap<&'a str, String>,
    /// The tags whose parents lead back to them.
    circular: HashSet<&'a str>,
}

impl<'d, 'a> Tags<'d, 'a> {
    /// Reads the tags, and reports those that are declared again, and parents that do not exist or form a cycle.
    pub(super) fn of(cx: Context<'a>, tags: &'d [Tag<'a>]) -> Self {
        // The first of several tags with the same name takes precedence.
        let exact: HashMap<&str, &Tag<'_>> = tags.iter().rev().map(|tag| (tag.name, tag)).collect();
        let parents = tags.iter().filter_map(|tag| tag.parent);
        let parents = parents.filter_map(|name| exact.get(name).map(|tag| (name, *tag)));
        let mut titles = HashMap::new();
        for (name, tag) in parents {
            titles.entry(name).or_insert_with(|| {
                docs::text(cx, &tag.at, tag.summary).unwrap_or_else(|| name.to_owned())
            });
        }
        let found = Self {
            cx,
            circular: circular(tags, &exact),
            exact,
            by_name: tags
                .iter()
                .rev()
                .map(|tag| (tag.name.to_ascii_lowercase(), tag))
                .collect(),
            titles,
        };
        for tag in tags {
            found.check(tag);
        }
        found
    }

    fn named(&self, name: &str) -> Option<&'d Tag<'a>> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// The tag of an operation that has a place in the navigation: the first one that has no other `kind`.
    pub(super) fn of_operation(&self, names: &[&'a str]) -> Option<String> {
        let mut names = names.iter();
        let is_shown = |name: &&&str| self.named(name).is_none_or(Tag::is_navigation);
        names.find(is_shown).map(|name| (*name).to_owned())
    }

    /// The documentation of a resource that a tag describes.
    pub(super) fn docs(&self, name: &str) -> Option<Docs> {
        let tag = self.named(name).filter(|tag| tag.is_navigation())?;
        let summary = docs::text(self.cx, &tag.at, tag.summary);
        let text = docs::text(self.cx, &tag.at, tag.description);
        let text = text.filter(|text| summary.as_ref() != Some(text));
        (summary.is_some() || text.is_some()).then_some(Docs {
            summary,
            text,
            deprecated: false,
        })
    }

    /// The groups that a tag is in, outermost first: its ancestors that belong to the navigation.
    pub(super) fn groups(&self, name: &str) -> Vec<Group> {
        let Some(tag) = self.named(name) else {
            return Vec::new();
        };
        let ancestors = std::iter::successors(self.parent(tag), |tag| self.parent(tag));
        let shown = ancestors.take(LEVELS).filter(|tag| tag.is_navigation());
        let mut groups: Vec<Group> = shown
            .map(|tag| Group {
                name: tag.name.to_owned(),
                title: self.titles.get(tag.name).cloned().unwrap_or_default(),
            })
            .collect();
        groups.reverse();
        groups
    }

    /// The parent of a tag, unless their parents form a cycle.
    fn parent(&self, tag: &Tag<'a>) -> Option<&'d Tag<'a>> {
        let name = tag.parent.filter(|_| !self.circular.contains(tag.name))?;
        self.exact.get(name).copied()
    }

    /// Reports a tag that is declared again, and a parent that does not exist or leads back to the tag.
    fn check(&self, tag: &Tag<'a>) {
        let is_first = self
            .exact
            .get(tag.name)
            .is_some_and(|first| first.at == tag.at);
        if !is_first {
            let message = format!(
                "the tag `{}` is already declared above; this declaration has no effect",
                tag.name
            );
            let code = Code::KeywordWithoutEffect;
            self.cx.diagnostics.tell(code, &tag.at, message);
            return;
        }
        let Some(parent) = tag.parent else {
            return;
        };
        let place = tag.at.child("parent");
        if !self.exact.contains_key(parent) {
            let message = format!(
                "the parent `{parent}` of the tag `{}` is not declared; the tag is shown without a parent",
                tag.name
            );
            let diagnostic = Diagnostic::new(Code::UnknownParentTag, &place, message);
            let help = format!("add `{{ name: {parent} }}` to `tags`");
            self.cx.diagnostics.report(diagnostic.help(help));
        } else if self.circular.contains(tag.name) {
            let message = format!(
                "the parents of the tag `{}` form a cycle; the tag is shown without a parent",
                tag.name
            );
            self.cx
                .diagnostics
                .tell(Code::CircularParentTag, &place, message);
        }
    }
}

/// The tags whose parents lead back to them.
fn circular<'a>(tags: &[Tag<'a>], exact: &HashMap<&'a str, &Tag<'a>>) -> HashSet<&'a str> {
    let mut circular = HashSet::new();
    // The position of each visited tag in the path that first reached it.
    let mut visited: HashMap<&str, usize> = HashMap::new();
    for tag in tags {
        let mut path = Vec::new();
        let start = visited.len();
        let mut at = Some(tag.name);
        while let Some(name) = at {
            if let Some(place) = visited.get(name) {
                // The places before belong to paths that have been searched already.
                if let Some(place) = place.checked_sub(start) {
                    circular.extend(path.iter().skip(place));
                }
                break;
            }
            visited.insert(name, start + path.len());
            path.push(name);
            at = exact.get(name).and_then(|tag| tag.parent);
        }
    }
    circular
}
