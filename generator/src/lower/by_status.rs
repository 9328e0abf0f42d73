//! Decides which variants of a response are determined by the status code of the response.

use crate::diagnostic::Code;
use crate::model::{Shape, Type};
use crate::openapi::{Additional, JsonType, Schema, Status};
use crate::source::Site;

use super::scalar;
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
        let variants: Vec<Type> = match types.def(id).map(|def| &def.shape) {
            Some(Shape::Union(variants)) => variants.iter().map(|one| one.ty.clone()).collect(),
            _ => Vec::new(),
        };
        let own = site.child("$ref");
        let own = own.map(|_| unwrap(types.schema(site.clone(), slot.clone())));
        let is_own = |ty: &Type| own.as_ref() == Some(ty) || has_type(types, ty, site);
        (*status, variants.iter().position(is_own))
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

/// Whether the schema at `site` has this type.
fn has_type<'a>(types: &mut Types<'a>, ty: &Type, site: &Site<'a>) -> bool {
    if let Some(target) = types.cx.aliased(site) {
        let named = types.named(&target);
        return types.plain(&named) == types.plain(ty);
    }
    let Some(Schema::Object(schema)) = Schema::read(types.cx, site.clone()) else {
        return false;
    };
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) => has_type(types, inner, site),
        Type::List(inner) => match &schema.items {
            Some(items) => has_type(types, inner, items),
            None => schema.types.as_slice() == [JsonType::Array] && **inner == Type::Any,
        },
        Type::Map(inner) => match &schema.additional {
            Additional::Schema(values) => has_type(types, inner, values),
            Additional::Unsaid | Additional::Forbidden => false,
        },
        Type::Named(id) => types.def(*id).is_some_and(|def| def.origin == site.at),
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Text(_)
        | Type::Bytes
        | Type::File(_) => match schema.types.as_slice() {
            [one] => scalar::lower(*one, &schema) == *ty,
            _ => false,
        },
        Type::Any => false,
    }
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
