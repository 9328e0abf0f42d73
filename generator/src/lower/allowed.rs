//! Decides which types and which constant values a schema allows.

use crate::model::{Kind, Scalar};
use crate::openapi::{Context, JsonType, SchemaObject};
use crate::source::{Node, Number, Site};

use super::{all_of, fixed, string_enum};

/// The maximum depth of nested unions that is searched.
pub(super) const DEPTH: usize = 6;

/// The JSON value of a scalar.
pub(super) fn node(value: &Scalar) -> Node {
    match value {
        Scalar::Text(text) => Node::String(text.clone()),
        Scalar::Integer(number) => Node::Number(Number::Int((*number).into())),
        Scalar::Bool(value) => Node::Bool(*value),
        Scalar::Null => Node::Null,
    }
}

/// Returns whether a value is of a type.
pub(super) fn is_of_kind(value: &Node, kind: Kind) -> bool {
    match value {
        Node::Null => false,
        Node::Bool(_) => kind == Kind::Boolean,
        Node::Number(_) => matches!(kind, Kind::Integer | Kind::Number),
        Node::String(_) => kind == Kind::String,
        Node::Array(_) => kind == Kind::Array,
        Node::Object(_) => kind == Kind::Object,
    }
}

/// The constant values of a property. For a union, those of all its alternatives.
pub(super) fn fixed_values<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
    property: &str,
    depth: usize,
) -> Option<Vec<Scalar>> {
    if depth > DEPTH {
        return None;
    }
    if let Some((_, site)) = schema.properties.iter().find(|(name, _)| *name == property) {
        return values_of(cx, &all_of::resolve(cx, site.clone())?, depth);
    }
    let mut all = Vec::new();
    for site in schema.alternatives() {
        let inner = all_of::resolve(cx, site.clone())?;
        for value in fixed_values(cx, &inner, property, depth + 1)? {
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The only values that a schema allows. `null` is omitted if there are others.
pub(super) fn values_of<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
    depth: usize,
) -> Option<Vec<Scalar>> {
    if let Some(values) = fixed::values(schema) {
        return Some(values);
    }
    let mut all = Vec::new();
    for site in schema.alternatives() {
        match all_of::resolve(cx, site.clone())? {
            inner if inner.only_null => {}
            inner if depth < DEPTH => all.extend(values_of(cx, &inner, depth + 1)?),
            _ => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The types that a schema allows, except `null`. Empty if it allows any type.
pub(super) fn kinds<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Vec<Kind> {
    let mut found = Vec::new();
    add_kinds(cx, schema, &mut found, 0);
    found.sort_unstable();
    found.dedup();
    found
}

fn add_kinds<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, found: &mut Vec<Kind>, depth: usize) {
    let alternatives: Vec<&Site<'a>> = schema.alternatives().collect();
    if !schema.types.is_empty() {
        found.extend(schema.types.iter().map(|ty| kind_of(*ty)));
    } else if !schema.properties.is_empty() {
        found.push(Kind::Object);
    } else if schema.items.is_some() || !schema.prefix_items.is_empty() {
        found.push(Kind::Array);
    } else if string_enum::values(schema).is_some() {
        found.push(Kind::String);
    } else if !alternatives.is_empty() && depth < DEPTH {
        for site in alternatives {
            if let Some(inner) = all_of::resolve(cx, site.clone()) {
                add_kinds(cx, &inner, found, depth + 1);
            }
        }
    }
}

/// The kind of a JSON type.
pub(super) fn kind_of(ty: JsonType) -> Kind {
    match ty {
        JsonType::Boolean => Kind::Boolean,
        JsonType::Integer => Kind::Integer,
        JsonType::Number => Kind::Number,
        JsonType::String => Kind::String,
        JsonType::Array => Kind::Array,
        JsonType::Object => Kind::Object,
    }
}
