//! Decides whether a schema that only a discriminator connects with its tag always has this tag: its own property may
//! be any string.

use crate::model::Scalar;
use crate::openapi::{Context, UnionTag};
use crate::source::Site;

use super::family::{self, Family};
use super::{all_of, fixed, tag};

/// Returns the tag property of the named schema at `site` and the value that is sent, if the document leaves the
/// caller no choice: because the schema inherits a discriminator, or because all discriminators that name the
/// schema give it the same tag.
pub(super) fn constant<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<(&'a str, Scalar)> {
    family::constant(cx, site).or_else(|| of_unions(cx, site))
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
    let tag = fixed::of_key(tag, &tag::kinds(cx, &member));
    let accepts = match tag::values_of(cx, &member, 0) {
        Some(values) => values.len() > 1 && values.contains(&tag),
        None => true,
    };
    accepts.then_some((*property, tag))
}
