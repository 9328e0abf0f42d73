//! Keywords whose meaning depends on other keywords, and vendor extensions.

use crate::diagnostic::Code;
use crate::openapi::Object;
use crate::source::{Node, Number, Site};

use super::{JsonType, SchemaObject};

/// Reads `minItems` and `maxItems`. An array that allows no items after `prefixItems` has their
/// number as its maximum length.
pub(super) fn length(object: &Object<'_>) -> (Option<usize>, Option<usize>) {
    let count = |key: &str| match object.get(key).map(|site| site.node) {
        Some(Node::Number(Number::Int(number))) => usize::try_from(*number).ok(),
        _ => None,
    };
    let forbidden = |key: &str| {
        object
            .get(key)
            .is_some_and(|site| *site.node == Node::Bool(false))
    };
    let listed = |key: &str| match object.get(key).map(|site| site.node) {
        Some(Node::Array(items)) => Some(items.len()),
        _ => None,
    };
    let closed = match (listed("prefixItems"), listed("items")) {
        (Some(first), _) => {
            Some(first).filter(|_| forbidden("items") || forbidden("unevaluatedItems"))
        }
        (None, old) => old.filter(|_| forbidden("additionalItems")),
    };
    (count("minItems"), count("maxItems").or(closed))
}

/// Returns the schemas that apply only under a condition.
pub(super) fn conditional<'a>(object: &Object<'a>) -> Vec<Site<'a>> {
    let members = object.members("dependentSchemas").into_iter();
    let branches = ["then", "else"]
        .into_iter()
        .filter_map(|key| object.get(key));
    branches.chain(members.map(|(_, site)| site)).collect()
}

/// Infers the type where `type` is ambiguous or missing.
pub(super) fn settle(object: &Object<'_>, schema: &mut SchemaObject<'_>) {
    let tell = |code, key: &str, message: String| {
        let place = object.at().child(key);
        object.context().diagnostics.tell(code, &place, message);
    };
    let pattern = object.get("pattern").and_then(|site| site.node.as_str());
    let number = match schema.types.as_slice() {
        [JsonType::String, number] | [number, JsonType::String] => Some(*number),
        _ => None,
    };
    let number = number.filter(|kind| matches!(kind, JsonType::Integer | JsonType::Number));
    if let Some(number) = number
        && schema.enumeration.is_none()
        && (pattern.is_some_and(|pattern| is_number(pattern, number))
            || pattern.is_none() && of_format(schema.format).is_some())
    {
        let message = "the number may be sent as a string of digits; it is read as a number";
        tell(Code::NumberOrText, "type", message.to_owned());
        schema.types = vec![number];
    }
    if let (Some(kind), true) = (of_format(schema.format), says_no_type(object)) {
        let name = schema.format.unwrap_or_default();
        let message = format!(
            "the schema has the format `{name}` but no `type`; the value is read as a number"
        );
        tell(Code::FormatWithoutType, "format", message);
        schema.types = vec![kind];
    }
}

/// The type of number that a format of OpenAPI's registry implies.
fn of_format(format: Option<&str>) -> Option<JsonType> {
    match format? {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            Some(JsonType::Integer)
        }
        "float" | "double" => Some(JsonType::Number),
        _ => None,
    }
}

/// Returns whether a schema has no keyword that implies its type.
fn says_no_type(object: &Object<'_>) -> bool {
    const KINDS: [&str; 10] = [
        "type",
        "$ref",
        "enum",
        "const",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "prefixItems",
    ];
    KINDS.iter().all(|key| object.get(key).is_none())
}

/// Returns whether all texts that match a pattern are JSON numbers (RFC 8259, 6) of this type. Such
/// texts have no superfluous zeros, so nothing is lost if they are read as numbers. .NET writes such
/// patterns beside `[integer, string]`.
fn is_number(pattern: &str, kind: JsonType) -> bool {
    const WHOLE: [&str; 3] = [r"(0|[1-9]\d*)", r"([1-9]\d*|0)", r"[1-9]\d*"];
    let pattern = pattern.replace("[0-9]", r"\d").replace("(?:", "(");
    let inner = pattern.strip_prefix('^');
    let Some(inner) = inner.and_then(|rest| rest.strip_suffix('$')) else {
        return false;
    };
    let unsigned = inner.strip_prefix("-?").unwrap_or(inner);
    let mut rests = WHOLE
        .iter()
        .filter_map(|whole| unsigned.strip_prefix(whole));
    let Some(rest) = rests.next() else {
        return false;
    };
    if kind == JsonType::Integer {
        return rest.is_empty();
    }
    let rest = rest.strip_prefix(r"(\.\d+)?").unwrap_or(rest);
    matches!(rest, "" | r"([eE][+-]?\d+)?")
}
