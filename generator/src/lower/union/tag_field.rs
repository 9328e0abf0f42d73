//! Decides how the type of a variant has the tag: as a required field, as an optional one, or not at all, and which
//! variant needs none.

use crate::lower::schema::Types;
use crate::lower::{all_of, mapped_tag, tag};
use crate::model::Guard;
use crate::openapi::{Context, Discriminator, SchemaObject};
use crate::source::Site;

use super::{Alternative, is_write_only};

/// Returns whether the union has to write the tag of an alternative, because its own type may leave the
/// member out: it has no field for it, or an optional one.
pub(super) fn writes_tag<'a>(
    types: &Types<'a>,
    guard: &Guard,
    whole: Option<&SchemaObject<'a>>,
    one: &Alternative<'a>,
) -> bool {
    let Guard::Tag(property, values) = guard else {
        return false;
    };
    let schema = whole.unwrap_or(&one.schema);
    let mut properties = schema.properties.iter();
    let member = properties.find(|(name, _)| name == property);
    let member = member.and_then(|(_, site)| all_of::resolve(types.cx, site.clone()));
    // A read-only member is not sent.
    let has = member.is_some_and(|member| !member.read_only);
    let own = one.meant.as_ref();
    let own = own.map(|site| mapped_tag::constants(types.cx, site));
    let is_constant = own.is_some_and(|own| own.iter().any(|(name, _)| name == property));
    let plain = schema.alternatives().next().is_none();
    let is_written = if has {
        // Of several values, the caller chooses one.
        values.len() > 1 || schema.required.iter().any(|name| name == property)
    } else {
        values.is_empty()
    };
    plain && !is_written && !is_constant
}

/// Returns whether a value may lack the tag of an alternative: its property is optional and no discriminator asks for
/// it, or is only sent.
pub(super) fn may_lack_tag<'a>(
    types: &Types<'a>,
    guard: &Guard,
    whole: Option<&SchemaObject<'a>>,
    one: &Alternative<'a>,
    has_discriminator: bool,
) -> bool {
    let Guard::Tag(property, _) = guard else {
        return false;
    };
    let schema = whole.unwrap_or(&one.schema);
    let mut properties = schema.properties.iter();
    let has = properties.any(|(name, _)| name == property);
    let is_required = schema.required.iter().any(|name| name == property);
    has && !is_required && !has_discriminator || is_write_only(types, schema, property)
}

/// Returns the schema of objects whose tag is missing or unknown: that of `defaultMapping` in the
/// discriminator, or in that of a common parent (OpenAPI 3.2, 4.25).
pub(super) fn default<'a>(
    cx: Context<'a>,
    alternatives: &[Alternative<'a>],
    discriminator: Option<&Discriminator<'a>>,
) -> Option<Site<'a>> {
    let own = discriminator.and_then(|one| cx.mapping(one).default.clone());
    own.or_else(|| {
        let family = tag::common_family(cx, alternatives)?;
        let is_same = |one: &Discriminator<'a>| one.property == family.property();
        family
            .default()
            .filter(|_| discriminator.is_none_or(is_same))
    })
}
