//! Decides the type of a union whose alternatives are all strings.

use std::collections::HashSet;

use crate::lower::schema::{Slot, Types, unwrap};
use crate::lower::{all_of, scalar, string_enum};
use crate::model::{EnumValue, Shape, Type};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::Pointer;

use super::alternatives::{Alternative, DEEPEST};

/// Returns the type if all alternatives are strings: an open enum of all listed values, or a
/// string.
pub(super) fn texts<'a>(
    types: &mut Types<'a>,
    at: &Pointer,
    schema: &SchemaObject<'a>,
    alternatives: &[Alternative<'a>],
    slot: &Slot,
) -> Option<Type> {
    let mut values = Vec::new();
    let mut listing = Vec::new();
    for one in alternatives {
        let listed = listed(types, &one.schema, 0)?;
        if !listed.is_empty() {
            listing.push(one);
            values.extend(listed);
        }
    }
    match listing.as_slice() {
        [] => Some(common(alternatives)),
        // Enums are open, so an alternative of any string adds nothing.
        [one] if values.len() > 1 => Some(unwrap(types.schema(one.site.clone(), slot.clone()))),
        _ if values.len() > 1 => {
            let mut seen = HashSet::new();
            values.retain(|value| seen.insert(value.wire.clone()));
            Some(types.define(at, slot.clone(), schema, Shape::StringEnum(values)))
        }
        _ => Some(Type::String),
    }
}

/// The type of strings with a format, if all alternatives have the same one.
fn common(alternatives: &[Alternative<'_>]) -> Type {
    let mut types = alternatives
        .iter()
        .map(|one| match one.schema.types.as_slice() {
            [only] => scalar::lower(*only, &one.schema),
            _ => Type::String,
        });
    match types.next() {
        Some(first) if types.all(|ty| ty == first) => first,
        Some(_) | None => Type::String,
    }
}

/// The strings that a schema lists, also in alternatives; empty if it allows any string. `None` if it
/// allows anything else.
fn listed<'a>(
    types: &Types<'a>,
    schema: &SchemaObject<'a>,
    depth: usize,
) -> Option<Vec<EnumValue>> {
    if let Some(values) = string_enum::values(schema) {
        return Some(values);
    }
    if schema.types.as_slice() == [JsonType::String] {
        return schema.enumeration.is_none().then(Vec::new);
    }
    let mut sites = schema.alternatives().peekable();
    sites.peek()?;
    if depth == DEEPEST || schema.discriminator.is_some() || !schema.properties.is_empty() {
        return None;
    }
    let mut values = Vec::new();
    for site in sites {
        let inner = all_of::resolve(types.cx, site.clone())?;
        if !inner.only_null {
            values.extend(listed(types, &inner, depth + 1)?);
        }
    }
    Some(values)
}
