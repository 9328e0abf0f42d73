//! The examples of a document's JSON bodies, each with the generated type of its body.

use std::collections::{HashMap, HashSet};

use generator::rust::SourceMap;
use generator::source::{Node, Pointer, Site, Sources};
use serde_json::Value;

use super::operations::{Listed, follow, list};
use super::outcome::{Case, Origin};
use super::validity::{Schemas, own_example};

/// Collects examples.
struct Collector<'a> {
    sources: &'a Sources,
    types: HashMap<&'a Pointer, &'a str>,
    /// The types of the response and the request body of each operation.
    bodies: HashMap<&'a Pointer, (Option<&'a str>, Option<&'a str>)>,
    schemas: Schemas<'a>,
    seen: HashSet<(Pointer, String)>,
    cases: Vec<Case>,
    untyped: usize,
}

/// Returns every example of a JSON request or response body, and the number of further examples
/// whose type is not known.
#[must_use]
pub fn cases<'a>(sources: &'a Sources, map: &'a SourceMap) -> (Vec<Case>, usize) {
    let types = map.types.iter();
    let bodies = map.operations.iter();
    let mut collector = Collector {
        sources,
        types: types.map(|(at, ty)| (at, ty.as_str())).collect(),
        bodies: bodies
            .map(|item| (&item.origin, (item.reply.as_deref(), item.body.as_deref())))
            .collect(),
        schemas: Schemas::new(sources),
        seen: HashSet::new(),
        cases: Vec::new(),
        untyped: 0,
    };
    for key in ["paths", "webhooks"] {
        for operation in list(sources, key) {
            collector.operation(&operation);
        }
    }
    (collector.cases, collector.untyped)
}

impl<'a> Collector<'a> {
    fn operation(&mut self, operation: &Listed<'a>) {
        let (reply, sent) = self
            .bodies
            .get(&operation.site.at)
            .copied()
            .unwrap_or_default();
        let responses = operation.site.child("responses");
        let responses: Vec<(&str, Site<'a>)> = responses
            .map(|site| site.members().collect())
            .unwrap_or_default();
        let success = success(&responses);
        for (status, site) in responses {
            let reply = reply.filter(|_| success == Some(status));
            self.content(site.clone(), reply, Origin::Response);
            if let Some(reply) = reply {
                self.documented(&operation.site, site, reply);
            }
        }
        if let Some(body) = operation.site.child("requestBody") {
            self.content(body, sent, Origin::Request);
        }
    }

    /// Collects the examples of a request or response body. `known` is its type, if the operation
    /// has one.
    fn content(&mut self, site: Site<'a>, known: Option<&str>, origin: Origin) {
        let site = follow(self.sources, site);
        let Some(content) = site.and_then(|site| site.child("content")) else {
            return;
        };
        // The operation's type is made from the first JSON media type.
        let mut known = known.map(str::to_owned);
        for (_, media) in content.members().filter(|(name, _)| is_json(name)) {
            let Some(schema) = media.child("schema") else {
                continue;
            };
            let ty = known.take().or_else(|| self.type_of(schema.clone()));
            for example in self.examples(&media, &schema) {
                self.case(&schema, example, ty.as_deref(), origin);
            }
        }
    }

    /// Collects the responses that a vendor shows beside an operation (`x-oaiMeta`). Those that are not
    /// JSON show a stream of events.
    fn documented(&mut self, operation: &Site<'a>, response: Site<'a>, ty: &str) {
        let meta = operation.child("x-oaiMeta");
        let Some(examples) = meta.and_then(|meta| meta.child("examples")) else {
            return;
        };
        let content = follow(self.sources, response).and_then(|site| site.child("content"));
        let media = content.and_then(|site| {
            let mut media = site.members().filter(|(name, _)| is_json(name));
            media.next().map(|(_, media)| media)
        });
        let Some(schema) = media.and_then(|media| media.child("schema")) else {
            return;
        };
        let shown = examples.child("response").into_iter();
        let shown = shown.chain(examples.items().filter_map(|one| one.child("response")));
        let is_structured =
            |site: &Site<'a>| meant(site.node.to_json()).is_some_and(|json| !json.is_string());
        let shown: Vec<Site<'a>> = shown.filter(is_structured).collect();
        for example in shown {
            self.case(&schema, example, Some(ty), Origin::Vendor);
        }
    }

    fn examples(&self, media: &Site<'a>, schema: &Site<'a>) -> Vec<Site<'a>> {
        let named = media.child("examples");
        let named = named.into_iter().flat_map(|site| site.members());
        let named = named.filter_map(|(_, site)| follow(self.sources, site)?.child("value"));
        let own = own_example(self.sources, schema);
        let examples = media.child("example").into_iter().chain(named).chain(own);
        // Null as an example means that there is no example.
        examples.filter(|site| *site.node != Node::Null).collect()
    }

    /// Returns the type of a schema, or of the schema that it refers to.
    fn type_of(&self, schema: Site<'a>) -> Option<String> {
        let mut site = schema;
        for _ in 0..64 {
            if let Some(ty) = self.types.get(&site.at) {
                return Some((*ty).to_owned());
            }
            let Some(reference) = site.node.get("$ref").and_then(Node::as_str) else {
                break;
            };
            site = self.sources.resolve(&site.at, reference).ok()?;
        }
        let array = site.node.get("type").and_then(Node::as_str) == Some("array");
        let items = site.child("items").filter(|_| array)?;
        Some(format!("Vec<{}>", self.type_of(items)?))
    }

    fn case(&mut self, schema: &Site<'a>, example: Site<'a>, ty: Option<&str>, origin: Origin) {
        let Some(ty) = ty else {
            self.untyped += 1;
            return;
        };
        if !self.seen.insert((example.at.clone(), ty.to_owned())) {
            return;
        }
        let written = example.node.to_json();
        let Some(json) = meant(written) else {
            self.untyped += 1;
            return;
        };
        let valid = self.schemas.is_valid(schema, &json);
        self.cases.push(Case {
            pointer: example.at.to_string(),
            ty: ty.to_owned(),
            json,
            valid,
            origin,
        });
    }
}

/// Returns the value that an example stands for: authors also write objects and arrays as strings
/// of JSON. Returns `None` if such a string is not JSON, or if the example is only a reference to
/// another one.
fn meant(value: Value) -> Option<Value> {
    let members = value.as_object();
    if members.is_some_and(|members| members.len() == 1 && members.contains_key("$ref")) {
        return None;
    }
    match value.as_str().map(str::trim_start) {
        Some(text) if text.starts_with(['{', '[']) => serde_json::from_str(text).ok(),
        _ => Some(value),
    }
}

/// The status code that determines the operation's type: the lowest success, or `default`.
fn success<'a>(responses: &[(&'a str, Site<'_>)]) -> Option<&'a str> {
    let statuses = || responses.iter().map(|(status, _)| *status);
    let code = statuses().filter(|status| status.len() == 3 && status.starts_with('2'));
    // `X` sorts after every digit.
    code.min_by_key(|status| status.to_ascii_uppercase())
        .or_else(|| statuses().find(|status| *status == "default"))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}
