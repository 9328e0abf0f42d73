//! Decides by which member the alternatives of a union are told apart.

use std::collections::HashSet;

use crate::ir::Kind;
use crate::openapi::{Context, Discriminator, JsonType, SchemaObject};
use crate::source::{Node, Site};

use super::union::Alternative;
use super::{all_of, string_enum};

/// The name of a member and the texts that it has in an alternative.
pub(super) type Tag = (String, Vec<String>);

/// How deep unions in unions are looked into.
const DEPTH: usize = 6;

/// The tag of each alternative: what the discriminator says (OpenAPI 3.1, 4.8.25), or a member
/// with fixed texts that differ between the alternatives.
pub(super) fn assign<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
    discriminator: Option<&Discriminator<'a>>,
) -> Vec<Option<Tag>> {
    if let Some(discriminator) = discriminator {
        return alternatives
            .iter()
            .map(|one| explicit(cx, one, discriminator))
            .collect();
    }
    let objects: Vec<&Alternative<'a>> = alternatives
        .iter()
        .filter(|one| kinds(cx, &one.schema).as_slice() == [Kind::Object])
        .collect();
    let names = objects
        .first()
        .map(|one| candidates(cx, &one.schema, 0))
        .unwrap_or_default();
    let chosen = names
        .into_iter()
        .find(|name| tells_apart(cx, &objects, name));
    let Some(property) = chosen.filter(|_| objects.len() > 1) else {
        return alternatives.iter().map(|one| partial(cx, one)).collect();
    };
    let tag = |one: &Alternative<'a>| {
        let values = fixed(cx, &one.schema, &property, 0)?;
        Some((property.clone(), values))
    };
    alternatives.iter().map(tag).collect()
}

/// Tags of a discriminator: its mapping, else the member's own fixed texts, else the name of the
/// component.
fn explicit<'a>(
    cx: Context<'a>,
    one: &Alternative<'a>,
    discriminator: &Discriminator<'a>,
) -> Option<Tag> {
    let property = discriminator.property;
    let component = one.name.as_deref();
    let named = |target: &str| target.rsplit('/').next() == component;
    let mapped: Vec<String> = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| component.is_some() && named(target))
        .map(|(tag, _)| (*tag).to_owned())
        .collect();
    let own = || fixed(cx, &one.schema, property, 0);
    let implicit = || component.map(|name| vec![name.to_owned()]);
    let values = Some(mapped)
        .filter(|tags| !tags.is_empty())
        .or_else(own)
        .or_else(implicit)?;
    Some((property.to_owned(), values))
}

/// A required member with a fixed text recognises an alternative even where the others have none,
/// provided that its name says that it is there for that.
fn partial<'a>(cx: Context<'a>, one: &Alternative<'a>) -> Option<Tag> {
    let property = ["type", "kind", "object"]
        .into_iter()
        .find(|name| one.schema.required.contains(name))?;
    let values = fixed(cx, &one.schema, property, 0)?;
    Some((property.to_owned(), values))
}

/// Members of an alternative that have fixed texts.
fn candidates<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, depth: usize) -> Vec<String> {
    let own = schema.properties.iter().map(|(name, _)| (*name).to_owned());
    let own: Vec<String> = own
        .filter(|name| fixed(cx, schema, name, depth).is_some())
        .collect();
    if !own.is_empty() || depth > DEPTH {
        return own;
    }
    let first = schema.alternatives().next();
    let first = first.and_then(|site| all_of::resolve(cx, site.clone()));
    first
        .map(|schema| candidates(cx, &schema, depth + 1))
        .unwrap_or_default()
}

/// Whether all these have fixed texts in the member, and no two the same.
fn tells_apart<'a>(cx: Context<'a>, objects: &[&Alternative<'a>], property: &str) -> bool {
    let mut seen = HashSet::new();
    objects.iter().all(|one| {
        let values = fixed(cx, &one.schema, property, 0).unwrap_or_default();
        !values.is_empty() && values.into_iter().all(|value| seen.insert(value))
    })
}

/// Whether a value may be of this schema: it is of one of its kinds, and where the schema limits a
/// member to certain texts, it has one of these.
pub(super) fn admits<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, value: &Node) -> bool {
    let kinds = kinds(cx, schema);
    if !kinds.is_empty() && !kinds.iter().any(|kind| is_of_kind(value, *kind)) {
        return false;
    }
    let Node::Object(members) = value else {
        return true;
    };
    schema
        .properties
        .iter()
        .all(|(name, _)| match members.get(name) {
            Some(Node::String(text)) => {
                let values = fixed(cx, schema, name, 0);
                values.is_none_or(|values| values.contains(text))
            }
            _ => true,
        })
}

fn is_of_kind(value: &Node, kind: Kind) -> bool {
    match value {
        Node::Null => false,
        Node::Bool(_) => kind == Kind::Boolean,
        Node::Number(_) => matches!(kind, Kind::Integer | Kind::Number),
        Node::String(_) => kind == Kind::String,
        Node::Array(_) => kind == Kind::Array,
        Node::Object(_) => kind == Kind::Object,
    }
}

/// The texts that a member is limited to; of a union, those of all its alternatives.
fn fixed<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
    property: &str,
    depth: usize,
) -> Option<Vec<String>> {
    if depth > DEPTH {
        return None;
    }
    if let Some((_, site)) = schema.properties.iter().find(|(name, _)| *name == property) {
        return texts(cx, &all_of::resolve(cx, site.clone())?, depth);
    }
    let mut all = Vec::new();
    for site in schema.alternatives() {
        let inner = all_of::resolve(cx, site.clone())?;
        for value in fixed(cx, &inner, property, depth + 1)? {
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The only texts that a schema allows, null aside.
fn texts<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, depth: usize) -> Option<Vec<String>> {
    if let Some(values) = string_enum::values(schema) {
        return Some(values.into_iter().map(|value| value.wire).collect());
    }
    let mut all = Vec::new();
    for site in schema.alternatives() {
        match all_of::resolve(cx, site.clone())? {
            inner if inner.only_null => {}
            inner if depth < DEPTH => all.extend(texts(cx, &inner, depth + 1)?),
            _ => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The kinds of value that a schema allows, null aside; empty: any.
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

/// The kind of value of a type.
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
