//! Decides which property distinguishes the alternatives of a union.

use std::collections::HashSet;

use crate::model::{Kind, Scalar};
use crate::openapi::{Context, Discriminator, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::allowed::{DEPTH, fixed_values, is_of_kind, kinds, node, values_of};
use super::explicit_tag::Mapping;
use super::family::Family;
use super::union::Alternative;
use super::{all_of, nullable};

/// The name of a property and its values in an alternative.
pub(super) type Tag = (String, Vec<Scalar>);

/// Returns the tag of each alternative: that of the discriminator (OpenAPI 3.1, 4.8.25), that of a
/// discriminator in a common parent, or a property with constant values that differ between the
/// alternatives.
pub(super) fn assign<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
    discriminator: Option<&Discriminator<'a>>,
) -> Vec<Option<Tag>> {
    let meant = alternatives.iter().filter_map(|one| one.meant.as_ref());
    let listed: Vec<Pointer> = meant.map(|site| site.at.clone()).collect();
    let inherited = |one| inherited(cx, one, &listed);
    if let Some(discriminator) = discriminator {
        let mapping = Mapping::of(cx, discriminator, alternatives);
        let is_implicit = discriminator.mapping.is_empty();
        let is_same = |tag: &Tag| is_implicit && tag.0 == discriminator.property;
        let tag = |one| {
            let tag = inherited(one).filter(is_same);
            tag.or_else(|| mapping.tag(cx, one))
        };
        return alternatives.iter().map(tag).collect();
    }
    let objects: Vec<&Alternative<'a>> = alternatives
        .iter()
        .filter(|one| kinds(cx, &one.schema).as_slice() == [Kind::Object])
        .collect();
    let tags: Vec<Option<Tag>> = alternatives.iter().map(inherited).collect();
    let inheriting = tags.iter().flatten().count();
    if inheriting > 1 || inheriting == 1 && objects.len() > 1 {
        let tags = alternatives.iter().zip(tags);
        let tags = tags.map(|(one, tag)| tag.or_else(|| partial(cx, one, &objects)));
        return tags.collect();
    }
    let names = objects
        .first()
        .map(|one| candidates(cx, &one.schema, 0))
        .unwrap_or_default();
    let telling = names.iter().filter(|name| tells_apart(cx, &objects, name));
    let is_required = |name: &&String| objects.iter().all(|one| requires(cx, &one.schema, name, 0));
    // No value lacks a property that all alternatives require.
    let chosen = telling
        .clone()
        .find(is_required)
        .or_else(|| telling.clone().next());
    let Some(property) = chosen.filter(|_| objects.len() > 1).cloned() else {
        return alternatives
            .iter()
            .map(|one| partial(cx, one, &objects))
            .collect();
    };
    let tag = |one: &Alternative<'a>| {
        let values = fixed_values(cx, &one.schema, &property, 0)?;
        Some((property.clone(), values))
    };
    alternatives.iter().map(tag).collect()
}

/// The tag that an alternative inherits from a parent, with the values of its descendants that are not
/// `listed` themselves.
fn inherited<'a>(cx: Context<'a>, one: &Alternative<'a>, listed: &[Pointer]) -> Option<Tag> {
    let site = one.meant.as_ref()?;
    let family = Family::around(cx, site)?;
    let mut values = family.tags(cx, site);
    values.extend(family.tags_below(cx, &site.at, listed));
    Some((family.property().to_owned(), values))
}

/// The family of a common parent of all alternatives.
pub(super) fn common_family<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
) -> Option<Family<'a>> {
    let mut families = alternatives
        .iter()
        .map(|one| Family::around(cx, one.meant.as_ref()?));
    let first = families.next()??;
    let is_same = |one: Option<Family<'a>>| one.is_some_and(|one| one.at() == first.at());
    (alternatives.len() > 1 && families.all(is_same)).then_some(first)
}

/// A required property with constant values can identify an alternative even if the other
/// alternatives have none. Either its name must suggest that purpose, or no other alternative may
/// allow these values.
fn partial<'a>(
    cx: Context<'a>,
    one: &Alternative<'a>,
    objects: &[&Alternative<'a>],
) -> Option<Tag> {
    let names = ["type", "kind", "object"].into_iter();
    let mut named = names.filter(|name| one.schema.required.contains(name));
    if let Some(property) = named.next() {
        let values = fixed_values(cx, &one.schema, property, 0)?;
        let mut others = objects.iter().filter(|other| other.site.at != one.site.at);
        let is_decisive = others.all(|other| !is_free(cx, other, property, &values));
        return is_decisive.then(|| (property.to_owned(), values));
    }
    let required = one.schema.required.iter();
    let mut decisive = required.filter_map(|name| {
        let values = fixed_values(cx, &one.schema, name, 0)?;
        let others = objects.iter().filter(|other| other.site.at != one.site.at);
        let mut others = others.peekable();
        let excluded = others.peek().is_some()
            && others.all(|other| values.iter().all(|value| excludes(cx, other, name, value)));
        excluded.then(|| ((*name).to_owned(), values))
    });
    decisive.next()
}

/// Returns whether an alternative has a property that may have one of these values among others that it does
/// not list.
fn is_free<'a>(cx: Context<'a>, one: &Alternative<'a>, name: &str, values: &[Scalar]) -> bool {
    let has = one
        .schema
        .properties
        .iter()
        .any(|(known, _)| *known == name);
    has && fixed_values(cx, &one.schema, name, 0).is_none()
        && !values.iter().all(|value| excludes(cx, one, name, value))
}

/// Returns whether a property of an alternative cannot have a value.
fn excludes<'a>(cx: Context<'a>, one: &Alternative<'a>, name: &str, value: &Scalar) -> bool {
    let mut members = one.schema.properties.iter();
    let Some((_, site)) = members.find(|(known, _)| *known == name) else {
        return false;
    };
    let Some(member) = all_of::resolve(cx, site.clone()) else {
        return false;
    };
    if let Some(values) = values_of(cx, &member, 0) {
        let is_null = *value == Scalar::Null && nullable::schema(cx, &member);
        return !is_null && !values.contains(value);
    }
    let kinds = kinds(cx, &member);
    match value {
        Scalar::Null => !kinds.is_empty() && !nullable::schema(cx, &member),
        value => !kinds.is_empty() && !kinds.iter().any(|kind| is_of_kind(&node(value), *kind)),
    }
}

/// The properties of an alternative with constant values.
fn candidates<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, depth: usize) -> Vec<String> {
    let own = schema.properties.iter().map(|(name, _)| (*name).to_owned());
    let own: Vec<String> = own
        .filter(|name| fixed_values(cx, schema, name, depth).is_some())
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

/// Returns whether all values of a schema have a property.
fn requires<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, name: &str, depth: usize) -> bool {
    let requires_inside = |site: &Site<'a>| {
        let inner = all_of::resolve(cx, site.clone());
        depth <= DEPTH && inner.is_some_and(|inner| requires(cx, &inner, name, depth + 1))
    };
    let mut alternatives = schema.alternatives().peekable();
    schema.required.contains(&name)
        || alternatives.peek().is_some() && alternatives.all(requires_inside)
}

/// Returns whether the property has constant values in all alternatives, and no value occurs twice.
fn tells_apart<'a>(cx: Context<'a>, objects: &[&Alternative<'a>], property: &str) -> bool {
    let mut seen = HashSet::new();
    objects.iter().all(|one| {
        let values = fixed_values(cx, &one.schema, property, 0).unwrap_or_default();
        !values.is_empty() && values.into_iter().all(|value| seen.insert(value))
    })
}

/// Returns whether a value may match a schema: its type is allowed, and each member that the schema
/// limits to certain strings has one of these.
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
                let values = fixed_values(cx, schema, name, 0);
                values.is_none_or(|values| values.contains(&Scalar::Text(text.clone())))
            }
            _ => true,
        })
}
