//! Decides whether a schema that only a discriminator connects with its tag always has this tag: its own property may
//! be any string.

use crate::model::Scalar;
use crate::openapi::{Context, SchemaObject, UnionTag};
use crate::source::Site;

use super::family::{self, Family};
use super::tag::Tag;
use super::{all_of, allowed, fixed, nullable};

/// Returns the tag property of the named schema at `site` and the value that is sent, if the document leaves the
/// caller no choice: because the schema inherits a discriminator, or because all discriminators that name the
/// schema give it the same tag.
pub(super) fn constant<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<(&'a str, Scalar)> {
    family::constant(cx, site).or_else(|| of_unions(cx, site))
}

/// Returns all tag properties of the named schema at `site` whose value is sent, as [`constant`] does.
pub(super) fn constants<'a>(cx: Context<'a>, site: &Site<'a>) -> Vec<(&'a str, Scalar)> {
    let mut found: Vec<_> = constant(cx, site).into_iter().collect();
    for other in Family::other_constants(cx, site) {
        if found.iter().all(|(known, _)| *known != other.0) {
            found.push(other);
        }
    }
    found
}

/// Returns whether the struct of a schema may be sent without its tag: the property is optional, and not a constant.
pub(super) fn may_omit<'a>(cx: Context<'a>, site: &Site<'a>, property: &str) -> bool {
    let schema = all_of::resolve(cx, site.clone()).unwrap_or_default();
    let is_required = schema.required.contains(&property);
    let constants = constants(cx, site);
    let is_constant = constants.iter().any(|(name, _)| *name == property);
    !is_required && !is_constant && schema.alternatives().next().is_none()
}

/// The tag that all discriminators give to a schema, if it requires the property and accepts other values, too.
fn of_unions<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<(&'a str, Scalar)> {
    let [UnionTag { property, tag }] = cx.union_tags(&site.at) else {
        return None;
    };
    let tag = (*tag)?;
    if Family::around(cx, site).is_some() || Family::of(cx, site).is_some() {
        return None;
    }
    let schema = all_of::resolve(cx, site.clone())?;
    let mut properties = schema.properties.iter();
    let (_, member) = properties.find(|(name, _)| name == property)?;
    let member = all_of::resolve(cx, member.clone())?;
    if member.read_only || !schema.required.contains(property) {
        // The union writes it.
        return None;
    }
    let tag = fixed::of_key(tag, &allowed::kinds(cx, &member));
    accepts_more(cx, &member, &tag).then_some((*property, tag))
}

/// Returns whether a schema accepts a tag and other values, too, but not null.
fn accepts_more<'a>(cx: Context<'a>, member: &SchemaObject<'a>, tag: &Scalar) -> bool {
    let is_nullable = nullable::schema(cx, member);
    match allowed::values_of(cx, member, 0) {
        Some(values) => !is_nullable && values.len() > 1 && values.contains(tag),
        None => !is_nullable,
    }
}

/// Limits the tag property of an unnamed alternative to its tag, if it requires the property and has only one tag.
pub(super) fn fix<'a>(
    cx: Context<'a>,
    mut whole: SchemaObject<'a>,
    (property, tags): &Tag,
) -> SchemaObject<'a> {
    let [tag] = tags.as_slice() else {
        return whole;
    };
    let is_required = whole.required.contains(&property.as_str());
    let mut members = whole.properties.iter_mut();
    let known = members.rfind(|(name, _)| name == property);
    let Some((_, site)) = known.filter(|_| is_required) else {
        return whole;
    };
    let member = all_of::resolve(cx, site.clone()).unwrap_or_default();
    if accepts_more(cx, &member, tag) && !member.read_only {
        let constant = Some(cx.sources.keep(allowed::node(tag)));
        let only = SchemaObject {
            constant,
            enumeration: None,
            ..member
        };
        let place = site.at.child("const");
        *site = cx.schemas.combine(&site.at, &place, only);
    }
    whole
}
