//! The same document with its keys in another order, wherever that order has no meaning.
//!
//! The objects of OpenAPI have fixed members, whose order says nothing. Its maps are keyed by names
//! that the author chose; the order of some of them is that of the generated code, as the author
//! wrote it, and stays. Values (examples, defaults, extensions) stay as they are written, too, since
//! the documentation shows them.

use serde_json::{Map, Value};

/// What an object is, which decides what its members are.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    /// Of a parameter or header.
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    Server,
    SecurityScheme,
    /// An object whose members are texts, or objects of texts.
    Plain,
    /// A map whose order is that of the code.
    Ordered(&'static Kind),
    /// A map whose order has no meaning.
    Unordered(&'static Kind),
    /// A value: not looked into.
    Value,
}

use Kind::{
    Components, Discriminator, Document, Encoding, MediaType, Operation, Ordered, Parameter,
    PathItem, Plain, RequestBody, Response, Schema, SecurityScheme, Server, Unordered,
};

impl Kind {
    /// What the member `key` is. A member that is a list has elements of this kind.
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

/// What parameters, bodies and their media types have.
fn content(key: &str) -> Kind {
    match key {
        "schema" | "itemSchema" => Schema,
        "content" => Ordered(&MediaType),
        "headers" => Unordered(&Parameter),
        "encoding" => Unordered(&Encoding),
        // Their values are shown, and the first one is taken where one is enough.
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

/// Puts the keys of a document into another order, which the seed decides.
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

/// Numbers that are the same in each run of a test.
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
