//! Lowers server-sent events whose name decides the type of their data.

use crate::lower::schema::{Slot, Types};
use crate::lower::variant_name;
use crate::model::{Shape, Type, Variant};
use crate::openapi::SchemaObject;
use crate::source::Site;

use super::alternatives::{DEEPEST, collect};
use super::variants;

/// A kind of server-sent event.
#[derive(Clone)]
pub(in crate::lower) struct Event<'a> {
    /// Its names. Empty if any name is allowed.
    pub(in crate::lower) names: Vec<String>,
    /// The schema of its data.
    pub(in crate::lower) data: Site<'a>,
}

/// The type of the data of events: an enum with a variant for each type of data. Events of any JSON data
/// are left to the variant for unknown values.
pub(in crate::lower) fn of_events<'a>(
    types: &mut Types<'a>,
    events: &[Event<'a>],
    slot: Slot,
) -> Type {
    let mut all: Vec<Variant> = Vec::new();
    for event in events {
        let mut found = Vec::new();
        // The alternatives of the data of one event stay together.
        collect(types, event.data.clone(), &mut found, DEEPEST);
        for one in &mut found {
            if let Some(name) = event.names.first().filter(|_| one.name.is_none()) {
                one.label.clone_from(name);
            }
        }
        for mut variant in variants(types, None, found, None, false, &slot) {
            match all.iter_mut().find(|known| known.ty == variant.ty) {
                // An event without a name may have the same data.
                Some(known) if known.events.is_empty() || event.names.is_empty() => {
                    known.events.clear();
                }
                Some(known) => known.events.extend(event.names.iter().cloned()),
                None => {
                    variant.events.clone_from(&event.names);
                    all.push(variant);
                }
            }
        }
    }
    variant_name::decide(types, &slot.path, &mut all);
    match (all.as_slice(), events) {
        ([one], [_]) => one.ty.clone(),
        ([], _) | (_, []) => Type::Any,
        (_, [first, ..]) => {
            let at = first.data.at.clone();
            let schema = SchemaObject::default();
            types.define(&at, slot, &schema, Shape::Union(all))
        }
    }
}
