//! Decides which property distinguishes the alternatives of a union.

use std::collections::HashSet;

use crate::diagnostic::Code;
use crate::model::{Kind, Scalar};
use crate::openapi::{Context, Discriminator, JsonType, SchemaObject};
use crate::source::{Node, Number, Pointer, Site};

use super::family::Family;
use super::union::Alternative;
use super::{all_of, fixed, nullable, string_enum};

/// The name of a property and its values in an alternative.
pub(super) type Tag = (String, Vec<Scalar>);

/// The maximum depth of nested unions that is searched.
const DEPTH: usize = 6;

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
        let mapping = Mapping::of(cx, discriminator);
        let is_implicit = discriminator.mapping.is_empty();
        let is_same = |tag: &Tag| is_implicit && tag.0 == discriminator.property;
        let tag = |one| {
            let tag = inherited(one).filter(is_same);
            tag.or_else(|| explicit(cx, one, &mapping))
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
    let chosen = names
        .into_iter()
        .find(|name| tells_apart(cx, &objects, name));
    let Some(property) = chosen.filter(|_| objects.len() > 1) else {
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

/// A discriminator's mapping with its references resolved.
struct Mapping<'d, 'a> {
    property: &'a str,
    at: &'d Pointer,
    entries: Vec<(&'a str, &'a str, Option<Pointer>)>,
}

impl<'d, 'a> Mapping<'d, 'a> {
    fn of(cx: Context<'a>, discriminator: &'d Discriminator<'a>) -> Self {
        let entries = discriminator.mapping.iter().map(|(tag, target)| {
            let site = cx.mapped(discriminator, target);
            (*tag, *target, site.map(|site| site.at))
        });
        Self {
            property: discriminator.property,
            at: &discriminator.at,
            entries: entries.collect(),
        }
    }

    /// The keys whose target is the alternative or descends from it.
    fn keys(&self, cx: Context<'a>, one: &Alternative<'a>) -> Vec<&'a str> {
        let is_meant = |(_, text, place): &&(&str, &str, Option<Pointer>)| match (place, &one.meant)
        {
            (Some(place), Some(meant)) => {
                *place == meant.at
                    || !cx.inheritance().children(&meant.at).is_empty()
                        && cx.inheritance().descends(place, &meant.at)
            }
            _ => one.name.is_some() && text.rsplit('/').next() == one.name.as_deref(),
        };
        let entries = self.entries.iter().filter(is_meant);
        entries.map(|(tag, ..)| *tag).collect()
    }
}

/// The tags of an alternative by a discriminator: those in the mapping, or else the constant values
/// of the property, or else the name of the component.
fn explicit<'a>(cx: Context<'a>, one: &Alternative<'a>, mapping: &Mapping<'_, 'a>) -> Option<Tag> {
    let property = mapping.property;
    let member = one.schema.properties.iter();
    let mut member = member
        .filter(|(name, _)| *name == property)
        .map(|(_, site)| site.clone());
    let member = member
        .next_back()
        .and_then(|site| all_of::resolve(cx, site));
    let kinds = member.map(|member| kinds(cx, &member)).unwrap_or_default();
    let keys = mapping.keys(cx, one);
    let mapped: Vec<Scalar> = keys.iter().map(|tag| fixed::of_key(tag, &kinds)).collect();
    let own = fixed_values(cx, &one.schema, property, 0).unwrap_or_default();
    // The mapping of a parent lists the values of its children, too.
    let is_parent = one.meant.as_ref();
    let is_parent = is_parent.is_some_and(|site| !cx.inheritance().children(&site.at).is_empty());
    let values = if mapped.is_empty() {
        own
    } else if is_parent {
        mapped
    } else {
        reconcile(cx, mapping.at, mapped, own)
    };
    let meant = one.meant.as_ref().and_then(|site| site.at.last());
    let name = one.name.as_deref().or(meant);
    let implicit = || Some(vec![Scalar::Text(name?.to_owned())]);
    let values = Some(values)
        .filter(|tags| !tags.is_empty())
        .or_else(implicit)?;
    Some((property.to_owned(), values))
}

/// The tags of a schema by the mapping, and by the schema itself if it does not allow them. Then both are
/// read, and the one that the schema allows is sent: the first.
pub(super) fn reconcile(
    cx: Context<'_>,
    discriminator: &Pointer,
    mapped: Vec<Scalar>,
    own: Vec<Scalar>,
) -> Vec<Scalar> {
    let (allowed, other): (Vec<Scalar>, Vec<Scalar>) = mapped
        .into_iter()
        .partition(|tag| own.is_empty() || own.contains(tag));
    if let Some(tag) = other.first() {
        let message = format!(
            "the mapping has the value `{tag}` for a schema that does not allow it; this value and the one that the schema allows are both read"
        );
        let place = discriminator.child("mapping");
        cx.diagnostics
            .tell(Code::MappingAgainstSchema, &place, message);
    }
    let unmapped = if allowed.is_empty() { own } else { Vec::new() };
    allowed.into_iter().chain(unmapped).chain(other).collect()
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

pub(super) fn node(value: &Scalar) -> Node {
    match value {
        Scalar::Text(text) => Node::String(text.clone()),
        Scalar::Integer(number) => Node::Number(Number::Int((*number).into())),
        Scalar::Bool(value) => Node::Bool(*value),
        Scalar::Null => Node::Null,
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
fn fixed_values<'a>(
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
