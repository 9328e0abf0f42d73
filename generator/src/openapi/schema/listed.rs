//! The values that a schema lists, and their names.

use crate::diagnostic::Code;
use crate::openapi::Object;
use crate::openapi::object::Loss;
use crate::source::{Node, Number, Site};

use super::{JsonType, Schema, SchemaObject, TypeKeyword};

/// The name and the description of a listed value.
type Name<'a> = (Option<&'a str>, Option<&'a str>);

/// Reads `x-enum-varnames` (OpenAPI Generator), `x-enumNames` (`NSwag`) and `x-ms-enum`
/// (`AutoRest`), each with its variant of descriptions. Values beyond the end of a list have no
/// name.
pub(super) fn value_names<'a>(object: &Object<'a>) -> Vec<Name<'a>> {
    let values = object.items("enum");
    let first = |keys: [&str; 3]| keys.into_iter().find_map(|key| object.get(key));
    let names = first(["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let names = names.filter(|names| fits(names, &values));
    let words = first([
        "x-enum-descriptions",
        "x-enumDescriptions",
        "x-enum-description",
    ]);
    let more = object
        .get("x-ms-enum")
        .and_then(|site| site.child("values"));
    let more: Vec<Site<'a>> = more.iter().flat_map(Site::items).collect();
    if names.is_none() && words.is_none() && more.is_empty() {
        return Vec::new();
    }
    let texts = |list: &Option<Site<'a>>| -> Vec<Option<&'a str>> {
        let items = list.iter().flat_map(Site::items);
        items.map(|item| text(&item)).collect()
    };
    let (all_names, all_words) = (texts(&names), texts(&words));
    let is_null = |value: &&Site<'a>| *value.node == Node::Null;
    let count_nulls = |values: &[Site<'a>]| values.iter().filter(is_null).count();
    let nulls = count_nulls(&values);
    let item = |list: &[Option<&'a str>], index: usize| {
        // A list that is shorter by the number of nulls describes the other values.
        let before = match values.split_at_checked(index) {
            Some((before, _)) if list.len() + nulls == values.len() => count_nulls(before),
            _ => 0,
        };
        list.get(index - before).copied().flatten()
    };
    let named = values.iter().enumerate().map(|(index, value)| {
        let entry = more
            .iter()
            .find(|one| one.node.get("value") == Some(value.node));
        let of_entry = |key: &str| text(&entry?.child(key)?);
        let name = item(&all_names, index).or_else(|| of_entry("name"));
        let wire = value
            .node
            .as_str()
            .map_or_else(|| value.node.to_json().to_string(), str::to_owned);
        // Descriptions may also be a map, by name or by value.
        let keyed = || {
            let words = words.as_ref()?;
            let own = name.and_then(|name| words.child(name));
            text(&own.or_else(|| words.child(&wire))?)
        };
        let word = item(&all_words, index).or_else(keyed);
        (name, word.or_else(|| of_entry("description")))
    });
    named.collect()
}

/// Returns whether a list of names is as long as that of the values, or can be its beginning: no
/// name is the text of another value.
fn fits(names: &Site<'_>, values: &[Site<'_>]) -> bool {
    let mut pairs = names.items().zip(values);
    let is_other = |(name, own): (Site<'_>, &Site<'_>)| {
        name.node != own.node && values.iter().any(|value| value.node == name.node)
    };
    names.items().count() == values.len() || !pairs.any(is_other)
}

fn text<'a>(site: &Site<'a>) -> Option<&'a str> {
    site.node.as_str().filter(|text| !text.trim().is_empty())
}

/// Reads a `oneOf` or `anyOf` whose alternatives are single values as an `enum`: each value with
/// its `title` and `description`.
pub(super) fn annotated<'a>(object: &Object<'a>, schema: &mut SchemaObject<'a>) {
    let both = (schema.one_of.as_slice(), schema.any_of.as_slice());
    let ((alternatives @ [_, _, ..], []) | ([], alternatives @ [_, _, ..])) = both else {
        return;
    };
    let composed = schema.reference.is_some()
        || schema.discriminator.is_some()
        || !schema.all_of.is_empty()
        || schema.enumeration.is_some()
        || schema.constant.is_some();
    let titled = alternatives.iter().any(|one| one.child("title").is_some());
    let single = alternatives.iter().all(|one| one.child("const").is_some());
    if composed || !titled || !single {
        return;
    }
    let mut values = Vec::new();
    let mut names = Vec::new();
    let mut types: Vec<JsonType> = Vec::new();
    for one in alternatives {
        let Some(alternative) =
            Object::or(Loss::Anything, object.context(), one.clone(), "a schema")
        else {
            return;
        };
        let plain = |(key, _): (&str, Site<'a>)| {
            matches!(key, "const" | "title" | "description" | "type") || key.starts_with("x-")
        };
        let Some(value) = one.child("const").filter(|_| one.members().all(plain)) else {
            return;
        };
        values.push(value.node);
        names.push((alternative.str("title"), alternative.str("description")));
        types.extend(TypeKeyword::read(&alternative).others);
    }
    types.sort_unstable();
    types.dedup();
    if schema.types.is_empty() {
        schema.types = types;
    }
    schema.enumeration = Some(values);
    schema.value_names = names;
    schema.one_of.clear();
    schema.any_of.clear();
}

/// Ignores listed values that are texts of the numbers or booleans that the schema declares. The
/// type says how they are sent.
pub(super) fn typed(object: &Object<'_>, schema: &mut SchemaObject<'_>) {
    let [kind] = schema.types.as_slice() else {
        return;
    };
    let is_text_of = |text: &str| match kind {
        JsonType::Integer => text.parse::<i128>().is_ok(),
        JsonType::Number => matches!(Node::from_json(text), Some(Node::Number(_))),
        JsonType::Boolean => matches!(text, "true" | "false"),
        JsonType::String | JsonType::Array | JsonType::Object => false,
    };
    let key = if schema.enumeration.is_some() {
        "enum"
    } else {
        "const"
    };
    let listed = schema.enumeration.iter().flatten().copied();
    let mut listed = listed
        .chain(schema.constant)
        .filter(|node| **node != Node::Null)
        .peekable();
    let quoted = |node: &Node| node.as_str().is_some_and(is_text_of);
    if listed.peek().is_none() || !listed.all(quoted) {
        return;
    }
    let place = object.at().child(key);
    let message = format!(
        "the values of `{key}` are strings, but the schema has a different type; the type applies, and the values are ignored"
    );
    object
        .context()
        .diagnostics
        .tell(Code::ValuesOfOtherType, &place, message);
    schema.enumeration = None;
    schema.constant = None;
    schema.value_names.clear();
}

/// Reads listed values of an array or an object that are none. Those of an array are meant for its items if these
/// may have them; otherwise, the type applies.
pub(super) fn compound<'a>(object: &Object<'a>, schema: &mut SchemaObject<'a>) {
    let is_of_type = |node: &Node| match schema.types.as_slice() {
        [JsonType::Array] => matches!(node, Node::Array(_)),
        [JsonType::Object] => matches!(node, Node::Object(_)),
        _ => true,
    };
    let listed = schema.enumeration.iter().flatten().copied();
    let listed = listed.chain(schema.constant);
    let listed: Vec<&'a Node> = listed.filter(|node| **node != Node::Null).collect();
    if listed.iter().any(|node| is_of_type(node)) || listed.is_empty() {
        return;
    }
    let key = if schema.enumeration.is_some() {
        "enum"
    } else {
        "const"
    };
    let items = of_items(object, schema, listed).filter(|_| key == "enum");
    let instead = match (schema.types.as_slice(), &items) {
        (_, Some(_)) => {
            "not arrays, but the schema is an array; they are read as the values of its items"
        }
        ([JsonType::Array], None) => "not arrays, but the schema is an array; they are ignored",
        (_, None) => "not objects, but the schema is an object; they are ignored",
    };
    let place = object.at().child(key);
    let diagnostics = object.context().diagnostics;
    let message = format!("the values of `{key}` are {instead}");
    diagnostics.tell(Code::ValuesOfOtherType, &place, message);
    schema.items = items.or(schema.items.take());
    schema.enumeration = None;
    schema.constant = None;
    schema.value_names.clear();
}

/// The schema of the items of an array with these values, if the items are scalars that may have them.
fn of_items<'a>(
    object: &Object<'a>,
    schema: &SchemaObject<'a>,
    values: Vec<&'a Node>,
) -> Option<Site<'a>> {
    let cx = object.context();
    let site = schema.items.as_ref()?;
    let Some(Schema::Object(items)) = Schema::read(cx, site.clone()) else {
        return None;
    };
    let fits = |node: &&Node| match (node, items.types.as_slice()) {
        (Node::String(_), [] | [JsonType::String])
        | (Node::Bool(_), [] | [JsonType::Boolean])
        | (Node::Number(_), [] | [JsonType::Number])
        | (Node::Number(Number::Int(_)), [JsonType::Integer]) => true,
        (
            Node::Null
            | Node::Bool(_)
            | Node::Number(_)
            | Node::String(_)
            | Node::Array(_)
            | Node::Object(_),
            _,
        ) => false,
    };
    let is_plain = items.reference.is_none()
        && items.enumeration.is_none()
        && items.constant.is_none()
        && items.all_of.is_empty()
        && items.alternatives().next().is_none()
        && items.properties.is_empty()
        && items.items.is_none();
    if !is_plain || !values.iter().all(fits) {
        return None;
    }
    let names = schema.enumeration.iter().flatten().zip(&schema.value_names);
    let names = names.filter(|(node, _)| ***node != Node::Null);
    let limited = SchemaObject {
        enumeration: Some(values),
        value_names: names.map(|(_, name)| *name).collect(),
        ..SchemaObject::clone(&items)
    };
    Some(cx.schemas.combine(&site.at, object.at(), limited))
}

/// Reads the types of listed scalars if there are several. A schema that says more about its types is not changed.
pub(super) fn mixed(schema: &mut SchemaObject<'_>) {
    if !schema.types.is_empty() || schema.reference.is_some() || !schema.all_of.is_empty() {
        return;
    }
    let listed = schema.enumeration.iter().flatten();
    let listed = listed.filter(|node| ***node != Node::Null);
    let types = listed.map(|node| match node {
        Node::Bool(_) => Some(JsonType::Boolean),
        Node::Number(Number::Int(_)) => Some(JsonType::Integer),
        Node::Number(Number::Float(_)) => Some(JsonType::Number),
        Node::String(_) => Some(JsonType::String),
        Node::Null | Node::Array(_) | Node::Object(_) => None,
    });
    let Some(mut types) = types.collect::<Option<Vec<JsonType>>>() else {
        return;
    };
    types.sort_unstable();
    types.dedup();
    if types.contains(&JsonType::Number) {
        types.retain(|one| *one != JsonType::Integer);
    }
    if types.len() > 1 {
        schema.types = types;
    }
}

/// Keeps the texts of listed strings that are written without quotes, which YAML reads as numbers or
/// booleans.
pub(super) fn unquoted<'a>(object: &Object<'a>, schema: &mut SchemaObject<'a>) {
    if schema.types.as_slice() != [JsonType::String] {
        return;
    }
    let listed = object.items("enum").into_iter().chain(object.get("const"));
    let other = listed.filter(|site| matches!(site.node, Node::Number(_) | Node::Bool(_)));
    let sources = object.context().sources;
    let texts = other.filter_map(|site| Some((site.node, sources.written(&site)?)));
    schema.unquoted = texts.collect();
}
