//! Draws random values from schemas. A draw follows the schema, but it may break a keyword that it does
//! not know, such as `pattern`; the caller validates it.

use generator::source::{Node, Site, Sources};
use serde_json::{Map, Number, Value, json};

/// The nesting depth beyond which only required members and items are drawn.
const SHALLOW: usize = 5;
/// The nesting depth at which a schema counts as infinitely recursive.
const DEPTH: usize = 24;
/// The maximum number of values in a draw.
const SIZE: usize = 1_500;

/// Draws values from the schemas of a document.
pub struct Sampler<'a> {
    sources: &'a Sources,
    random: fastrand::Rng,
    /// Whether siblings of `$ref` are ignored, as in OpenAPI 3.0.
    references_hide: bool,
    /// The number of values that the current draw may still have.
    left: usize,
}

impl<'a> Sampler<'a> {
    /// Creates a sampler that draws the same values for the same seed.
    #[must_use]
    pub fn new(sources: &'a Sources, references_hide: bool, seed: u64) -> Self {
        Self {
            sources,
            random: fastrand::Rng::with_seed(seed),
            references_hide,
            left: 0,
        }
    }

    /// Draws a value. Returns `None` if the schema allows none, or none that is small enough.
    pub fn draw(&mut self, schema: &Site<'a>) -> Option<Value> {
        self.left = SIZE;
        self.value(schema, 0)
    }

    fn value(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        let depth = depth + 1;
        if depth > DEPTH || *schema.node == Node::Bool(false) {
            return None;
        }
        if let Some(value) = self.fixed(schema.node) {
            return Some(value);
        }
        let nullable = schema.node.get("nullable") == Some(&Node::Bool(true));
        // A component that may be null has the type of its other values; its users know of null.
        if nullable && depth > 1 && self.one_in(8) {
            return Some(Value::Null);
        }
        if let Some(reference) = schema.node.get("$ref").and_then(Node::as_str) {
            let target = self.sources.resolve(&schema.at, reference).ok()?;
            let value = self.value(&target, depth)?;
            return Some(if self.references_hide {
                value
            } else {
                self.with_members(schema, value, depth)
            });
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(value) = self.variant(schema, key, depth) {
                let value = self.with_parts(schema, value, depth)?;
                return Some(self.with_members(schema, value, depth));
            }
        }
        if schema.node.get("allOf").is_some() {
            let value = self.with_parts(schema, Value::Null, depth)?;
            return Some(self.with_members(schema, value, depth));
        }
        self.plain(schema, depth)
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.random.usize(..of) == 0
    }

    /// A value that the schema lists.
    fn fixed(&mut self, schema: &Node) -> Option<Value> {
        if let Some(value) = schema.get("const") {
            return Some(value.to_json());
        }
        let Some(Node::Array(values)) = schema.get("enum") else {
            return None;
        };
        let at = self.random.usize(..values.len().max(1));
        values.get(at).map(Node::to_json)
    }

    /// A value of one of the schemas under `oneOf` or `anyOf`, with the tag of the discriminator.
    fn variant(&mut self, schema: &Site<'a>, key: &str, depth: usize) -> Option<Value> {
        let options: Vec<Site<'a>> = schema.child(key)?.items().collect();
        let start = self.random.usize(..options.len().max(1));
        let (after, from) = options.split_at(start);
        for option in from.iter().chain(after) {
            let Some(mut value) = self.value(option, depth) else {
                continue;
            };
            if let (Some(discriminator), Value::Object(members)) =
                (schema.child("discriminator"), &mut value)
            {
                tag(&discriminator, option, members);
            }
            return Some(value);
        }
        None
    }

    /// Adds the values of all schemas under `allOf`.
    fn with_parts(&mut self, schema: &Site<'a>, mut value: Value, depth: usize) -> Option<Value> {
        let parts: Vec<Site<'a>> = schema
            .child("allOf")
            .into_iter()
            .flat_map(|list| list.items())
            .collect();
        for part in parts {
            value = joined(value, self.value(&part, depth)?);
        }
        Some(value)
    }

    /// Adds the members that the schema itself describes.
    fn with_members(&mut self, schema: &Site<'a>, value: Value, depth: usize) -> Value {
        match value {
            Value::Object(_) if schema.node.get("properties").is_some() => {
                match self.object(schema, depth) {
                    Some(members) => joined(value, members),
                    None => value,
                }
            }
            Value::Null => self.plain(schema, depth).unwrap_or(Value::Null),
            value => value,
        }
    }

    /// A value of a schema without applicators.
    fn plain(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        match self.kind(schema.node) {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(self.random.bool())),
            "integer" => self.integer(schema.node),
            // The format says more than the type.
            "number" if format(schema.node).starts_with("int") => self.integer(schema.node),
            "number" => self.number(schema.node),
            "string" => Some(Value::String(self.string(schema.node))),
            "array" => self.array(schema, depth),
            "object" => self.object(schema, depth),
            // Beside others, such a schema is written for null.
            _ if schema.node.get("nullable") == Some(&Node::Bool(true)) => Some(Value::Null),
            // A schema without a type allows any value.
            _ => Some(json!("any")),
        }
    }

    /// One of the types of a schema, or the one that its keywords imply.
    fn kind<'n>(&mut self, schema: &'n Node) -> &'n str {
        match schema.get("type") {
            Some(Node::Array(names)) => {
                let at = self.random.usize(..names.len().max(1));
                names.get(at).and_then(Node::as_str).unwrap_or_default()
            }
            Some(name) => name.as_str().unwrap_or_default(),
            None if schema.get("properties").is_some()
                || schema.get("required").is_some()
                || schema.get("additionalProperties").is_some() =>
            {
                "object"
            }
            None if schema.get("items").is_some() => "array",
            None => "",
        }
    }

    fn object(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        let required: Vec<&str> = match schema.node.get("required") {
            Some(Node::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
            _ => Vec::new(),
        };
        let mut members = Map::new();
        let properties = schema.child("properties");
        for (name, site) in properties.iter().flat_map(Site::members) {
            let needed = required.contains(&name);
            let wanted = depth < SHALLOW && self.random.bool();
            if needed || wanted {
                match self.value(&site, depth) {
                    Some(value) => {
                        members.insert(name.to_owned(), value);
                    }
                    None if needed => return None,
                    None => {}
                }
            }
        }
        let least = size(schema.node, "minProperties").unwrap_or_default();
        if let Some(more) = schema.child("additionalProperties") {
            let free = matches!(more.node, Node::Object(_));
            let wanted = if free && depth < SHALLOW {
                self.random.usize(..3)
            } else {
                0
            };
            for index in 0..wanted.max(least.saturating_sub(members.len()).min(64)) {
                if let Some(value) = self.value(&more, depth) {
                    members.insert(format!("key{index}"), value);
                }
            }
        }
        Some(Value::Object(members))
    }

    fn array(&mut self, schema: &Site<'a>, depth: usize) -> Option<Value> {
        let least = size(schema.node, "minItems").unwrap_or_default();
        let most = size(schema.node, "maxItems").unwrap_or(usize::MAX);
        let wanted = if depth < SHALLOW {
            self.random.usize(..4)
        } else {
            0
        };
        let count = wanted.clamp(least, most.max(least)).min(64);
        let Some(item) = schema.child("items") else {
            let any = vec![json!("any"); count];
            return Some(Value::Array(any));
        };
        let mut items = Vec::new();
        for _ in 0..count {
            match self.value(&item, depth) {
                Some(value) => items.push(value),
                None if items.len() < least => return None,
                None => break,
            }
        }
        if schema.node.get("uniqueItems") == Some(&Node::Bool(true)) {
            let mut seen: Vec<Value> = Vec::new();
            for item in items {
                if !seen.contains(&item) {
                    seen.push(item);
                }
            }
            items = seen;
        }
        Some(Value::Array(items))
    }

    fn integer(&mut self, schema: &Node) -> Option<Value> {
        let (low, high) = Self::range(schema);
        let most = match format(schema) {
            "int64" | "uint64" => 9_000_000_000.0,
            "int8" | "uint8" => 100.0,
            "int16" | "uint16" => 30_000.0,
            _ => 2_000_000_000.0,
        };
        let low = low.or_else(|| format(schema).starts_with("uint").then_some(0.0));
        let high = high.unwrap_or_else(|| low.map_or(most, |low| (low + 1_000.0).max(most)));
        let low = low.unwrap_or_else(|| high.min(-9.0));
        let step = limit(schema, "multipleOf").unwrap_or(1.0).max(1.0);
        let pick = match self.random.u8(..4) {
            0 => low,
            1 => high.min(low + 5.0),
            _ => low + self.random.f64() * (high - low),
        };
        let value = (pick / step).ceil() * step;
        #[expect(clippy::cast_possible_truncation, reason = "the range is that of i64")]
        (value.abs() < 9e18).then(|| json!(value as i64))
    }

    fn number(&mut self, schema: &Node) -> Option<Value> {
        let (low, high) = Self::range(schema);
        let low = low.unwrap_or_else(|| high.map_or(-1.0, |high| high.min(-1.0)));
        let high = high.unwrap_or_else(|| low.max(1_000.0) + 1.0);
        let pick = low + self.random.f64() * (high - low);
        let value = match limit(schema, "multipleOf") {
            Some(step) if step > 0.0 => (pick / step).ceil() * step,
            _ if self.one_in(3) => pick.ceil().min(high),
            _ => pick,
        };
        Number::from_f64(value).map(Value::Number)
    }

    /// The smallest and the largest number that a schema allows.
    fn range(schema: &Node) -> (Option<f64>, Option<f64>) {
        let bound = |inclusive: &str, exclusive: &str, inside: f64| {
            let open = schema.get(exclusive) == Some(&Node::Bool(true));
            let plain =
                limit(schema, inclusive).map(|bound| if open { bound + inside } else { bound });
            limit(schema, exclusive)
                .map(|bound| bound + inside)
                .or(plain)
        };
        let inside = if schema.get("type").and_then(Node::as_str) == Some("integer") {
            1.0
        } else {
            1e-3
        };
        (
            bound("minimum", "exclusiveMinimum", inside),
            bound("maximum", "exclusiveMaximum", -inside),
        )
    }

    fn string(&mut self, schema: &Node) -> String {
        let choices: &[&str] = match format(schema) {
            "date-time" => &["2024-02-29T12:30:45Z", "1999-12-31T23:59:59.123456+05:30"],
            "date" => &["2024-02-29", "1970-01-01"],
            "time" => &["12:30:45Z"],
            "duration" => &["P3DT4H", "PT0.5S"],
            "uuid" => &["3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
            "uri" | "url" | "uri-reference" | "iri" => &["https://example.com/a?b=%20#c"],
            "email" => &["a.b@example.com"],
            "ipv4" => &["192.0.2.1"],
            "ipv6" => &["2001:db8::1"],
            "hostname" => &["example.com"],
            "byte" | "base64" => &["aGVsbG8=", ""],
            _ => &[
                "",
                "a",
                "Grüße, 世界 \u{1f600}",
                "line\nbreak \"quoted\" \\",
                "0",
                "true",
            ],
        };
        let at = self.random.usize(..choices.len());
        let mut text = choices
            .get(at)
            .map(|text| (*text).to_owned())
            .unwrap_or_default();
        let least = size(schema, "minLength").unwrap_or_default();
        let most = size(schema, "maxLength").unwrap_or(usize::MAX);
        while text.chars().count() < least.min(4_096) {
            text.push('a');
        }
        if text.chars().count() > most {
            text = text.chars().take(most).collect();
        }
        text
    }
}

/// Sets the tag that says which schema the members follow.
fn tag(discriminator: &Site<'_>, option: &Site<'_>, members: &mut Map<String, Value>) {
    let name = discriminator
        .node
        .get("propertyName")
        .and_then(Node::as_str);
    let target = option.node.get("$ref").and_then(Node::as_str);
    let (Some(name), Some(target)) = (name, target) else {
        return;
    };
    let last = target.rsplit('/').next().unwrap_or_default();
    let mapping = discriminator.child("mapping");
    let mapped = mapping.iter().flat_map(Site::members).find(|(_, site)| {
        let to = site.node.as_str();
        to == Some(target) || to == Some(last)
    });
    let value = mapped.map_or(last, |(value, _)| value);
    let known = members.get(name);
    let tells = mapping.iter().flat_map(Site::members).any(|(value, site)| {
        known.and_then(Value::as_str) == Some(value)
            && matches!(site.node.as_str(), Some(to) if to == target || to == last)
    });
    if !tells {
        members.insert(name.to_owned(), json!(value));
    }
}

/// Adds the members of `right` that `left` does not have. Of two other values, the first that is not
/// null.
fn joined(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Object(mut left), Value::Object(right)) => {
            for (key, value) in right {
                let old = left.remove(&key).unwrap_or(Value::Null);
                left.insert(key, joined(old, value));
            }
            Value::Object(left)
        }
        (Value::Null, right) => right,
        (left, _) => left,
    }
}

fn format(schema: &Node) -> &str {
    let format = schema.get("format").and_then(Node::as_str);
    format.unwrap_or_default()
}

fn limit(schema: &Node, key: &str) -> Option<f64> {
    schema.get(key).and_then(|node| node.to_json().as_f64())
}

fn size(schema: &Node, key: &str) -> Option<usize> {
    let number = schema.get(key)?.to_json().as_u64()?;
    usize::try_from(number).ok()
}
