//! The schemas that the mapping of a discriminator denotes (OpenAPI 3.1, 4.8.25).

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::source::{Node, Pointer, Site};

use super::inheritance::{is_alias, object, target};
use super::{Context, Discriminator, JsonType};

/// The maximum nesting of `allOf` and unions that is searched for a type.
const DEPTH: usize = 6;

/// A discriminator's mapping with its references resolved.
#[derive(Debug, Default)]
pub struct Mapping<'a> {
    /// Tags and their schemas, ordered by tag.
    pub entries: Vec<(&'a str, Site<'a>)>,
    tags: HashMap<Pointer, Vec<&'a str>>,
    /// The schema of objects whose tag is missing or unknown.
    pub default: Option<Site<'a>>,
}

impl<'a> Mapping<'a> {
    /// The tags that select the schema at `at`.
    #[must_use]
    pub fn tags(&self, at: &Pointer) -> &[&'a str] {
        self.tags.get(at).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Context<'a> {
    /// Returns the resolved mapping of a discriminator.
    #[must_use]
    pub fn mapping(&self, discriminator: &Discriminator<'a>) -> Rc<Mapping<'a>> {
        let known = &self.inheritance().mappings;
        if let Some(mapping) = known.borrow().get(&discriminator.at) {
            return mapping.clone();
        }
        let mut mapping = Mapping::default();
        for (tag, text) in &discriminator.mapping {
            let exact = self.exactly_mapped(discriminator, text);
            let is_exact = exact.is_some();
            let found = exact.or_else(|| self.mapped(discriminator, text));
            if !is_exact {
                let outcome = match found.as_ref().and_then(|site| site.at.last()) {
                    Some(name) => format!("it is read as `{name}`"),
                    None => format!("the entry `{tag}` is ignored"),
                };
                let message = format!("`{text}` does not lead to a schema; {outcome}");
                let place = discriminator.at.child("mapping").child(tag);
                self.diagnostics
                    .tell(Code::DanglingMapping, &place, message);
            }
            if let Some(site) = found {
                let tags = mapping.tags.entry(site.at.clone()).or_default();
                tags.push(tag);
                mapping.entries.push((tag, site));
            }
        }
        mapping.default = self.default_mapping(discriminator);
        let mapping = Rc::new(mapping);
        let at = discriminator.at.clone();
        known.borrow_mut().insert(at, mapping.clone());
        mapping
    }

    /// Returns the schema that `defaultMapping` denotes.
    fn default_mapping(&self, discriminator: &Discriminator<'a>) -> Option<Site<'a>> {
        let text = discriminator.default_mapping?;
        let found = self.exactly_mapped(discriminator, text);
        let property = &discriminator.property;
        let (code, message) = match found {
            None => (
                Code::DanglingMapping,
                format!(
                    "`{text}` does not lead to a schema; objects without a known `{property}` have no default"
                ),
            ),
            Some(site) if may_be_object(*self, &site, 0) => return Some(site),
            Some(_) => (
                Code::KeywordWithoutEffect,
                format!(
                    "`defaultMapping` has no effect: no value of `{text}` is an object, so none has the property `{property}`"
                ),
            ),
        };
        let place = discriminator.at.child("defaultMapping");
        self.diagnostics.tell(code, &place, message);
        None
    }

    /// Returns the schema that `text`, a value of a discriminator's mapping, denotes: the component
    /// of this name, or else the target of this reference (OpenAPI 3.1, 4.8.25). A reference that leads nowhere
    /// denotes the component, or the alternative of the union, that its last segment names.
    #[must_use]
    pub fn mapped(&self, discriminator: &Discriminator<'a>, text: &str) -> Option<Site<'a>> {
        self.exactly_mapped(discriminator, text).or_else(|| {
            let (_, name) = text.rsplit_once('/')?;
            let component = self.component(discriminator, name);
            let alternative = || self.alternative(discriminator, name);
            component
                .or_else(alternative)
                .map(|found| self.named(found))
        })
    }

    /// Returns the schema that such a value denotes by the specification alone.
    #[must_use]
    pub fn exactly_mapped(
        &self,
        discriminator: &Discriminator<'a>,
        text: &str,
    ) -> Option<Site<'a>> {
        let component = self.component(discriminator, text);
        let found = component.or_else(|| self.sources.resolve(&discriminator.at, text).ok())?;
        Some(self.named(found))
    }

    /// Returns the schema that a component is only another name for.
    fn named(&self, found: Site<'a>) -> Site<'a> {
        let target = target(self.sources, &found).filter(|_| is_alias(&found));
        target.unwrap_or(found)
    }

    /// Returns the named schema in the file of a discriminator, or else in the document.
    fn component(&self, discriminator: &Discriminator<'a>, name: &str) -> Option<Site<'a>> {
        let in_file = |file| {
            let mut place = self.version.schemas().split('/');
            let schemas = place.try_fold(self.sources.root(file)?, |site, key| site.child(key));
            schemas?.child(name)
        };
        in_file(discriminator.at.file()).or_else(|| in_file(self.sources.entry()))
    }

    /// Returns the alternative of a discriminator's union that refers to a schema of this name.
    fn alternative(&self, discriminator: &Discriminator<'a>, name: &str) -> Option<Site<'a>> {
        let union = self.sources.at(discriminator.at.parent()?)?;
        let lists = ["oneOf", "anyOf"].into_iter();
        let lists = lists.filter_map(|list| union.child(list));
        let mut targets = lists
            .flat_map(|list| list.items())
            .filter_map(|one| target(self.sources, &one));
        targets.find(|one| one.at.last() == Some(name))
    }
}

/// Returns whether a value of the schema at `site` may be an object.
fn may_be_object<'a>(cx: Context<'a>, site: &Site<'a>, depth: usize) -> bool {
    let site = target(cx.sources, site).unwrap_or_else(|| site.clone());
    let Some(schema) = object(cx, &site).filter(|_| depth < DEPTH) else {
        return true;
    };
    let is_object = |node: &Node| matches!(node, Node::Object(_));
    let mut alternatives = schema.alternatives().peekable();
    let listed = schema.enumeration.as_ref();
    (schema.types.is_empty() || schema.types.contains(&JsonType::Object))
        && schema.constant.is_none_or(is_object)
        && listed.is_none_or(|all| all.iter().any(|node| is_object(node)))
        && schema
            .all_of
            .iter()
            .all(|one| may_be_object(cx, one, depth + 1))
        && (alternatives.peek().is_none()
            || alternatives.any(|one| may_be_object(cx, one, depth + 1)))
}
