//! Reports alternatives of a union that cannot be told apart.

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Additional, Context, SchemaObject};
use crate::source::Site;

use super::tag::Tag;
use super::union::Alternative;
use super::{all_of, allowed};

/// The help for objects that nothing tells apart.
const ADD: &str = "add a constant property to both, or a `discriminator`";

/// The maximum depth of the comparison.
const DEPTH: usize = 3;

/// The maximum number of alternatives that are compared with each other.
const MANY: usize = 64;

/// Reports alternatives with the same properties as an earlier one that allows all their values, too.
pub(super) fn check<'a>(cx: Context<'a>, alternatives: &[&Alternative<'a>]) {
    check_with(cx, alternatives, ADD);
}

/// Reports such alternatives. The help is for objects.
fn check_with<'a>(cx: Context<'a>, alternatives: &[&Alternative<'a>], help: &str) {
    let compared = alternatives.get(..MANY).unwrap_or(alternatives);
    for (index, one) in compared.iter().enumerate() {
        let earlier = compared.iter().take(index);
        let other = |other: &&&Alternative<'a>| {
            let known = |one: &Alternative<'a>| one.meant.as_ref().map(|site| site.at.clone());
            let same = known(one).is_some() && known(one) == known(other);
            !same && covers(cx, (&other.schema, &one.schema), Place::Member, 0)
        };
        let mut found = earlier.filter(other);
        if let Some(first) = found.next() {
            let (what, help) = match one.schema.prefix_items.as_slice() {
                [] => ("properties", help),
                _ => (
                    "items",
                    "give one of the items a different type in each array; constants of items are not compared",
                ),
            };
            let message = format!(
                "this alternative has the same {what} as an earlier one, and nothing tells them apart; the earlier one is always chosen"
            );
            let diagnostic = Diagnostic::new(Code::AmbiguousUnion, &one.site.at, message);
            cx.diagnostics.report(
                diagnostic
                    .related(&first.site.at, "the earlier alternative is here")
                    .help(help),
            );
        }
    }
}

/// Reports alternatives with the same tag and the same properties.
pub(super) fn check_tags<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
    tags: &[Option<Tag>],
    has_discriminator: bool,
) {
    let help = if has_discriminator {
        "list the values of each alternative in the `mapping` of the `discriminator`"
    } else {
        ADD
    };
    let mut groups: Vec<(&Tag, Vec<&Alternative<'a>>)> = Vec::new();
    for (one, tag) in alternatives.iter().zip(tags) {
        let Some(tag) = tag else { continue };
        let plain = one.schema.alternatives().next().is_none();
        match groups.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, group)) if plain => group.push(one),
            None if plain => groups.push((tag, vec![one])),
            Some(_) | None => {}
        }
    }
    for (_, group) in groups {
        check_with(cx, &group, help);
    }
}

/// The place of a value whose schemas are compared.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Member,
    /// The type of an item is that of its values, so that no constant excludes any.
    Item,
}

/// Returns whether all values of a type like that of the second schema have one like that of the first: no
/// constant and no listed value of the first excludes them.
fn covers<'a>(
    cx: Context<'a>,
    (one, other): (&SchemaObject<'a>, &SchemaObject<'a>),
    place: Place,
    depth: usize,
) -> bool {
    let (kinds, others) = (allowed::kinds(cx, one), allowed::kinds(cx, other));
    let shared = kinds.iter().any(|kind| others.contains(kind));
    if !shared && !kinds.is_empty() && !others.is_empty() {
        return false;
    }
    let values = allowed::values_of(cx, one, 0);
    if let Some(values) = values.filter(|values| place == Place::Member || values.len() > 1) {
        let others = allowed::values_of(cx, other, 0);
        let listed = others.is_some_and(|others| others.iter().all(|one| values.contains(one)));
        if !listed {
            return false;
        }
    }
    if depth >= DEPTH {
        return true;
    }
    let has = |schema: &SchemaObject<'a>, name: &str| {
        schema.properties.iter().any(|(known, _)| *known == name)
    };
    let same = one.properties.len() == other.properties.len()
        && one.properties.iter().all(|(name, _)| has(other, name))
        && one.prefix_items.len() == other.prefix_items.len()
        && one.required.len() == other.required.len()
        && one
            .required
            .iter()
            .all(|name| other.required.contains(name));
    let both = |left: &Site<'a>, right: &Site<'a>, place| {
        let left = all_of::resolve(cx, left.clone());
        let pair = left.zip(all_of::resolve(cx, right.clone()));
        pair.is_none_or(|(left, right)| covers(cx, (&left, &right), place, depth + 1))
    };
    let mut members = one.properties.iter().map(|(name, left)| {
        let mut others = other.properties.iter();
        let member = others.find(|(known, _)| known == name);
        member.is_none_or(|(_, right)| both(left, right, Place::Member))
    });
    let firsts = one.prefix_items.iter().zip(&other.prefix_items);
    let mut items = firsts.chain(one.items.iter().zip(&other.items));
    let values = match (&one.additional, &other.additional) {
        (Additional::Schema(left), Additional::Schema(right)) => both(left, right, Place::Member),
        _ => true,
    };
    same && values
        && members.all(|covers| covers)
        && items.all(|(left, right)| both(left, right, Place::Item))
}
