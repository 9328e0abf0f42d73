//! Decides which variants of a response are determined by the status code of the response.

use crate::diagnostic::Code;
use crate::model::{Shape, Type, Variant};
use crate::openapi::Status;
use crate::source::Site;

use super::schema::{Slot, Types, unwrap};

/// The status codes of a range such as `2XX`.
const RANGE: u16 = 100;

/// Marks the variants of a union of bodies with the status codes of the responses that have such a body. A status
/// code whose response may have several bodies does not decide.
pub(super) fn mark<'a>(
    types: &mut Types<'a>,
    union: &Type,
    bodies: &[(Status, Site<'a>)],
    slot: &Slot,
) {
    let Type::Named(id) = unwrap(union.clone()) else {
        return;
    };
    let found = bodies.iter().map(|(status, site)| {
        let own = own_type(types, site, slot);
        let is_own = |one: &Variant| is_of(types, one, site) || own.as_ref() == Some(&one.ty);
        let index = match types.def(id).map(|def| &def.shape) {
            Some(Shape::Union(variants)) => variants.iter().position(is_own),
            _ => None,
        };
        (*status, index)
    });
    let found: Vec<(Status, Option<usize>)> = found.collect();
    let is_decided = |status: Status, index: Option<usize>| {
        let mut same = found.iter().filter(|(one, _)| *one == status);
        index.is_some() && same.all(|(_, other)| *other == index)
    };
    let decided = found
        .iter()
        .filter(|(status, index)| is_decided(*status, *index));
    let decided: Vec<(Status, usize)> = decided
        .filter_map(|(status, index)| Some((*status, (*index)?)))
        .collect();
    let codes: Vec<u16> = found
        .iter()
        .filter_map(|(status, _)| code(*status))
        .collect();
    let Some(Shape::Union(variants)) = types.def_mut(id).map(|def| &mut def.shape) else {
        return;
    };
    for (status, index) in decided {
        if let Some(variant) = variants.get_mut(index) {
            variant.statuses.extend(ranges(status, &codes));
            variant.statuses.sort_unstable();
            variant.statuses.dedup();
        }
    }
    if variants.iter().all(|variant| !variant.statuses.is_empty()) {
        for (_, site) in bodies {
            let diagnostics = types.cx.diagnostics;
            diagnostics.withdraw(Code::AmbiguousUnion, &site.at);
        }
    }
}

/// The type of a body that only refers to a schema.
fn own_type<'a>(types: &mut Types<'a>, site: &Site<'a>, slot: &Slot) -> Option<Type> {
    site.child("$ref")?;
    Some(unwrap(types.schema(site.clone(), slot.clone())))
}

/// Whether a variant is of the type that the schema at `site` defines.
fn is_of(types: &Types<'_>, variant: &Variant, site: &Site<'_>) -> bool {
    matches!(&variant.ty, Type::Named(id) if types.def(*id).is_some_and(|def| def.origin == site.at))
}

fn code(status: Status) -> Option<u16> {
    match status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    }
}

/// The status codes that a response describes, without those that another response describes by their code.
fn ranges(status: Status, codes: &[u16]) -> Vec<(u16, u16)> {
    let digit = match status {
        Status::Code(code) => return vec![(code, code)],
        Status::Range(digit) => digit,
        Status::Default => return Vec::new(),
    };
    let (mut first, end) = (digit * RANGE, (digit + 1) * RANGE);
    let mut inside: Vec<u16> = codes
        .iter()
        .copied()
        .filter(|code| (first..end).contains(code))
        .collect();
    inside.sort_unstable();
    let mut ranges = Vec::new();
    for code in inside {
        if first < code {
            ranges.push((first, code - 1));
        }
        first = code + 1;
    }
    if first < end {
        ranges.push((first, end - 1));
    }
    ranges
}
