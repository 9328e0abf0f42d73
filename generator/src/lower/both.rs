//! Decides the schema of a property, an item or an unlisted property that two members of an `allOf`
//! describe. Both schemas apply to the value (JSON Schema 2020-12, 10.2.1.1), but a member often
//! only limits or annotates what another one defines. The type that the other one defines is then
//! kept, with its name.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Node, Site};

use super::{all_of, fixed, nullable};

mod scalars;

pub(super) use scalars::narrow_union;
use scalars::{kind, refines};

/// Returns a schema that applies both `known` and `more`, which is the later or nearer one.
pub(super) fn of<'a>(cx: Context<'a>, known: &Site<'a>, more: Site<'a>) -> Site<'a> {
    let written = |site: &Site<'a>| !site.at.is_affected();
    let same = written(known) && written(&more) && known.at.file() == more.at.file();
    if known.at == more.at || same && known.node == more.node {
        return more;
    }
    cx.schemas
        .of_both(known, &more, || choose(cx, known, &more))
}

/// Returns a schema for a property that has one of two schemas, depending on a condition.
pub(super) fn either<'a>(cx: Context<'a>, known: &Site<'a>, more: Site<'a>) -> Site<'a> {
    let (Some(first), Some(second)) = (
        all_of::resolve(cx, known.clone()),
        all_of::resolve(cx, more.clone()),
    ) else {
        return known.clone();
    };
    let lists =
        |schema: &SchemaObject<'a>| schema.enumeration.is_some() || schema.constant.is_some();
    let scalars = !has_own_type(&first) && !has_own_type(&second);
    let alike = first.types == second.types
        && first.format == second.format
        && first.nullable == second.nullable;
    let same = scalars && alike && !lists(&first) && !lists(&second);
    // Every value that `narrow` allows is allowed by `wide`.
    let covers = |wide: &SchemaObject<'a>, narrow: &SchemaObject<'a>| {
        let has = |name: &&str| narrow.required.contains(name);
        (lists(narrow) || !lists(wide))
            && (wide.nullable || !narrow.nullable)
            && wide.required.iter().all(has)
            && only_limits(cx, wide, narrow)
    };
    if known.at == more.at || same || covers(&first, &second) {
        return known.clone();
    }
    if covers(&second, &first) {
        return more;
    }
    let schema = SchemaObject {
        any_of: vec![known.clone(), more.clone()],
        ..SchemaObject::default()
    };
    cx.schemas.combine(&known.at, &more.at, schema)
}

fn choose<'a>(cx: Context<'a>, known: &Site<'a>, more: &Site<'a>) -> Site<'a> {
    let read = |site: &Site<'a>| Schema::read(cx, site.clone());
    let (first, second) = match (read(known), read(more)) {
        (Some(Schema::Object(first)), Some(Schema::Object(second))) => (first, second),
        (Some(_), Some(Schema::Boolean(true)) | None) => return known.clone(),
        (Some(Schema::Boolean(_)) | None, _) | (Some(_), Some(Schema::Boolean(false))) => {
            return more.clone();
        }
    };
    let combine = |all_of: Vec<Site<'a>>| {
        let nullable = all_of.len() == 2
            && nullable::site(cx, known.clone())
            && (nullable::site(cx, more.clone()) || second.types.is_empty());
        let schema = SchemaObject {
            nullable,
            all_of,
            ..annotations(&first, &second)
        };
        cx.schemas.combine(&more.at, &known.at, schema)
    };
    let says_more = |other: &SchemaObject<'a>| {
        first.read_only && !other.read_only
            || first.write_only && !other.write_only
            || first.deprecated && !other.deprecated
    };
    let whole = |site: &Site<'a>| all_of::resolve(cx, site.clone()).unwrap_or_default();
    let flat = whole(known);
    let other = whole(more);
    match descendant(cx, known, more) {
        Some(Nearer::Known) => return combine(vec![known.clone()]),
        Some(Nearer::More) if says_more(&other) => return combine(vec![more.clone()]),
        Some(Nearer::More) => return more.clone(),
        None => {}
    }
    if only_limits(cx, &meant(cx, &flat), &second) {
        let narrower = !second.types.is_empty() && !nullable::site(cx, more.clone());
        let inner = nullable::only_other(cx, &flat).filter(|_| narrower);
        let mut all = vec![inner.unwrap_or_else(|| known.clone())];
        all.extend((!has_own_type(&flat)).then(|| more.clone()));
        return combine(all);
    }
    if only_limits(cx, &other, &first) {
        return if says_more(&other) {
            combine(vec![more.clone()])
        } else {
            more.clone()
        };
    }
    let union = flat.alternatives().chain(other.alternatives()).next();
    let agree = match (kind(&flat), kind(&other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) => flat.types.is_empty(),
        (_, None) => other.types.is_empty(),
    };
    let overlaps = match (&flat.enumeration, &other.enumeration) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(first), Some(second)) => second.iter().any(|value| first.contains(value)),
    };
    if agree && union.is_none() && overlaps {
        return combine(vec![known.clone(), more.clone()]);
    }
    if let Some(narrower) = scalars::of_union(cx, (known, &flat), (more, &other)) {
        return combine(narrower);
    }
    // No type of Rust is both. The nearer schema knows more about the value.
    if !agree || union.is_some() || all_of::contradict(&flat, &other) {
        let message = "two schemas of an `allOf` describe this value, and no Rust type can express both; the schema in the object itself is used or, if there is none, the last one in the list";
        cx.diagnostics
            .tell(Code::ConflictingSchemas, &more.at, message);
    }
    more.clone()
}

/// The nearer one of two schemas.
enum Nearer {
    Known,
    More,
}

/// Returns which of two schemas for the same value refers to a descendant of the schema that the other one refers to,
/// or to the same schema. All values of a descendant match its ancestors, too.
fn descendant<'a>(cx: Context<'a>, known: &Site<'a>, more: &Site<'a>) -> Option<Nearer> {
    let (known, more) = (named(cx, known, 0)?, named(cx, more, 0)?);
    let inheritance = cx.inheritance();
    if known.at == more.at || inheritance.descends(&more.at, &known.at) {
        return Some(Nearer::More);
    }
    let is_ancestor = inheritance.descends(&known.at, &more.at);
    is_ancestor.then_some(Nearer::Known)
}

/// The maximum nesting of schemas that only refer to another one.
const DEEPEST: usize = 8;

/// The named schema that the one at `site` only refers to.
fn named<'a>(cx: Context<'a>, site: &Site<'a>, depth: usize) -> Option<Site<'a>> {
    let Some(Schema::Object(schema)) = Schema::read(cx, site.clone()) else {
        return None;
    };
    let limits = adds(cx, &schema)
        || !schema.required.is_empty()
        || schema.enumeration.is_some()
        || schema.constant.is_some();
    if limits || depth == DEEPEST {
        return None;
    }
    match (&schema.reference, schema.all_of.as_slice()) {
        (Some(_), []) => cx.aliased(site),
        (None, [one]) => named(cx, one, depth + 1),
        _ => None,
    }
}

/// Returns whether a schema says more about its values than the schemas that it refers to.
pub(super) fn adds<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> bool {
    !schema.properties.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || schema.items.is_some()
        || schema.enumeration.is_some() && !narrows(cx, schema)
        || matches!(schema.additional, Additional::Schema(_))
        || refines(cx, schema)
}

/// The annotations and limits of two schemas, without what determines their type, except for listed
/// values. Those of `second` take precedence.
fn annotations<'a>(first: &SchemaObject<'a>, second: &SchemaObject<'a>) -> SchemaObject<'a> {
    let limits = second.limits.iter().chain(&first.limits);
    let examples = second.examples.iter().chain(&first.examples);
    SchemaObject {
        title: second.title.or(first.title),
        description: second.description.or(first.description),
        client_name: second.client_name.or(first.client_name),
        deprecated: first.deprecated || second.deprecated,
        read_only: first.read_only || second.read_only,
        write_only: first.write_only || second.write_only,
        enumeration: second.enumeration.clone(),
        constant: second.constant,
        format: second.format.or(first.format),
        minimum: second.minimum.or(first.minimum),
        maximum: second.maximum.or(first.maximum),
        limits: limits.copied().collect(),
        default: second.default.or(first.default),
        examples: examples.copied().collect(),
        ..SchemaObject::default()
    }
}

/// Returns the only alternative of a flattened schema except `null`, or the schema itself.
fn meant<'a, 's>(cx: Context<'a>, schema: &'s SchemaObject<'a>) -> Cow<'s, SchemaObject<'a>> {
    let only = nullable::only_other(cx, schema).and_then(|site| all_of::resolve(cx, site));
    only.map_or(Cow::Borrowed(schema), Cow::Owned)
}

/// Returns whether `more` only limits or annotates the values of the flattened schema `base`.
fn only_limits<'a>(cx: Context<'a>, base: &SchemaObject<'a>, more: &SchemaObject<'a>) -> bool {
    let composed = more.reference.is_some()
        || !more.all_of.is_empty()
        || !more.conditional.is_empty()
        || more.alternatives().next().is_some();
    let other_content = more.only_null && !base.only_null
        || more.content_media_type.is_some()
        || more.content_encoding.is_some()
        || !more.pattern_properties.is_empty()
        || !more.prefix_items.is_empty();
    if composed || other_content || !admits_types(base, more) || !lists_fewer(base, more) {
        return false;
    }
    let limits = |base: &Site<'a>, more: &Site<'a>| {
        let Some(Schema::Object(more)) = Schema::read(cx, more.clone()) else {
            return true;
        };
        let base = all_of::resolve(cx, base.clone()).unwrap_or_default();
        only_limits(cx, &meant(cx, &base), &more)
    };
    let members = more.properties.iter().all(|(name, site)| {
        let mut known = base.properties.iter();
        let known = known.find(|(known, _)| known == name);
        known.is_some_and(|(_, known)| limits(known, site))
    });
    let items = match (&base.items, &more.items) {
        (_, None) => true,
        (Some(base), Some(more)) => limits(base, more),
        (None, Some(_)) => false,
    };
    let additional = match (&base.additional, &more.additional) {
        (_, Additional::Unsaid | Additional::Forbidden) => true,
        (Additional::Schema(base), Additional::Schema(more)) => limits(base, more),
        (_, Additional::Schema(more)) => *more.node == Node::Bool(true),
    };
    let mut required = more.required.iter();
    let required = required.all(|name| base.required.contains(name));
    members && items && additional && required
}

/// Returns whether `more` allows only types of `base`.
fn admits_types(base: &SchemaObject<'_>, more: &SchemaObject<'_>) -> bool {
    let allows = |kind: &JsonType| {
        more.types.contains(kind)
            || *kind == JsonType::Integer && more.types.contains(&JsonType::Number)
    };
    if more.types.is_empty() {
        return true;
    }
    match kind(base) {
        Some(kind) => allows(&kind),
        None if base.types.is_empty() => {
            let compound = [JsonType::Object, JsonType::Array];
            base.alternatives().next().is_some()
                && more.types.iter().all(|kind| compound.contains(kind))
        }
        None => base.types.iter().all(allows),
    }
}

/// Returns whether a flattened schema has a type of its own, regardless of formats and limits: an object,
/// an array, a union, or listed values.
fn has_own_type(schema: &SchemaObject<'_>) -> bool {
    let compound = [JsonType::Object, JsonType::Array];
    schema.enumeration.is_some()
        || schema.alternatives().next().is_some()
        || schema.types.is_empty()
        || schema.types.iter().any(|kind| compound.contains(kind))
}

/// Returns the member of an `allOf` that determines the type, if the other members only limit or
/// annotate it.
pub(super) fn base<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<Site<'a>> {
    let (first, rest) = schema.all_of.split_first()?;
    if rest.is_empty() {
        return Some(first.clone());
    }
    let flat = all_of::resolve(cx, first.clone()).filter(has_own_type)?;
    let mut rest = rest.iter();
    let limited = rest.all(|site| match Schema::read(cx, site.clone()) {
        Some(Schema::Object(more)) => only_limits(cx, &flat, &more),
        Some(Schema::Boolean(value)) => value,
        None => false,
    });
    limited.then(|| first.clone())
}

/// Returns whether a schema only lists some of the values of the enum that it refers to.
pub(super) fn narrows<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> bool {
    let target = schema.reference.as_ref();
    let base = match target.filter(|_| schema.all_of.is_empty()) {
        Some(reference) => cx.target(reference),
        None => base(cx, schema),
    };
    let base = base.and_then(|base| all_of::resolve(cx, base));
    base.is_some_and(|base| {
        let whole = all_of::flatten(cx, schema.clone());
        base.enumeration.is_some() && lists_fewer(&base, &whole)
    })
}

/// Returns whether `more` lists no values that `base` does not list.
fn lists_fewer(base: &SchemaObject<'_>, more: &SchemaObject<'_>) -> bool {
    if more.enumeration.is_none() && more.constant.is_none() {
        return true;
    }
    match (fixed::values(base), fixed::values(more)) {
        (Some(base), Some(more)) => more.iter().all(|value| base.contains(value)),
        _ => false,
    }
}
