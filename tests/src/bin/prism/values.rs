//! Values for schemas: valid examples, or else minimal values.

use generator::source::{Node, Site, Sources};
use serde_json::{Map, Value, json};
use tests::corpus::operations::follow;
use tests::corpus::validity::Schemas;

/// The nesting depth at which a schema counts as infinitely recursive.
const DEPTH: usize = 12;

/// Makes values for the schemas of a document.
pub(crate) struct Values<'a> {
    sources: &'a Sources,
    schemas: Schemas<'a>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        let schemas = Schemas::new(sources);
        Self { sources, schemas }
    }

    /// Returns the first valid example of a Media Type or Parameter Object, or else a value made
    /// from its schema. Returns `None` if neither is valid.
    pub(crate) fn described(&mut self, holder: &Site<'a>) -> Option<Value> {
        let schema = holder.child("schema")?;
        let named = holder.child("examples");
        let named = named.into_iter().flat_map(|site| site.members());
        let sources = self.sources;
        let named = named.filter_map(|(_, site)| follow(sources, site)?.child("value"));
        let examples: Vec<Site<'a>> = holder.child("example").into_iter().chain(named).collect();
        for example in examples {
            let value = example.node.to_json();
            if self.schemas.is_valid(&schema, &value) {
                return Some(value);
            }
        }
        self.of(&schema)
    }

    /// Returns a valid value of a schema.
    pub(crate) fn of(&mut self, schema: &Site<'a>) -> Option<Value> {
        let value = self.make(schema, DEPTH)?;
        self.schemas.is_valid(schema, &value).then_some(value)
    }

    fn make(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        if let Some(value) = self.given(schema) {
            return Some(value);
        }
        if let Some(target) = schema.node.get("$ref").and_then(Node::as_str) {
            let target = self.sources.resolve(&schema.at, target).ok()?;
            return self.make(&target, depth);
        }
        let first = |key: &str| schema.child(key).and_then(|list| list.items().next());
        if schema.node.get("allOf").is_some() {
            return self.joined(schema, depth);
        }
        for key in ["oneOf", "anyOf"] {
            let list = schema.child(key).into_iter().flat_map(|list| list.items());
            let options: Vec<Site<'a>> = list.collect();
            for option in options {
                let value = self.make(&option, depth);
                if value.as_ref().is_some_and(|value| !value.is_null()) {
                    return value.map(|value| self.with_own(schema, value, depth));
                }
            }
        }
        match kind(schema.node) {
            Some("object") => Some(Value::Object(self.members(schema, depth))),
            Some("array") => {
                let least = number(schema.node, "minItems").unwrap_or(1.0);
                let item = first("items").or_else(|| schema.child("items"))?;
                let item = self.make(&item, depth)?;
                let mut items = Vec::new();
                #[expect(clippy::cast_precision_loss, reason = "a handful")]
                while (items.len() as f64) < least.max(1.0) {
                    items.push(item.clone());
                }
                Some(Value::Array(items))
            }
            Some("integer" | "number") => Some(amount(schema.node)),
            Some("boolean") => Some(Value::Bool(true)),
            Some("null") => Some(Value::Null),
            _ => Some(Value::String(text(schema.node))),
        }
    }

    /// The first valid value that the schema itself lists.
    fn given(&mut self, schema: &Site<'a>) -> Option<Value> {
        let list = |key: &str| schema.child(key).into_iter().flat_map(|list| list.items());
        let single = ["const", "example"].into_iter();
        let single = single.filter_map(|key| schema.child(key));
        let listed = list("examples")
            .chain(schema.child("default"))
            .chain(list("enum"));
        let all: Vec<Site<'a>> = single.chain(listed).collect();
        let mut values = all.iter().map(|site| site.node.to_json());
        values.find(|value| !value.is_null() && self.schemas.is_valid(schema, value))
    }

    /// Merges the members of all parts of an `allOf`. The first part that is not an object
    /// determines the value instead.
    fn joined(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        let parts: Vec<Site<'a>> = schema.child("allOf")?.items().collect();
        let mut whole = Map::new();
        for part in parts {
            match self.make(&part, depth)? {
                Value::Object(members) => whole.extend(members),
                Value::String(_) if kind(part.node).is_none() => {}
                other => return Some(other),
            }
        }
        Some(self.with_own(schema, Value::Object(whole), depth))
    }

    /// Adds the members of the schema itself to an object that was made from one of its
    /// alternatives.
    fn with_own(&mut self, schema: &Site<'a>, value: Value, depth: usize) -> Value {
        match value {
            Value::Object(mut members) => {
                for (name, value) in self.members(schema, depth) {
                    members.entry(name).or_insert(value);
                }
                Value::Object(members)
            }
            other => other,
        }
    }

    /// The required members of an object.
    fn members(&mut self, schema: &Site<'a>, depth: usize) -> Map<String, Value> {
        let required = schema.child("required");
        let required = required.into_iter().flat_map(|list| list.items());
        let names: Vec<&str> = required.filter_map(|site| site.node.as_str()).collect();
        let properties = schema.child("properties");
        let mut members = Map::new();
        for name in names {
            let property = properties.as_ref().and_then(|all| all.child(name));
            if let Some(value) = property.and_then(|site| self.make(&site, depth)) {
                members.insert(name.to_owned(), value);
            }
        }
        members
    }
}

/// The type of a schema: its `type`, or the type that its other keywords imply.
fn kind(schema: &Node) -> Option<&str> {
    match schema.get("type") {
        Some(Node::String(name)) => Some(name),
        Some(Node::Array(names)) => {
            let mut names = names.iter().filter_map(Node::as_str);
            names.find(|name| *name != "null")
        }
        _ if schema.get("properties").is_some() => Some("object"),
        _ if schema.get("items").is_some() => Some("array"),
        _ => None,
    }
}

fn number(schema: &Node, key: &str) -> Option<f64> {
    schema.get(key)?.to_json().as_f64()
}

/// The smallest number that the schema allows, or 1 if it has no lower bound.
fn amount(schema: &Node) -> Value {
    let least = number(schema, "minimum");
    let above = number(schema, "exclusiveMinimum").map(|bound| bound + 1.0);
    let most = number(schema, "maximum").unwrap_or(f64::INFINITY);
    let amount = least.or(above).unwrap_or(1.0).min(most);
    #[expect(clippy::cast_possible_truncation, reason = "a whole number")]
    if amount.fract() == 0.0 {
        json!(amount as i64)
    } else {
        json!(amount)
    }
}

/// A string of the required format and length.
fn text(schema: &Node) -> String {
    let sample = match schema
        .get("format")
        .and_then(Node::as_str)
        .unwrap_or_default()
    {
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:30:00Z",
        "time" => "12:30:00Z",
        "duration" => "P1D",
        "email" => "user@example.com",
        "uuid" => "6f1a3a52-9a8e-4b7d-8d0c-2f6f5a1b3c4d",
        "uri" | "url" => "https://example.com/a",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "dGV4dA==",
        _ => "text",
    };
    let mut text = sample.to_owned();
    let least = number(schema, "minLength").unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "texts are short")]
    while (text.len() as f64) < least {
        text.push('x');
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length"
    )]
    if let Some(most) = number(schema, "maxLength") {
        text.truncate(most as usize);
    }
    text
}
