//! Reports alternatives of a union that cannot be told apart.

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Context, SchemaObject};

use super::tag::Tag;
use super::union::Alternative;
use super::{all_of, tag};

/// The maximum depth of the comparison.
const DEPTH: usize = 3;

/// The maximum number of alternatives that are compared with each other.
const MANY: usize = 64;

/// Reports alternatives with the same properties, where each allows values that the other allows,
/// too.
pub(super) fn check<'a>(cx: Context<'a>, alternatives: &[&Alternative<'a>]) {
    let compared = alternatives.get(..MANY).unwrap_or(alternatives);
    for (index, one) in compared.iter().enumerate() {
        let earlier = compared.iter().take(index);
        let other = |other: &&&Alternative<'a>| {
            let known = |one: &Alternative<'a>| one.target.as_ref().map(|site| site.at.clone());
            let same = known(one).is_some() && known(one) == known(other);
            !same && overlap(cx, &one.schema, &other.schema, 0)
        };
        let mut found = earlier.filter(other);
        if let Some(first) = found.next() {
            let message = format!(
                "`{}` has the same properties as `{}`, and nothing tells them apart; `{}` is always chosen",
                one.label, first.label, first.label
            );
            let diagnostic = Diagnostic::new(Code::AmbiguousUnion, &one.site.at, message);
            let help = "add a constant property to both, or a `discriminator`";
            cx.diagnostics.report(diagnostic.help(help.to_owned()));
        }
    }
}

/// Reports alternatives with the same tag and the same properties.
pub(super) fn check_tags<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
    tags: &[Option<Tag>],
) {
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
        check(cx, &group);
    }
}

/// Returns whether the schemas have values in common.
fn overlap<'a>(
    cx: Context<'a>,
    one: &SchemaObject<'a>,
    other: &SchemaObject<'a>,
    depth: usize,
) -> bool {
    let (kinds, others) = (tag::kinds(cx, one), tag::kinds(cx, other));
    let shared = kinds.iter().any(|kind| others.contains(kind));
    if !shared && !kinds.is_empty() && !others.is_empty() {
        return false;
    }
    if let (Some(values), Some(others)) = (tag::values_of(cx, one, 0), tag::values_of(cx, other, 0))
        && !values.iter().any(|value| others.contains(value))
    {
        return false;
    }
    if depth >= DEPTH {
        return true;
    }
    let has = |schema: &SchemaObject<'a>, name: &str| {
        schema.properties.iter().any(|(known, _)| *known == name)
    };
    let same = one.properties.len() == other.properties.len()
        && one.properties.iter().all(|(name, _)| has(other, name))
        && one.required.len() == other.required.len()
        && one
            .required
            .iter()
            .all(|name| other.required.contains(name));
    if !same {
        return false;
    }
    let members = one.properties.iter().all(|(name, site)| {
        let member = other.properties.iter().find(|(known, _)| known == name);
        let (Some(left), Some(right)) = (
            all_of::resolve(cx, site.clone()),
            member.and_then(|(_, site)| all_of::resolve(cx, site.clone())),
        ) else {
            return true;
        };
        overlap(cx, &left, &right, depth + 1)
    });
    let items = match (&one.items, &other.items) {
        (Some(left), Some(right)) => {
            let left = all_of::resolve(cx, left.clone()).unwrap_or_default();
            let right = all_of::resolve(cx, right.clone()).unwrap_or_default();
            overlap(cx, &left, &right, depth + 1)
        }
        _ => true,
    };
    members && items
}
