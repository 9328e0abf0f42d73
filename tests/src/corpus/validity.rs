//! Decides with a JSON Schema validator whether an example is valid for its schema.

use std::collections::HashMap;

use generator::source::{Node, Pointer, Site, Sources};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::operations::follow;

/// The schemas of a document, converted to JSON Schema 2020-12.
pub struct Schemas<'a> {
    sources: &'a Sources,
    /// Whether siblings of `$ref` are ignored, as in OpenAPI 3.0.
    references_hide: bool,
    ids: HashMap<Pointer, usize>,
    definitions: Vec<Definition<'a>>,
    validators: HashMap<Pointer, Option<Validator>>,
}

struct Definition<'a> {
    site: Site<'a>,
    /// The converted schema and the ids of the definitions that it refers to, once they are needed.
    converted: Option<(Value, Vec<usize>)>,
}

impl<'a> Schemas<'a> {
    /// Creates the collection of schemas of a document.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        let root = sources.root(sources.entry());
        let version = root.and_then(|root| root.child("openapi"));
        let version = version.and_then(|site| site.node.as_str());
        Self {
            sources,
            references_hide: version.is_some_and(|version| version.starts_with("3.0")),
            ids: HashMap::new(),
            definitions: Vec::new(),
            validators: HashMap::new(),
        }
    }

    /// Whether the value is valid. It never is if the validator cannot compile the schema.
    pub fn is_valid(&mut self, schema: &Site<'a>, value: &Value) -> bool {
        if !self.validators.contains_key(&schema.at) {
            let bundle = self.bundle(schema.clone());
            let validator = compile(bundle);
            self.validators.insert(schema.at.clone(), validator);
        }
        let validator = self.validators.get(&schema.at).and_then(Option::as_ref);
        validator.is_some_and(|validator| validator.is_valid(value))
    }

    /// Returns a schema and everything that it refers to, as one JSON Schema document.
    fn bundle(&mut self, schema: Site<'a>) -> Value {
        let root = self.id(schema);
        let mut open = vec![root];
        let mut definitions = Map::new();
        while let Some(id) = open.pop() {
            if definitions.contains_key(&id.to_string()) {
                continue;
            }
            let (schema, references) = self.definition(id);
            definitions.insert(id.to_string(), schema);
            open.extend(references);
        }
        json!({ "$ref": format!("#/$defs/{root}"), "$defs": definitions })
    }

    fn id(&mut self, site: Site<'a>) -> usize {
        if let Some(id) = self.ids.get(&site.at) {
            return *id;
        }
        let id = self.definitions.len();
        self.ids.insert(site.at.clone(), id);
        self.definitions.push(Definition {
            site,
            converted: None,
        });
        id
    }

    fn definition(&mut self, id: usize) -> (Value, Vec<usize>) {
        let Some(definition) = self.definitions.get(id) else {
            return (Value::Bool(true), Vec::new());
        };
        if let Some(converted) = &definition.converted {
            return converted.clone();
        }
        let site = definition.site.clone();
        let mut references = Vec::new();
        let schema = self.convert(&site, &mut references);
        let converted = (schema, references);
        if let Some(definition) = self.definitions.get_mut(id) {
            definition.converted = Some(converted.clone());
        }
        converted
    }

    fn convert(&mut self, site: &Site<'a>, references: &mut Vec<usize>) -> Value {
        let Node::Object(map) = site.node else {
            return Value::Bool(*site.node != Node::Bool(false));
        };
        let mut schema = Map::new();
        let reference = map.get("$ref").and_then(Node::as_str);
        if let Some(reference) = reference {
            if let Ok(target) = self.sources.resolve(&site.at, reference) {
                let id = self.id(target);
                references.push(id);
                schema.insert("$ref".to_owned(), json!(format!("#/$defs/{id}")));
            }
            if self.references_hide {
                return Value::Object(schema);
            }
        }
        for (key, member) in site.members() {
            if let Some((key, value)) = self.keyword(key, &member, references) {
                schema.insert(key.to_owned(), value);
            }
        }
        match map.get("nullable") {
            Some(Node::Bool(true)) => json!({ "anyOf": [{ "type": "null" }, schema] }),
            _ => Value::Object(schema),
        }
    }

    /// Converts a keyword to 2020-12. Returns `None` for a keyword that does not affect validity or
    /// that is malformed.
    fn keyword<'k>(
        &mut self,
        key: &'k str,
        site: &Site<'a>,
        references: &mut Vec<usize>,
    ) -> Option<(&'k str, Value)> {
        let value = match key {
            "properties" | "patternProperties" | "dependentSchemas" => {
                let members = site.members();
                let members =
                    members.map(|(name, site)| (name.to_owned(), self.convert(&site, references)));
                Value::Object(members.collect())
            }
            "items" if matches!(site.node, Node::Array(_)) => {
                let items = site.items().map(|site| self.convert(&site, references));
                return Some(("prefixItems", items.collect()));
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                let list: Vec<Value> = site
                    .items()
                    .map(|site| self.convert(&site, references))
                    .collect();
                (!list.is_empty()).then_some(Value::Array(list))?
            }
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedProperties"
            | "unevaluatedItems" => self.convert(site, references),
            _ => assertion(key, site.node)?,
        };
        Some((key, value))
    }
}

/// Returns the value of a keyword without subschemas, if it is well-formed.
fn assertion(key: &str, node: &Node) -> Option<Value> {
    let value = node.to_json();
    let well_formed = match key {
        "type" => match &value {
            Value::String(name) => is_type(name),
            Value::Array(names) => {
                !names.is_empty() && names.iter().all(|name| name.as_str().is_some_and(is_type))
            }
            _ => false,
        },
        "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
        "const" => true,
        "required" => value
            .as_array()
            .is_some_and(|names| names.iter().all(Value::is_string)),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "multipleOf" => value.as_f64().is_some_and(|number| number > 0.0),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            value.is_u64()
        }
        "pattern" => value.is_string(),
        "uniqueItems" => value.is_boolean(),
        _ => false,
    };
    well_formed.then_some(value)
}

fn is_type(name: &str) -> bool {
    matches!(
        name,
        "null" | "boolean" | "object" | "array" | "number" | "string" | "integer"
    )
}

/// Compiles a validator. Drops all patterns if it fails to compile with them.
fn compile(bundle: Value) -> Option<Validator> {
    let build = |schema: &Value| jsonschema::draft202012::new(schema).ok();
    build(&bundle).or_else(|| {
        let mut bundle = bundle;
        drop_patterns(&mut bundle);
        build(&bundle)
    })
}

fn drop_patterns(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if map.get("pattern").is_some_and(Value::is_string) {
                map.remove("pattern");
            }
            map.remove("patternProperties");
            map.values_mut().for_each(drop_patterns);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_patterns),
        _ => {}
    }
}

/// Returns the example of a schema, or of the schema that it refers to.
#[must_use]
pub fn own_example<'a>(sources: &'a Sources, schema: &Site<'a>) -> Option<Site<'a>> {
    let here = |site: &Site<'a>| {
        let listed = site.child("examples").and_then(|list| list.child("0"));
        site.child("example").or(listed)
    };
    here(schema).or_else(|| here(&follow(sources, schema.clone())?))
}
