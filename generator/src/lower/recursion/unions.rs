//! Drops the alternatives by which a union contains itself without an object or an array in between. A reader that
//! tries such an alternative would never come to an end.
//!
//! All unions of a cycle have the same values. Without the dropped alternatives, each still leads to one whose
//! alternatives in the cycle are all dropped. That one has the alternatives of all others instead.

use std::collections::HashMap;

use crate::diagnostic::Code;
use crate::lower::schema::MEMBER;
use crate::lower::union::{add, sort};
use crate::model::{Api, Guard, Shape, Type, TypeId, Variant};
use crate::openapi::Context;

use super::groups::{groups, set};

/// A union, and the position of one of its alternatives.
type Edge = (usize, usize);

/// Drops the alternatives that lead back to their union through unions only.
pub(super) fn cut(cx: Context<'_>, api: &mut Api) {
    let targets = successors(api);
    let closing = closing(&targets);
    let cycles = Cycles::of(api, &targets, &closing);
    drop_closing(cx, api, &closing);
    cycles.complete(cx, api);
    cycles.order(api);
    for def in &mut api.types {
        if matches!(&def.shape, Shape::Union(variants) if variants.is_empty()) {
            def.shape = Shape::Alias(Type::Any);
        }
    }
}

fn drop_closing(cx: Context<'_>, api: &mut Api, closing: &HashMap<Edge, usize>) {
    let origins: Vec<_> = api.types.iter().map(|def| def.origin.clone()).collect();
    for (index, def) in api.types.iter_mut().enumerate() {
        let Shape::Union(variants) = &mut def.shape else {
            continue;
        };
        let mut positions = 0..;
        variants.retain(|variant| {
            let edge = (index, positions.next().unwrap_or_default());
            let Some(target) = closing.get(&edge).and_then(|target| origins.get(*target)) else {
                return true;
            };
            let what = if variant.is_default {
                "default"
            } else {
                "alternative"
            };
            let message = format!(
                "the {what} `{}` refers back to this union without an object or an array in between; it is ignored",
                target.last().unwrap_or(&variant.name)
            );
            let code = Code::UnionOfItself;
            cx.diagnostics.tell(code, &def.origin, message);
            false
        });
    }
}

/// The cycles of several unions.
struct Cycles {
    /// The cycle that each type belongs to.
    groups: Vec<Option<usize>>,
    /// The alternatives of all unions of each cycle that lead out of it.
    leaving: HashMap<usize, Vec<Variant>>,
    /// The unions whose alternatives in their cycle are all dropped, and their cycle.
    ends: Vec<(usize, usize)>,
}

impl Cycles {
    fn of(api: &Api, targets: &[Vec<Option<usize>>], closing: &HashMap<Edge, usize>) -> Self {
        let groups = groups(api, |_, index| {
            let targets = targets.get(index).into_iter().flatten();
            targets.copied().flatten().collect()
        });
        let group = |index: usize| groups.get(index).copied().flatten();
        let (mut leaving, mut ends) = (HashMap::<_, Vec<Variant>>::new(), Vec::new());
        for (index, def) in api.types.iter().enumerate() {
            let (Some(own), Shape::Union(variants)) = (group(index), &def.shape) else {
                continue;
            };
            let targets = targets.get(index).into_iter().flatten();
            let mut is_end = true;
            for (position, (variant, target)) in variants.iter().zip(targets).enumerate() {
                if target.and_then(group) == Some(own) {
                    is_end &= closing.contains_key(&(index, position));
                } else {
                    add(leaving.entry(own).or_default(), variant.clone());
                }
            }
            ends.extend(is_end.then_some((index, own)));
        }
        Self {
            groups,
            leaving,
            ends,
        }
    }

    /// Adds the alternatives of the other unions of a cycle to those that would lack them.
    fn complete(&self, cx: Context<'_>, api: &mut Api) {
        for (index, cycle) in &self.ends {
            let Some(def) = api.types.get_mut(*index) else {
                continue;
            };
            let Shape::Union(variants) = &mut def.shape else {
                continue;
            };
            let mut added = Vec::new();
            for variant in self.leaving.get(cycle).into_iter().flatten() {
                let plain = variant.ty.without_format();
                let mut known = variants.iter().chain(&added);
                let has_default = known.any(|one| one.is_default);
                let variant = Variant {
                    is_default: variant.is_default && !has_default,
                    ..variant.clone()
                };
                if variants.iter().any(|one| one.ty.without_format() == plain) {
                    add(variants, variant);
                } else if cx.output.take(MEMBER, &def.origin, cx.diagnostics) {
                    added.push(variant);
                } else {
                    return;
                }
            }
            variants.append(&mut added);
            sort(variants);
        }
    }

    /// Puts the alternatives that stay in their cycle last: the others are more specific. A tag is specific anyway.
    fn order(&self, api: &mut Api) {
        let group = |index: usize| self.groups.get(index).copied().flatten();
        let targets = successors(api);
        for (index, (def, targets)) in api.types.iter_mut().zip(targets).enumerate() {
            let (Some(own), Shape::Union(variants)) = (group(index), &mut def.shape) else {
                continue;
            };
            let all = std::mem::take(variants).into_iter().zip(targets);
            let (last, first): (Vec<_>, Vec<_>) = all.partition(|(variant, target)| {
                target.and_then(group) == Some(own) && !matches!(variant.guard, Guard::Tag(..))
            });
            let all = first.into_iter().chain(last);
            *variants = all.map(|(variant, _)| variant).collect();
        }
    }
}

/// The union that each alternative of each type is, if it is one.
fn successors(api: &Api) -> Vec<Vec<Option<usize>>> {
    let targets = |shape: &Shape| match shape {
        Shape::Union(variants) => {
            let types = variants.iter().map(|variant| union(api, &variant.ty));
            types.collect()
        }
        Shape::Struct(_)
        | Shape::Tuple(_)
        | Shape::StringEnum(_)
        | Shape::IntegerEnum(_)
        | Shape::Alias(_) => Vec::new(),
    };
    api.types.iter().map(|def| targets(&def.shape)).collect()
}

/// The union that a type is, also by another name.
fn union(api: &Api, ty: &Type) -> Option<usize> {
    let mut ty = ty;
    // A longer chain of aliases would be a cycle.
    for _ in 0..=api.types.len().saturating_mul(2) {
        ty = match ty {
            Type::Nullable(inner) | Type::Boxed(inner) => inner,
            Type::Named(TypeId(index)) => match &api.types.get(*index)?.shape {
                Shape::Alias(target) => target,
                Shape::Union(_) => return Some(*index),
                _ => return None,
            },
            _ => return None,
        };
    }
    None
}

/// The alternatives that close a cycle, and the unions that they are. Keeps its own stack, because the document
/// determines the depth.
fn closing(targets: &[Vec<Option<usize>>]) -> HashMap<Edge, usize> {
    let mut found = HashMap::new();
    let mut is_seen = vec![false; targets.len()];
    let mut is_open = vec![false; targets.len()];
    let mut calls: Vec<Edge> = Vec::new();
    for start in 0..targets.len() {
        if !enter(&mut is_seen, start) {
            continue;
        }
        set(&mut is_open, start, true);
        calls.push((start, 0));
        while let Some((union, position)) = calls.pop() {
            let Some(target) = targets.get(union).and_then(|all| all.get(position)) else {
                set(&mut is_open, union, false);
                continue;
            };
            calls.push((union, position + 1));
            let Some(target) = *target else { continue };
            if is_open.get(target) == Some(&true) {
                found.insert((union, position), target);
            } else if enter(&mut is_seen, target) {
                set(&mut is_open, target, true);
                calls.push((target, 0));
            }
        }
    }
    found
}

/// Marks a union as seen. Returns whether it was not before.
fn enter(is_seen: &mut [bool], union: usize) -> bool {
    let seen = is_seen.get_mut(union);
    seen.is_some_and(|seen| !std::mem::replace(seen, true))
}
