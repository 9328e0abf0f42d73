//! Lowers server-sent events whose name decides the type of their data.

use std::collections::{HashMap, HashSet};

use crate::lower::schema::{Slot, Types};
use crate::lower::variant_name;
use crate::model::{Shape, Type, Variant};
use crate::openapi::SchemaObject;
use crate::source::Site;

use super::alternatives::{DEEPEST, collect};
use super::{leave_out_any, variants};

/// A kind of server-sent event.
#[derive(Clone)]
pub(in crate::lower) struct Event<'a> {
    /// Its names. Empty if any name is allowed.
    pub(in crate::lower) names: Vec<String>,
    /// The schema of its data.
    pub(in crate::lower) data: Site<'a>,
    /// Whether the data is JSON. Otherwise, strings are text.
    pub(in crate::lower) is_json: bool,
}

/// Whether all values of a type are strings.
pub(in crate::lower) fn is_text(types: &Types<'_>, ty: &Type) -> bool {
    types.plain(ty).is_text() || matches!(types.shape_of(ty), Some(Shape::StringEnum(_)))
}

/// Keeps the names that decide a variant. If events with the same name have different data, the data decides.
fn drop_shared_names(variants: &mut [Variant]) {
    let mut users: HashMap<String, usize> = HashMap::new();
    for variant in variants.iter_mut() {
        let mut own = HashSet::new();
        variant.events.retain(|name| own.insert(name.clone()));
        for name in own {
            *users.entry(name).or_default() += 1;
        }
    }
    for variant in variants {
        variant.events.retain(|name| users.get(name) == Some(&1));
    }
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
        let mut variants = variants(types, None, found, None, false, &slot);
        leave_out_any(&mut variants);
        for mut variant in variants {
            variant.is_text = !event.is_json && is_text(types, &variant.ty);
            let is_same =
                |known: &&mut Variant| known.ty == variant.ty && known.is_text == variant.is_text;
            match all.iter_mut().find(is_same) {
                // An event without a name may have the same data.
                Some(known) if known.events.is_empty() || event.names.is_empty() => {
                    known.events.clear();
                }
                Some(known) => known.events.extend(event.names.iter().cloned()),
                None => {
                    let mut others = all.iter();
                    let name = event.names.first();
                    if let (Some(name), true) = (name, others.any(|one| one.ty == variant.ty)) {
                        variant.name.clone_from(name);
                    }
                    variant.events.clone_from(&event.names);
                    all.push(variant);
                }
            }
        }
    }
    drop_shared_names(&mut all);
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
