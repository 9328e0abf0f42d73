//! Decides the types that a schema allows: the keyword `type` (JSON Schema Validation 2020-12, 6.1.1).

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::near::nearest;
use crate::openapi::{Object, Version};
use crate::source::Node;

use super::JsonType;

/// The keyword `type`.
pub(super) struct TypeKeyword {
    pub(super) others: Vec<JsonType>,
    pub(super) null: bool,
    /// Whether the type is `file` of version 2.0: a string of bytes.
    pub(super) file: bool,
}

impl TypeKeyword {
    pub(super) fn read(object: &Object<'_>) -> Self {
        let mut types = Self {
            others: Vec::new(),
            null: false,
            file: false,
        };
        let has_files = object.context().version == Version::V20;
        let names = match object.get("type") {
            Some(site) if matches!(site.node, Node::Array(_)) => object.strs("type"),
            Some(_) => object.str("type").into_iter().collect(),
            None => Vec::new(),
        };
        let mut unknown = Vec::new();
        for name in names {
            let one = match name {
                "null" => {
                    types.null = true;
                    continue;
                }
                "file" if has_files => {
                    types.file = true;
                    JsonType::String
                }
                "boolean" => JsonType::Boolean,
                "integer" => JsonType::Integer,
                "number" => JsonType::Number,
                "string" => JsonType::String,
                "array" => JsonType::Array,
                "object" => JsonType::Object,
                other => {
                    unknown.push(other);
                    continue;
                }
            };
            if !types.others.contains(&one) {
                types.others.push(one);
            }
        }
        for name in unknown {
            types.report_unknown(object, name);
        }
        types
    }

    /// Reports a type that JSON Schema does not have, and how the schema is read without it.
    fn report_unknown(&self, object: &Object<'_>, name: &str) {
        let says = |keys: &[&'static str]| {
            let mut keys = keys.iter().copied();
            keys.find(|key| object.get(key).is_some())
        };
        let others = !self.others.is_empty() || self.null;
        let read_as = if others {
            "the other types apply".to_owned()
        } else if let Some(key) = says(&["enum", "const", "allOf", "oneOf", "anyOf"]) {
            format!("the type is inferred from `{key}`")
        } else if let Some(key) = says(&["properties", "additionalProperties"]) {
            format!("the schema is read as an object because it has `{key}`")
        } else if says(&["items"]).is_some() {
            "the schema is read as an array because it has `items`".to_owned()
        } else {
            "any value is accepted".to_owned()
        };
        let message = format!("the type `{name}` does not exist in JSON Schema; {read_as}");
        let at = object.at().child("type");
        let diagnostic = Diagnostic::new(Code::UnknownType, &at, message);
        let near = nearest(name, TYPES).or_else(|| other_name(name));
        object.context().diagnostics.report(match near {
            _ if FORMATS.contains(&name) => {
                diagnostic.help(format!("write `type: string` and `format: {name}`"))
            }
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }
}

/// The types of JSON Schema.
const TYPES: [&str; 7] = [
    "boolean", "integer", "number", "string", "array", "object", "null",
];

/// The formats of strings that documents write as types.
const FORMATS: [&str; 8] = [
    "date",
    "date-time",
    "time",
    "duration",
    "uuid",
    "uri",
    "email",
    "binary",
];

/// Returns the JSON Schema type that programming languages and older specifications call `name`.
fn other_name(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "bool" => Some("boolean"),
        "int" | "int32" | "int64" | "long" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "str" | "text" | "date" | "date-time" | "datetime" | "uuid" | "uri" | "file" | "binary" => {
            Some("string")
        }
        "list" | "set" => Some("array"),
        "dict" | "map" | "hash" => Some("object"),
        "nil" | "none" => Some("null"),
        _ => None,
    }
}
