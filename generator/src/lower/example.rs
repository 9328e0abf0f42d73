//! Decides which JSON is shown as the response of an operation.

use serde_json::{Map, Value};

use crate::model::{Argument, Example, PathPart};
use crate::openapi::{Additional, Context, JsonType, MediaType, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::all_of;

/// Returns the document's example of a response, or else an example generated from its schema.
pub(super) fn of<'a>(cx: Context<'a>, json: &[&MediaType<'a>]) -> Option<Example> {
    let written = json.iter().flat_map(|media| &media.examples);
    let written = written
        .map(|site| site.node)
        .find(|node| **node != Node::Null);
    if let Some(node) = written {
        return Some(Example {
            json: meant(node.to_json()),
            documented: true,
        });
    }
    let schema = json.iter().find_map(|media| media.schema.clone())?;
    let whole = all_of::resolve(cx, schema.clone())?;
    let documented = !whole.examples.is_empty();
    let mut samples = Samples {
        cx,
        open: Vec::new(),
        values: 0,
    };
    let json = samples.value(schema)?;
    Some(Example { json, documented })
}

/// Sets the example of the last path parameter to the matching value in the document's example of
/// the response: the object that `GET /invites/{invite_id}` returns has this `id`.
pub(super) fn show_id(path: &[PathPart], arguments: &mut [Argument], example: Option<&Example>) {
    let Some(PathPart::Argument(index)) = path.last() else {
        return;
    };
    let (Some(argument), Some(example)) = (arguments.get_mut(*index), example) else {
        return;
    };
    let is_id = argument.wire.to_ascii_lowercase().ends_with("id");
    if is_id && example.documented && argument.example.is_none() && argument.facts.example.is_none()
    {
        let id = example.json.get("id").filter(|id| id.is_string());
        argument.example = id.cloned();
    }
}

/// Parses an example that is written as a JSON string.
fn meant(value: Value) -> Value {
    let text = value.as_str().map(str::trim_start);
    let text = text.filter(|text| text.starts_with(['{', '[']));
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(value)
}

/// The maximum number of values in a generated example, so that it stays readable.
const MOST_VALUES: usize = 120;

/// The maximum depth of a generated example.
const DEPTH: usize = 5;

/// Generates example values for schemas.
struct Samples<'a> {
    cx: Context<'a>,
    /// The enclosing schemas. A value never contains a value of its own schema.
    open: Vec<Pointer>,
    /// The number of values generated so far.
    values: usize,
}

impl<'a> Samples<'a> {
    /// Generates a value for a schema. Returns `None` if the schema has no content, or if a limit
    /// is reached.
    fn value(&mut self, site: Site<'a>) -> Option<Value> {
        let enough = self.values >= MOST_VALUES || self.open.len() > DEPTH;
        if enough || self.open.contains(&site.at) {
            return None;
        }
        self.values += 1;
        let at = site.at.clone();
        let schema = all_of::resolve(self.cx, site)?;
        self.open.push(at);
        let value = said(&schema).or_else(|| self.made(&schema));
        self.open.pop();
        value
    }

    fn made(&mut self, schema: &SchemaObject<'a>) -> Option<Value> {
        if schema.properties.is_empty()
            && let Some(first) = schema.alternatives().next()
        {
            return self.value(first.clone());
        }
        match schema.types.first() {
            Some(JsonType::Boolean) => Some(Value::Bool(true)),
            Some(JsonType::Integer) => Some(Value::from(1)),
            Some(JsonType::Number) => Some(Value::from(1.5)),
            Some(JsonType::String) => Some(Value::from(text(schema.format.unwrap_or_default()))),
            Some(JsonType::Array) => Some(self.array(schema)),
            Some(JsonType::Object) => Some(self.object(schema)),
            None if schema.items.is_some() => Some(self.array(schema)),
            None if !schema.properties.is_empty() => Some(self.object(schema)),
            None => None,
        }
    }

    fn array(&mut self, schema: &SchemaObject<'a>) -> Value {
        let item = schema.items.clone().and_then(|item| self.value(item));
        item.into_iter().collect()
    }

    fn object(&mut self, schema: &SchemaObject<'a>) -> Value {
        let mut members = Map::new();
        for (name, site) in &schema.properties {
            if let Some(value) = self.value(site.clone()) {
                members.insert((*name).to_owned(), value);
            }
        }
        if let Additional::Schema(site) = &schema.additional
            && members.is_empty()
            && let Some(value) = self.value(site.clone())
        {
            members.insert("key".to_owned(), value);
        }
        Value::Object(members)
    }
}

/// The value that the schema itself provides.
fn said(schema: &SchemaObject<'_>) -> Option<Value> {
    let values = schema.enumeration.iter().flatten().copied();
    let first = values.into_iter().find(|node| **node != Node::Null);
    let examples = schema.examples.iter().copied();
    let node = examples
        .chain(schema.constant)
        .chain(schema.default)
        .chain(first)
        .next();
    node.map(Node::to_json)
}

/// A string of a format (JSON Schema 2020-12 Validation, 7.3, and OpenAPI's registry).
fn text(format: &str) -> &'static str {
    match format {
        "date-time" => "2030-01-31T12:00:00Z",
        "date" => "2030-01-31",
        "time" => "12:00:00Z",
        "duration" => "PT1H",
        "email" | "idn-email" => "name@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" | "iri" => "https://example.com",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        "byte" => "Ynl0ZXM=",
        _ => "text",
    }
}
