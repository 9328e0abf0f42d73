//! The tags that the discriminators of all files give to named schemas (OpenAPI 3.1, 4.8.25).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::source::{Node, Pointer, Site};

use super::{Context, Discriminator};

/// The tags of named schemas, by the place of the schema.
#[derive(Debug, Default)]
pub struct UnionTags<'a> {
    tags: HashMap<Pointer, Vec<UnionTag<'a>>>,
}

/// A tag that a discriminator gives to a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnionTag<'a> {
    /// The property that holds the tag.
    pub property: &'a str,
    /// The tag. `None` if any value of the property selects the schema (`defaultMapping` of OpenAPI 3.2).
    pub tag: Option<&'a str>,
}

/// The keywords whose values are maps, whose keys are names rather than keywords.
const NAMES: [&str; 12] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "requestBodies",
    "callbacks",
    "webhooks",
];

/// The keywords whose values contain no schemas.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

impl<'a> UnionTags<'a> {
    /// Collects the tags that all discriminators give, in all files.
    fn gather(cx: Context<'a>) -> Self {
        let mut found = Self::default();
        for index in 0..cx.sources.paths().count() {
            let root = cx
                .sources
                .file(index)
                .and_then(|file| cx.sources.root(file));
            if let Some(root) = root {
                found.search(cx, &root);
            }
        }
        found
    }

    /// Searches a file. The search does not recurse, because the stack is limited.
    fn search(&mut self, cx: Context<'a>, root: &Site<'a>) {
        let mut open = vec![Frame::of(root.node, Cow::Borrowed(""), true)];
        while let Some(frame) = open.last_mut() {
            let Some((token, node)) = frame.rest.next() else {
                open.pop();
                continue;
            };
            let is_keyword = frame.has_keywords;
            let has_no_schemas = VALUES.contains(&&*token) || token.starts_with("x-");
            if is_keyword && has_no_schemas {
                continue;
            }
            if is_keyword && token == "discriminator" {
                let tokens = open.iter().skip(1).map(|frame| &frame.token);
                let at = tokens.fold(root.at.clone(), |at, token| at.child(token));
                if let Some(schema) = cx.sources.at(&at) {
                    self.read(cx, &schema);
                }
            } else if matches!(node, Node::Object(_) | Node::Array(_)) {
                let is_map = is_keyword && NAMES.contains(&&*token);
                open.push(Frame::of(node, token, !is_map));
            }
        }
    }

    /// Adds the tags that the discriminator of a schema gives.
    fn read(&mut self, cx: Context<'a>, schema: &Site<'a>) {
        let Some(written) = schema.child("discriminator") else {
            return;
        };
        let Some(property) = written.node.get("propertyName").and_then(Node::as_str) else {
            return;
        };
        let mapping = written.child("mapping");
        let mapping = mapping.into_iter().flat_map(|mapping| mapping.members());
        let mapping: Vec<(&'a str, &'a str)> = mapping
            .filter_map(|(tag, target)| Some((tag, target.node.as_str()?)))
            .collect();
        let default = written.node.get("defaultMapping").and_then(Node::as_str);
        let discriminator = Discriminator {
            at: written.at,
            property,
            mapping: Vec::new(),
            default_mapping: default,
        };
        let mapped = |text| cx.mapped(&discriminator, text);
        let mut named = Vec::new();
        for (tag, text) in mapping {
            named.extend(mapped(text).map(|site| (site.at, Some(tag))));
        }
        let default = default.and_then(|text| cx.exactly_mapped(&discriminator, text));
        named.extend(default.map(|site| (site.at, None)));
        // Without an entry in the mapping, the tag is the name of the component.
        let lists = ["oneOf", "anyOf"].into_iter();
        let alternatives = lists.filter_map(|list| schema.child(list));
        for one in alternatives.flat_map(|list| list.items()) {
            let text = one.node.get("$ref").and_then(Node::as_str);
            let name = text.and_then(|text| text.rsplit('/').next());
            let target = cx.aliased(&one);
            if let (Some(name), Some(target)) = (name, target)
                && named.iter().all(|(at, _)| *at != target.at)
            {
                named.push((target.at, Some(name)));
            }
        }
        for (at, tag) in named {
            let tags = self.tags.entry(at).or_default();
            let tag = UnionTag { property, tag };
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
}

type Children<'a> = Box<dyn Iterator<Item = (Cow<'a, str>, &'a Node)> + 'a>;

/// A node that is being searched.
struct Frame<'a> {
    /// Its key or index in the node around it.
    token: Cow<'a, str>,
    /// Whether its keys are keywords, and not names.
    has_keywords: bool,
    /// The children that have not been searched.
    rest: Children<'a>,
}

impl<'a> Frame<'a> {
    fn of(node: &'a Node, token: Cow<'a, str>, has_keywords: bool) -> Self {
        let rest: Children<'a> = match node {
            Node::Object(map) => Box::new(map.iter().map(|(key, node)| (Cow::Borrowed(key), node))),
            Node::Array(items) => {
                let items = items.iter().enumerate();
                Box::new(items.map(|(index, node)| (Cow::Owned(index.to_string()), node)))
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {
                Box::new(std::iter::empty())
            }
        };
        Self {
            token,
            has_keywords,
            rest,
        }
    }
}

impl<'a> Context<'a> {
    /// The tags that the discriminators of the document give to the schema at `at`.
    #[must_use]
    pub fn union_tags(&self, at: &Pointer) -> &'a [UnionTag<'a>] {
        let gather = || UnionTags::gather(*self);
        let known = self.schemas.union_tags.get_or_init(gather);
        known.tags.get(at).map_or(&[], Vec::as_slice)
    }
}
