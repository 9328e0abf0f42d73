//! Decides the type of a union whose alternatives are all strings.

use std::collections::HashSet;

use crate::lower::schema::{Slot, Types, unwrap};
use crate::lower::variant_name::label;
use crate::lower::{all_of, scalar, string_enum};
use crate::model::{Docs, EnumValue, Kind, Shape, Type};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::{Node, Pointer};

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

/// Reads the alternatives of a union that are strings as one open enum, if one of them reads every string. Then the
/// values that another one lists would never be read as such.
pub(super) fn merge<'a>(types: &Types<'a>, alternatives: &mut Vec<Alternative<'a>>) {
    // A format says more than the values beside it.
    let has_type = |one: &Alternative<'a>| {
        let only = one.schema.types.as_slice();
        matches!(only, [only] if matches!(scalar::lower(*only, &one.schema), Type::Text(_)))
    };
    if alternatives.iter().any(has_type) {
        return;
    }
    let strings = alternatives
        .iter()
        .map(|one| listed(types, &one.schema, 0).map(|values| values.len()));
    let strings: Vec<Option<usize>> = strings.collect();
    let count = strings.iter().flatten().count();
    let reads_all = strings.iter().flatten().any(|values| *values < 2);
    if count < 2 || !reads_all || strings.iter().flatten().sum::<usize>() < 2 {
        return;
    }
    let is_listing = |index: &usize| matches!(strings.get(*index), Some(Some(1..)));
    let listing: Vec<usize> = (0..strings.len()).filter(is_listing).collect();
    let Some((first, others)) = listing.split_first() else {
        return;
    };
    if !others.is_empty() {
        let all: Vec<&Alternative<'a>> = alternatives
            .iter()
            .zip(&strings)
            .filter_map(|(one, values)| values.map(|_| one))
            .collect();
        let merged = merged(types, &all);
        if let (Some(merged), Some(place)) = (merged, alternatives.get_mut(*first)) {
            *place = merged;
        }
    }
    let mut kept = strings.iter().enumerate();
    let mut keeps = || {
        kept.next()
            .is_some_and(|(index, one)| one.is_none() || index == *first)
    };
    alternatives.retain(|_| keeps());
}

/// The alternative with the values of several.
fn merged<'a>(types: &Types<'a>, alternatives: &[&Alternative<'a>]) -> Option<Alternative<'a>> {
    let cx = types.cx;
    let (first, others) = alternatives.split_first()?;
    let keep = |text: String| cx.sources.keep(Node::String(text));
    let mut whole = SchemaObject {
        types: vec![JsonType::String],
        enumeration: Some(Vec::new()),
        ..SchemaObject::default()
    };
    for one in alternatives {
        whole.default = whole.default.or(one.schema.default);
        for value in listed(types, &one.schema, 0)? {
            let words = [value.name, value.docs.text];
            let [name, text] = words.map(|text| text.and_then(|text| keep(text).as_str()));
            whole.value_names.push((name, text));
            whole
                .enumeration
                .get_or_insert_default()
                .push(keep(value.wire));
        }
    }
    let other = others.first().map_or(&first.site.at, |one| &one.site.at);
    let site = cx.schemas.combine(&first.site.at, other, whole.clone());
    Some(Alternative {
        label: label(Kind::String).to_owned(),
        name: None,
        title: None,
        docs: Docs::default(),
        schema: whole,
        site,
        target: None,
        meant: None,
    })
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
