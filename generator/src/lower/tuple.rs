//! Decides whether an array has a fixed number of elements, each of its own type.

use crate::diagnostic::Code;
use crate::ir::{Step, Type};
use crate::openapi::SchemaObject;
use crate::source::Pointer;

use super::schema::{Slot, Types};

/// The most elements: more of them are a list, which has names for none either.
const MOST: usize = 12;

/// The types of the elements, if there are as many as `prefixItems` has schemas.
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
            "an array of at most {count} items may be shorter, since it has no `minItems`; it is read as a tuple of {count} items"
        );
        types
            .cx
            .diagnostics
            .tell(Code::TupleWithoutLength, at, message);
    }
    let items = schema.prefix_items.iter().enumerate();
    let item = |(index, site): (usize, &crate::source::Site<'a>)| {
        let name = ORDER.get(index).copied().unwrap_or("item");
        types.schema(site.clone(), slot.step(Step::Named(name.to_owned())))
    };
    Some(items.map(item).collect())
}

/// What elements are called that have no names.
const ORDER: [&str; MOST] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
