//! The inheritance between schemas that `allOf` establishes and a discriminator relies on (OpenAPI
//! 3.1, 4.8.25.1: a schema may be used as an alternate of its parent).

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::source::{FileId, Node, Pointer, Site, Sources};

use super::mapping::Mapping;
use super::{Context, Discriminator, Schema, SchemaObject};

/// The maximum number of references between a schema and its parent, and of ancestors per schema.
const STEPS: usize = 64;

/// Parents and children of all named schemas, in all files.
#[derive(Debug, Default)]
pub struct Inheritance<'a> {
    children: HashMap<Pointer, Vec<Site<'a>>>,
    parents: HashMap<Pointer, Vec<Site<'a>>>,
    /// The resolved mappings, by the place of their discriminator.
    pub(super) mappings: RefCell<HashMap<Pointer, Rc<Mapping<'a>>>>,
    /// Whether the first schema descends from the second. Cached because long chains of schemas
    /// repeat the question.
    descents: RefCell<HashMap<(Pointer, Pointer), bool>>,
}

impl<'a> Inheritance<'a> {
    /// Collects the parents of all named schemas.
    pub(super) fn gather(sources: &'a Sources) -> Self {
        let mut found = Self::default();
        for index in 0..sources.paths().count() {
            let Some(root) = sources.file(index).and_then(|file| sources.root(file)) else {
                continue;
            };
            for site in named(&root, sources.entry()) {
                for parent in parents(sources, &site) {
                    let children = found.children.entry(parent.at.clone()).or_default();
                    if children.iter().all(|child| child.at != site.at) {
                        children.push(site.clone());
                        let parents = found.parents.entry(site.at.clone()).or_default();
                        parents.push(parent);
                    }
                }
            }
        }
        found
    }

    /// The schemas that list the schema at `at` in their `allOf`.
    #[must_use]
    pub fn children(&self, at: &Pointer) -> &[Site<'a>] {
        self.children.get(at).map_or(&[], Vec::as_slice)
    }

    /// Returns whether the schema at `child` has the schema at `parent` in its `allOf`, directly or
    /// through other schemas.
    #[must_use]
    pub fn descends(&self, child: &Pointer, parent: &Pointer) -> bool {
        let key = (child.clone(), parent.clone());
        let known = self.descents.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let descends = self.ancestors(child).iter().any(|site| site.at == *parent);
            self.descents.borrow_mut().insert(key, descends);
            descends
        })
    }

    /// The schemas that the schema at `at` is composed of, nearest first.
    #[must_use]
    pub fn ancestors(&self, at: &Pointer) -> Vec<Site<'a>> {
        let mut found: Vec<Site<'a>> = Vec::new();
        let mut seen = HashSet::from([at.clone()]);
        let mut next = 0;
        let mut open = Some(at.clone());
        while let Some(at) = open {
            for parent in self.parents.get(&at).into_iter().flatten() {
                if seen.insert(parent.at.clone()) && found.len() < STEPS {
                    found.push(parent.clone());
                }
            }
            open = found.get(next).map(|site| site.at.clone());
            next += 1;
        }
        found
    }
}

/// The named schemas of a file: components and definitions. In a file that is not an OpenAPI
/// document, also the root and its members.
fn named<'a>(root: &Site<'a>, entry: FileId) -> Vec<Site<'a>> {
    let under = |keys: &[&str]| {
        let place = keys
            .iter()
            .try_fold(root.clone(), |site, key| site.child(key));
        place.into_iter().flat_map(|site| site.members())
    };
    let mut sites: Vec<Site<'a>> = under(&["components", "schemas"])
        .chain(under(&["definitions"]))
        .chain(under(&["$defs"]))
        .map(|(_, site)| site)
        .collect();
    let is_document = ["openapi", "swagger"]
        .iter()
        .any(|key| root.node.get(key).is_some());
    if root.at.file() != entry && !is_document {
        sites.push(root.clone());
        sites.extend(root.members().map(|(_, site)| site));
    }
    sites
}

/// The named schemas that a schema is directly composed of: the members of its `allOf`, including
/// nested ones, and the target of a `$ref` beside its `properties`.
fn parents<'a>(sources: &'a Sources, site: &Site<'a>) -> Vec<Site<'a>> {
    let mut found = Vec::new();
    let mut open = vec![(site.clone(), 0)];
    while let Some((site, depth)) = open.pop() {
        let members = site.child("allOf").into_iter().flat_map(|all| all.items());
        let mut members: Vec<Site<'a>> = members.collect();
        if depth == 0 && site.node.get("properties").is_some() {
            members.push(site.clone());
        }
        for member in members.into_iter().take(STEPS) {
            match target(sources, &member) {
                Some(parent) => found.push(parent),
                None if depth < STEPS && member.at != site.at => open.push((member, depth + 1)),
                None => {}
            }
        }
    }
    found
}

/// The keywords beside a `$ref` that make a schema a type of its own.
const OWN: [&str; 7] = [
    "properties",
    "allOf",
    "oneOf",
    "anyOf",
    "items",
    "enum",
    "const",
];

/// Returns whether a schema is another name for the target of its `$ref`: what is beside it does not change the type.
pub(super) fn is_alias(site: &Site<'_>) -> bool {
    let additional = site.node.get("additionalProperties");
    site.node.get("$ref").is_some()
        && OWN.iter().all(|key| site.node.get(key).is_none())
        && additional.is_none_or(|node| *node == Node::Bool(false))
}

/// Returns the target of a schema's `$ref`, following chains of bare `$ref`s.
pub(super) fn target<'a>(sources: &'a Sources, site: &Site<'a>) -> Option<Site<'a>> {
    let mut reference = site.child("$ref")?;
    for _ in 0..STEPS {
        let text = reference.node.as_str()?;
        let target = sources.resolve(&reference.at, text).ok()?;
        match target.child("$ref") {
            Some(next) if is_alias(&target) => reference = next,
            _ => return Some(target),
        }
    }
    None
}

impl<'a> Context<'a> {
    /// Returns the schema that the `$ref` at `site` leads to, also through schemas that are only a `$ref`.
    #[must_use]
    pub fn aliased(&self, site: &Site<'a>) -> Option<Site<'a>> {
        target(self.sources, site)
    }

    /// Returns whether the schema at `site`, named or not, refers to the schema at `parent` through its `allOf`,
    /// or to one that does.
    #[must_use]
    pub fn extends(&self, site: &Site<'a>, parent: &Pointer) -> bool {
        let inheritance = self.inheritance();
        let target = target(self.sources, site);
        let descends = |one: &Site<'a>| inheritance.descends(&one.at, parent);
        target.is_some_and(|target| descends(&target))
            || parents(self.sources, site)
                .iter()
                .any(|one| one.at == *parent || descends(one))
    }

    /// The inheritance between the schemas of all files.
    #[must_use]
    pub fn inheritance(&self) -> &'a Inheritance<'a> {
        let gather = || Inheritance::gather(self.sources);
        self.schemas.inheritance.get_or_init(gather)
    }

    /// Returns the discriminator of the schema at `site`, its own or an inherited one.
    #[must_use]
    pub fn discriminator(&self, site: &Site<'a>) -> Option<Discriminator<'a>> {
        own_discriminator(*self, site).or_else(|| self.inherited_discriminator(site))
    }

    /// Returns the discriminator that the schema at `site` inherits from its nearest ancestor with
    /// one.
    #[must_use]
    pub fn inherited_discriminator(&self, site: &Site<'a>) -> Option<Discriminator<'a>> {
        let ancestors = self.inheritance().ancestors(&site.at);
        ancestors
            .iter()
            .find_map(|parent| own_discriminator(*self, parent))
    }

    /// Returns the discriminators by other properties that the schema at `site` inherits from parents that are not
    /// related to the nearest one.
    #[must_use]
    pub fn other_discriminators(&self, site: &Site<'a>) -> Vec<Discriminator<'a>> {
        let inheritance = self.inheritance();
        let mut known: Vec<(Pointer, Discriminator<'a>)> = Vec::new();
        for parent in inheritance.ancestors(&site.at) {
            let Some(found) = own_discriminator(*self, &parent) else {
                continue;
            };
            let is_related = known.iter().any(|(at, one)| {
                one.property == found.property || inheritance.descends(at, &parent.at)
            });
            if !is_related {
                known.push((parent.at, found));
            }
        }
        known.into_iter().skip(1).map(|(_, one)| one).collect()
    }
}

/// Returns the discriminator of the schema itself or of an inline member of its `allOf`.
fn own_discriminator<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<Discriminator<'a>> {
    let schema = object(cx, site)?;
    if schema.discriminator.is_some() {
        return schema.discriminator.clone();
    }
    let inner = schema
        .all_of
        .iter()
        .filter(|one| one.child("$ref").is_none());
    let mut inner = inner.filter_map(|one| object(cx, one));
    inner.find_map(|one| one.discriminator.clone())
}

pub(super) fn object<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<Rc<SchemaObject<'a>>> {
    match Schema::read(cx, site.clone()) {
        Some(Schema::Object(schema)) => Some(schema),
        Some(Schema::Boolean(_)) | None => None,
    }
}
