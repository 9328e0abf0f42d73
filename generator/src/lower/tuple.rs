//! Decides whether an array has a fixed length and items of different types.

use crate::diagnostic::Code;
use crate::model::{Step, Type};
use crate::openapi::SchemaObject;
use crate::source::Pointer;

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
    let item = |(index, site): (usize, &crate::source::Site<'a>)| {
        let name = ORDER.get(index).copied().unwrap_or("item");
        types.schema(site.clone(), slot.step(Step::Named(name.to_owned())))
    };
    Some(items.map(item).collect())
}

/// The names of items in the paths of their types.
const ORDER: [&str; MOST] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
