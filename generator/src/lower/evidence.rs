//! Decides where a document's own examples of responses overrule its schemas.
//!
//! Many documents require properties that are missing in their own examples, or have `null` in an
//! example where the schema does not allow it. The examples show what the server really sends. A
//! client that insisted on the schema would turn valid responses into errors. A single deviating
//! example does not overrule several others.

use std::collections::{HashMap, HashSet};

use crate::openapi::{
    Additional, Context, JsonType, MediaType, Operation, PathItem, Response, Schema, SchemaObject,
    vendor_examples,
};
use crate::source::{Map, Node, Pointer, Site};

use super::{all_of, nullable, tag};

/// The maximum depth to which an example is compared.
const DEPTH: usize = 32;

/// The evidence from examples, by the place of a property's or item's schema.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Required properties that are missing.
    absent: Votes,
    /// Values that are `null` although the schema does not allow it.
    null: Votes,
    /// Values that are an object, an array or neither, where the schema declares another of the
    /// three.
    other: Votes,
    /// The same, where the schema has no `type` and it was inferred.
    guessed: Votes,
    /// Values of the schema in `items`, where the schema has no `type` and was inferred to be an array.
    item: Votes,
}

/// The numbers of example values that support or contradict an assumption about a schema.
#[derive(Debug, Default)]
struct Votes(HashMap<Pointer, Vote>);

#[derive(Clone, Copy, Debug, Default)]
struct Vote {
    yes: usize,
    no: usize,
}

impl Votes {
    fn add(&mut self, at: &Pointer, yes: bool) {
        let vote = self.0.entry(at.clone()).or_default();
        if yes {
            vote.yes += 1;
        } else {
            vote.no += 1;
        }
    }

    fn of(&self, at: &Pointer) -> Vote {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// Returns whether at least half of the values support the assumption.
    fn is_half(&self, at: &Pointer) -> bool {
        let vote = self.of(at);
        vote.yes > 0 && vote.yes >= vote.no
    }

    /// Returns whether all values support the assumption.
    fn is_all(&self, at: &Pointer) -> bool {
        let vote = self.of(at);
        vote.yes > 0 && vote.no == 0
    }
}

impl Evidence {
    /// Returns whether the property with this schema is missing in at least half of the examples.
    pub(super) fn is_absent(&self, at: &Pointer) -> bool {
        self.absent.is_half(at)
    }

    /// Returns whether at least half of the values for this schema are `null`.
    pub(super) fn is_null(&self, at: &Pointer) -> bool {
        self.null.is_half(at)
    }

    /// Returns whether all values for this schema have another type.
    pub(super) fn is_other(&self, at: &Pointer) -> bool {
        self.other.is_all(at) || self.guessed.is_all(at)
    }

    /// Returns whether all values for this schema, which has no `type`, are values of the schema in its `items`.
    pub(super) fn is_item<'a>(&self, cx: Context<'a>, site: &Site<'a>) -> bool {
        self.item.is_all(&meant(cx, site))
    }

    /// Collects the evidence from the examples of all responses. Examples of requests are only used
    /// to infer missing types, because clients must follow the schema.
    pub(super) fn gather<'a>(cx: Context<'a>, items: &[(&'a str, PathItem<'a>)]) -> Self {
        let mut sent = Self::default();
        let operations = items.iter().flat_map(|(_, item)| &item.operations);
        let bodies = operations.filter_map(|operation| operation.body.as_ref());
        for media in bodies.flat_map(|body| &body.content) {
            sent.body(cx, media);
        }
        let mut evidence = Self {
            guessed: sent.guessed,
            item: sent.item,
            ..Self::default()
        };
        let operations = || items.iter().flat_map(|(_, item)| &item.operations);
        for operation in operations().filter(|operation| !operation.response_samples.is_empty()) {
            evidence.samples(cx, operation);
        }
        let responses = operations().flat_map(|operation| &operation.responses);
        let mut schemas = Vec::new();
        for (_, site) in responses {
            for media in Response::read(cx, site.clone())
                .iter()
                .flat_map(|it| &it.content)
            {
                evidence.body(cx, media);
                schemas.extend(media.schema.clone().filter(|_| media.is_json()));
            }
        }
        evidence.schemas(cx, schemas);
        evidence
    }

    /// Collects the evidence from the examples of the schemas themselves, and of all schemas that
    /// they refer to.
    fn schemas<'a>(&mut self, cx: Context<'a>, mut open: Vec<Site<'a>>) {
        let mut seen = HashSet::new();
        while let Some(site) = open.pop() {
            let site = behind_references(cx, site);
            let Some(site) = site.filter(|site| seen.insert(site.at.clone())) else {
                continue;
            };
            let Some(schema) = all_of::resolve(cx, site.clone()) else {
                continue;
            };
            for example in own_examples(cx, &site) {
                self.inside(cx, &site, example, 0);
            }
            for example in vendor_examples(&site) {
                self.inside(cx, &site, &example, 0);
            }
            open.extend(schema.properties.into_iter().map(|(_, site)| site));
            open.extend(schema.items);
            open.extend(schema.one_of);
            open.extend(schema.any_of);
            if let Additional::Schema(site) = schema.additional {
                open.push(site);
            }
        }
    }

    /// Collects the evidence from the responses that vendor extensions of an operation show. They are of
    /// the only JSON schema of its successful responses.
    fn samples<'a>(&mut self, cx: Context<'a>, operation: &Operation<'a>) {
        let successes = operation.responses.iter();
        let successes = successes.filter(|(status, _)| status.is_success());
        let media = successes
            .filter_map(|(_, site)| Response::read(cx, site.clone()))
            .flat_map(|response| response.content);
        let mut schemas = media
            .filter(MediaType::is_json)
            .filter_map(|media| media.schema);
        if let (Some(schema), None) = (schemas.next(), schemas.next()) {
            for sample in &operation.response_samples {
                self.inside(cx, &schema, sample, 0);
            }
        }
    }

    fn body<'a>(&mut self, cx: Context<'a>, media: &MediaType<'a>) {
        let Some(site) = media.schema.as_ref().filter(|_| media.is_json()) else {
            return;
        };
        let examples = media.examples.iter().map(|site| site.node);
        for example in examples.chain(own_examples(cx, site)) {
            match example {
                // 4.8.19.1: an example that cannot be written naturally is written as a string.
                // Many authors write JSON like this, too.
                Node::String(text) => {
                    if let Some(example) = Node::from_json(text) {
                        self.inside(cx, site, &example, 0);
                    }
                }
                // A reference to an example in another place.
                Node::Object(members) if members.len() == 1 && members.get("$ref").is_some() => {}
                example => self.inside(cx, site, example, 0),
            }
        }
    }

    /// Compares a value with its schema.
    fn value<'a>(&mut self, cx: Context<'a>, site: &Site<'a>, value: &Node, depth: usize) {
        if is_placeholder(value) {
            return;
        }
        if *value != Node::Null {
            self.null.add(&site.at, false);
            self.inside(cx, site, value, depth);
        } else if !nullable::site(cx, site.clone()) {
            self.null.add(&site.at, true);
        }
    }

    /// Compares the contents of a value with its schema. If the schema has several alternatives,
    /// the value must match exactly one of them.
    fn inside<'a>(&mut self, cx: Context<'a>, site: &Site<'a>, value: &Node, depth: usize) {
        let schema = all_of::resolve(cx, site.clone()).filter(|_| depth < DEPTH);
        let Some(schema) = schema else {
            return;
        };
        let alternatives = schema.alternatives();
        let alternatives: Vec<&Site<'a>> = alternatives
            .filter(|site| !nullable::is_null(cx, site))
            .collect();
        if !alternatives.is_empty() {
            let is_one = |site: &&&Site<'a>| {
                let schema = all_of::resolve(cx, (**site).clone());
                schema.is_some_and(|schema| tag::admits(cx, &schema, value))
            };
            let mut of_value = alternatives.iter().filter(is_one);
            match (alternatives.as_slice(), of_value.next(), of_value.next()) {
                ([only], ..) | (_, Some(only), None) => {
                    self.inside(cx, only, value, depth + 1);
                }
                _ => {}
            }
            return;
        }
        let expected = expected(&schema);
        if fits(expected, value) {
            self.other.add(&site.at, false);
            self.guessed.add(&site.at, false);
            self.item.add(&meant(cx, site), false);
        }
        if let Some(item) = lone_item(&schema).filter(|_| !fits(expected, value) && depth > 0) {
            let whole = all_of::resolve(cx, item.clone());
            let is_item = whole.is_some_and(|whole| tag::admits(cx, &whole, value));
            self.item.add(&meant(cx, site), is_item);
            if is_item {
                self.value(cx, item, value, depth + 1);
            }
        }
        match (expected, value) {
            (Some(JsonType::Object), Node::Object(members)) => {
                self.members(cx, &schema, members, depth);
            }
            (Some(JsonType::Array), Node::Array(items)) => {
                let schema = schema.items.filter(|_| schema.prefix_items.is_empty());
                for (item, schema) in items
                    .iter()
                    .filter_map(|item| Some((item, schema.as_ref()?)))
                {
                    self.value(cx, schema, item, depth + 1);
                }
            }
            (Some(JsonType::Object | JsonType::Array), Node::Null) | (None, _) => {}
            (Some(JsonType::Object | JsonType::Array), _)
            | (Some(_), Node::Object(_) | Node::Array(_)) => {
                // A whole body of another type is a mistake in the example, such as JSON in a
                // string, unless the schema's type was only inferred.
                if schema.types.is_empty() && !matches!(value, Node::String(_)) {
                    self.guessed.add(&site.at, true);
                } else if depth > 0 {
                    self.other.add(&site.at, true);
                }
            }
            (Some(_), _) => {}
        }
    }

    fn members<'a>(
        &mut self,
        cx: Context<'a>,
        schema: &SchemaObject<'a>,
        members: &Map,
        depth: usize,
    ) {
        for (name, site) in &schema.properties {
            let value = members.get(name);
            // An empty object is not meant to show that properties are missing.
            if schema.required.contains(name) && !members.is_empty() {
                self.absent.add(&site.at, value.is_none());
            }
            if let Some(value) = value {
                self.value(cx, site, value, depth + 1);
            }
        }
        if let Additional::Schema(site) = &schema.additional {
            let known = |name: &str| schema.properties.iter().any(|(known, _)| *known == name);
            for (_, value) in members.iter().filter(|(name, _)| !known(name)) {
                self.value(cx, site, value, depth + 1);
            }
        }
    }
}

/// Returns whether a value is a placeholder for a real one.
fn is_placeholder(value: &Node) -> bool {
    let Node::String(text) = value else {
        return false;
    };
    let text = text.trim();
    text == "string" || text.chars().all(|char| matches!(char, '.' | '…'))
}

/// Returns whether a value has the expected type. All scalars count as the same type.
fn fits(expected: Option<JsonType>, value: &Node) -> bool {
    match (expected, value) {
        (Some(JsonType::Object), Node::Object(_)) | (Some(JsonType::Array), Node::Array(_)) => true,
        (None | Some(JsonType::Object | JsonType::Array), _) => false,
        (Some(_), value) => !matches!(value, Node::Object(_) | Node::Array(_) | Node::Null),
    }
}

/// The place of the schema that the one at `site` refers to, or its own.
fn meant<'a>(cx: Context<'a>, site: &Site<'a>) -> Pointer {
    cx.aliased(site).unwrap_or_else(|| site.clone()).at
}

/// The schema of the items, if it is all that says that a schema describes an array.
fn lone_item<'s, 'a>(schema: &'s SchemaObject<'a>) -> Option<&'s Site<'a>> {
    let is_lone = schema.types.is_empty() && schema.properties.is_empty();
    let item = schema.items.as_ref();
    item.filter(|_| is_lone && schema.prefix_items.is_empty() && schema.length == (None, None))
}

/// The type that a schema expects, or `None` if there may be several or any.
fn expected(schema: &SchemaObject<'_>) -> Option<JsonType> {
    match schema.types.as_slice() {
        [one] => Some(*one),
        [] if !schema.properties.is_empty() => Some(JsonType::Object),
        [] if schema.items.is_some() => Some(JsonType::Array),
        _ => None,
    }
}

/// The examples of a schema itself. Those of the members of its `allOf` show only a part of a
/// value.
fn own_examples<'a>(cx: Context<'a>, site: &Site<'a>) -> Vec<&'a Node> {
    let site = behind_references(cx, site.clone());
    match site.and_then(|site| Schema::read(cx, site)) {
        Some(Schema::Object(schema)) => schema.examples.clone(),
        _ => Vec::new(),
    }
}

/// Returns the end of a chain of references, or `None` if there is none. A circular chain is
/// reported by other passes.
fn behind_references<'a>(cx: Context<'a>, mut site: Site<'a>) -> Option<Site<'a>> {
    for _ in 0..DEPTH {
        match site.child("$ref") {
            Some(reference) => site = cx.target(&reference)?,
            None => return Some(site),
        }
    }
    None
}
