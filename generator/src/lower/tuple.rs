//! Decides whether an array has a fixed length and items of different types.

use std::collections::HashSet;

use crate::diagnostic::Code;
use crate::model::{Step, Type};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::all_of;
use super::schema::{Slot, Types};

/// The maximum length of a tuple. Longer arrays become lists.
const MOST: usize = 12;

/// Returns the types of the items, if the array is exactly as long as `prefixItems`.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    at: &Pointer,
    schema: &SchemaObject<'a>,
    slot: &Slot,
) -> Option<Vec<Type>> {
    let count = schema.prefix_items.len();
    let (least, most) = schema.length;
    let fixed = (2..=MOST).contains(&count) && most == Some(count);
    if !fixed || least.is_some_and(|least| least != count) {
        return None;
    }
    if least.is_none() {
        let message = format!(
            "the array may have fewer than {count} items, because it has no `minItems`; it is read as a list, not as a tuple"
        );
        types
            .cx
            .diagnostics
            .tell(Code::TupleWithoutLength, at, message);
        return None;
    }
    let items = schema.prefix_items.iter().enumerate();
    let item = |(index, site): (usize, &Site<'a>)| {
        let name = ORDER.get(index).copied().unwrap_or("item");
        types.schema(site.clone(), slot.step(Step::Named(name.to_owned())))
    };
    Some(items.map(item).collect())
}

/// Returns whether no type but that of all JSON values fits the items. Any items may follow those in
/// `prefixItems` if there is no `items` (JSON Schema 2020-12, 10.3.1.2). A union of different scalars has
/// room for them: values of other kinds are its unknown ones.
pub(super) fn takes_anything<'a>(types: &Types<'a>, schema: &SchemaObject<'a>) -> bool {
    let rest = schema.items.as_ref();
    let most = schema.length.1;
    let is_closed = most.is_some_and(|most| most <= schema.prefix_items.len());
    if is_closed || rest.is_some_and(|site| *site.node != Node::Bool(true)) {
        return false;
    }
    let kinds: HashSet<Option<JsonType>> = schema
        .prefix_items
        .iter()
        .map(|site| scalar(types, site.clone()))
        .collect();
    kinds.contains(&None) || kinds.len() < 2
}

/// The kind of a scalar whose type reads all values of this kind.
fn scalar<'a>(types: &Types<'a>, site: Site<'a>) -> Option<JsonType> {
    let schema = all_of::resolve(types.cx, site)?;
    let lists = schema.enumeration.is_some() || schema.constant.is_some();
    match schema.types.as_slice() {
        [JsonType::Object | JsonType::Array] => None,
        [one] if schema.format.is_none() && !lists => Some(*one),
        _ => None,
    }
}

/// The names of items in the paths of their types.
const ORDER: [&str; MOST] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
