//! Decides what a schema of scalars leaves of the values of another one that applies, too: a union has only the
//! alternatives of these types.

use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::Site;

use crate::lower::{all_of, nullable, scalar};

/// Returns the schemas that together have the values of a union that a schema of scalars admits, if one of two
/// flattened schemas is such a union, and the other one has such scalars.
pub(super) fn of_union<'a>(
    cx: Context<'a>,
    known: (&Site<'a>, &SchemaObject<'a>),
    more: (&Site<'a>, &SchemaObject<'a>),
) -> Option<Vec<Site<'a>>> {
    let is_union = |schema: &SchemaObject<'a>| schema.alternatives().next().is_some();
    let (scalar, union) = match (is_union(known.1), is_union(more.1)) {
        (false, true) => (known, more.1),
        (true, false) => (more, known.1),
        (true, true) | (false, false) => return None,
    };
    let types = scalars(scalar.1)?;
    if !union.alternatives().any(|one| admits(cx, one, types)) {
        return None;
    }
    let lists = scalar.1.enumeration.is_some() || scalar.1.constant.is_some();
    Some(if lists {
        vec![scalar.0.clone()]
    } else {
        vec![known.0.clone(), more.0.clone()]
    })
}

/// The types of a schema that allows only strings, numbers or booleans. Objects and arrays are not meant to
/// narrow a union: documents write `type: object` beside any `oneOf`.
fn scalars<'s>(schema: &'s SchemaObject<'_>) -> Option<&'s [JsonType]> {
    let is_scalar = |kind: &JsonType| !matches!(kind, JsonType::Object | JsonType::Array);
    let all = !schema.types.is_empty() && schema.types.iter().all(is_scalar);
    all.then_some(schema.types.as_slice())
}

/// Returns whether an alternative may have values of some of these types.
fn admits<'a>(cx: Context<'a>, alternative: &Site<'a>, types: &[JsonType]) -> bool {
    let site = cx.aliased(alternative);
    let site = site.unwrap_or_else(|| alternative.clone());
    let Some(Schema::Object(schema)) = Schema::read(cx, site) else {
        return true;
    };
    let implied: Vec<JsonType> = kind(&schema).into_iter().collect();
    let own = if schema.types.is_empty() {
        &implied
    } else {
        &schema.types
    };
    own.is_empty() || !all_of::common_types(own, types).is_empty()
}

/// Removes the alternatives of `union` that have no values of the types of `other`, unless none would be left; or
/// all of them, if `other` lists values that one of them admits.
pub(in crate::lower) fn narrow_union<'a>(
    cx: Context<'a>,
    union: &mut SchemaObject<'a>,
    other: &SchemaObject<'a>,
) {
    let Some(types) = scalars(other).filter(|_| other.alternatives().next().is_none()) else {
        return;
    };
    let admitted = |one: &Site<'a>| admits(cx, one, types);
    if union.alternatives().any(admitted) && !union.alternatives().all(admitted) {
        union.one_of.retain(admitted);
        union.any_of.retain(admitted);
        union.discriminator = None;
    }
    let lists = other.enumeration.is_some() || other.constant.is_some();
    if lists && union.alternatives().any(admitted) {
        union.one_of.clear();
        union.any_of.clear();
        union.discriminator = None;
    }
}

/// Returns whether a schema narrows the scalars of the schema that it refers to: to fewer types, or to those of a
/// format, if the other one has none.
pub(super) fn refines<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> bool {
    let types = scalars(schema);
    if types.is_none() && schema.format.is_none() {
        return false;
    }
    let target = match (&schema.reference, schema.all_of.as_slice()) {
        (Some(reference), []) => cx.target(reference),
        (None, [one]) => Some(one.clone()),
        _ => None,
    };
    let Some(target) = target.and_then(|target| all_of::resolve(cx, target)) else {
        return false;
    };
    let lists = target.enumeration.is_some() || target.constant.is_some() || target.only_null;
    if lists {
        return false;
    }
    let narrower = types.is_some_and(|types| {
        let common = all_of::common_types(&target.types, types);
        let mut alternatives = target.alternatives();
        let is_union = alternatives.clone().next().is_some();
        !common.is_empty() && common != target.types
            || nullable::is_silent(&target)
            || is_union && alternatives.any(|one| !admits(cx, one, types))
    });
    let refined = SchemaObject {
        format: schema.format,
        ..target.clone()
    };
    narrower
        || target.format.is_none()
            && matches!(scalars(&target), Some([one]) if scalar::lower(*one, &target) != scalar::lower(*one, &refined))
}

/// The only type of a flattened schema, which may be implied by its keywords.
pub(super) fn kind(schema: &SchemaObject<'_>) -> Option<JsonType> {
    let members = !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.pattern_properties.is_empty()
        || !matches!(schema.additional, Additional::Unsaid);
    let array = schema.items.is_some() || !schema.prefix_items.is_empty();
    match schema.types.as_slice() {
        [one] => Some(*one),
        [] if members => Some(JsonType::Object),
        [] if array => Some(JsonType::Array),
        _ => None,
    }
}
