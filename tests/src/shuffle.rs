//! Shuffles the keys of a document wherever their order has no meaning.
//!
//! The objects of OpenAPI have fixed members, whose order has no meaning. Its maps have keys that
//! the author chose. The order of some maps determines the order of the generated code, so it is
//! kept. Values (examples, defaults, extensions) are also kept, since the documentation shows them.

use serde_json::{Map, Value};

/// The kind of an object, which determines the kinds of its members.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    /// A Parameter or Header Object.
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    Server,
    SecurityScheme,
    /// An object whose members are strings, or objects of strings.
    Plain,
    /// A map whose order determines the order of the generated code.
    Ordered(&'static Kind),
    /// A map whose order has no meaning.
    Unordered(&'static Kind),
    /// A value, which is not shuffled.
    Value,
}

use Kind::{
    Components, Discriminator, Document, Encoding, MediaType, Operation, Ordered, Parameter,
    PathItem, Plain, RequestBody, Response, Schema, SecurityScheme, Server, Unordered,
};

impl Kind {
    /// The kind of the member `key`. If the member is an array, the kind of its items.
    fn member(self, key: &str) -> Self {
        if let Ordered(member) | Unordered(member) = self {
            return *member;
        }
        if key.starts_with("x-") {
            return Self::Value;
        }
        match self {
            Document => document(key),
            Components => component(key),
            PathItem => path_item(key),
            Operation => operation(key),
            Parameter | MediaType | RequestBody | Response | Encoding => content(key),
            Schema => schema(key),
            Discriminator => Unordered(&Kind::Value),
            Server => Unordered(&Plain),
            SecurityScheme => match key {
                "flows" => Unordered(&Plain),
                _ => Plain,
            },
            Plain => Plain,
            Ordered(_) | Unordered(_) | Self::Value => Self::Value,
        }
    }
}

fn document(key: &str) -> Kind {
    match key {
        "paths" | "webhooks" => Ordered(&PathItem),
        "components" => Components,
        "definitions" => Ordered(&Schema),
        "parameters" => Unordered(&Parameter),
        "responses" => Unordered(&Response),
        "securityDefinitions" => Ordered(&SecurityScheme),
        "servers" => Server,
        "security" => Unordered(&Kind::Value),
        _ => Plain,
    }
}

fn component(key: &str) -> Kind {
    match key {
        "schemas" => Ordered(&Schema),
        "responses" => Unordered(&Response),
        "parameters" | "headers" => Unordered(&Parameter),
        "requestBodies" => Unordered(&RequestBody),
        "securitySchemes" => Ordered(&SecurityScheme),
        "pathItems" => Unordered(&PathItem),
        _ => Kind::Value,
    }
}

fn path_item(key: &str) -> Kind {
    match key {
        "parameters" => Parameter,
        "servers" => Server,
        "summary" | "description" => Plain,
        _ => Operation,
    }
}

fn operation(key: &str) -> Kind {
    match key {
        "parameters" => Parameter,
        "requestBody" => RequestBody,
        "responses" => Unordered(&Response),
        "security" => Unordered(&Kind::Value),
        "servers" => Server,
        "callbacks" => Kind::Value,
        _ => Plain,
    }
}

/// The kinds of members of Parameter, Request Body and Media Type Objects.
fn content(key: &str) -> Kind {
    match key {
        "schema" | "itemSchema" | "items" => Schema,
        "content" => Ordered(&MediaType),
        "headers" => Unordered(&Parameter),
        "encoding" => Unordered(&Encoding),
        // Examples are shown in their order, and the first one is preferred.
        _ => Kind::Value,
    }
}

fn schema(key: &str) -> Kind {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Ordered(&Schema)
        }
        "items"
        | "additionalProperties"
        | "allOf"
        | "anyOf"
        | "oneOf"
        | "not"
        | "prefixItems"
        | "contains"
        | "propertyNames"
        | "if"
        | "then"
        | "else" => Schema,
        "discriminator" => Discriminator,
        "externalDocs" | "xml" => Plain,
        _ => Kind::Value,
    }
}

/// Shuffles the keys of a document, depending on the seed.
pub fn document_keys(document: &mut Value, seed: u64) {
    walk(document, Document, &mut Random(seed));
}

fn walk(value: &mut Value, kind: Kind, random: &mut Random) {
    if matches!(kind, Kind::Value) {
        return;
    }
    match value {
        Value::Object(members) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            if !matches!(kind, Ordered(_)) {
                random.shuffle(&mut entries);
            }
            for (key, member) in &mut entries {
                walk(member, kind.member(key), random);
            }
            *members = Map::from_iter(entries);
        }
        Value::Array(items) => {
            for item in items {
                walk(item, kind, random);
            }
        }
        _ => {}
    }
}

/// Pseudorandom numbers, which are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high % bound
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
