//! Decides the tags of alternatives by the discriminator of their union (OpenAPI 3.1, 4.8.25).

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::diagnostic::Code;
use crate::model::Scalar;
use crate::openapi::{Context, Discriminator, SchemaObject};
use crate::source::{Pointer, Site};

use super::allowed::{DEPTH, fixed_values, kinds};
use super::family::Family;
use super::tag::Tag;
use super::union::Alternative;
use super::{all_of, fixed, implicit_tag};

/// A discriminator's mapping with its references resolved, and the alternatives of its union.
pub(super) struct Mapping<'d, 'a> {
    property: &'a str,
    at: &'d Pointer,
    entries: Vec<(&'a str, Pointer)>,
    alternatives: &'d [Alternative<'a>],
    /// The schemas that the alternatives refer to.
    listed: Vec<Pointer>,
    owners: OnceCell<Owners>,
}

/// Alternatives by the values of the property, as their places in the list.
#[derive(Default)]
struct Owners {
    /// Those that the mapping, their names or their only value give each value.
    chosen: HashMap<Scalar, Vec<usize>>,
    /// Those whose schemas allow each value.
    allowed: HashMap<Scalar, Vec<usize>>,
}

impl<'d, 'a> Mapping<'d, 'a> {
    pub(super) fn of(
        cx: Context<'a>,
        discriminator: &'d Discriminator<'a>,
        alternatives: &'d [Alternative<'a>],
    ) -> Self {
        let entries = discriminator.mapping.iter().filter_map(|(tag, target)| {
            let site = cx.mapped(discriminator, target)?;
            Some((*tag, site.at))
        });
        let meant = alternatives.iter().filter_map(|one| one.meant.as_ref());
        Self {
            property: discriminator.property,
            at: &discriminator.at,
            entries: entries.collect(),
            alternatives,
            listed: meant.map(|site| site.at.clone()).collect(),
            owners: OnceCell::new(),
        }
    }

    /// The tags of an alternative: those in the mapping, or else those of the union that it is itself, or else the
    /// constant values of the property, or else the name of the component.
    pub(super) fn tag(&self, cx: Context<'a>, one: &Alternative<'a>) -> Option<Tag> {
        let property = self.property;
        let keys = self.keys(cx, one).into_iter();
        let mapped = of_keys(cx, keys, &one.schema, property);
        let own = fixed_values(cx, &one.schema, property, 0).unwrap_or_default();
        // The mapping of a parent lists the values of its children, too.
        let values = if !mapped.is_empty() && is_parent(cx, one) {
            mapped
        } else if !mapped.is_empty() {
            reconcile(cx, self.at, mapped, own)
        } else {
            let inner = self.inner(cx, &one.schema, one.meant.as_ref(), 0);
            Some(inner)
                .filter(|tags| !tags.is_empty())
                .unwrap_or_else(|| self.unshared(cx, one, own))
        };
        let implicit = || Some(vec![Scalar::Text(name(one)?.to_owned())]);
        let values = Some(values)
            .filter(|tags| !tags.is_empty())
            .or_else(implicit)?;
        Some((property.to_owned(), values))
    }

    /// The keys whose target is the alternative or descends from it, but not from another alternative in between.
    fn keys(&self, cx: Context<'a>, one: &Alternative<'a>) -> Vec<&'a str> {
        let Some(meant) = &one.meant else {
            return Vec::new();
        };
        let inheritance = cx.inheritance();
        let is_parent = !inheritance.children(&meant.at).is_empty();
        let descends = |place: &Pointer| {
            let is_nearer = |other: &Pointer| {
                (place == other || inheritance.descends(place, other))
                    && inheritance.descends(other, &meant.at)
                    && !inheritance.descends(&meant.at, other)
            };
            inheritance.descends(place, &meant.at) && !self.listed.iter().any(is_nearer)
        };
        let is_meant = |place: &Pointer| *place == meant.at || is_parent && descends(place);
        let entries = self.entries.iter().filter(|(_, place)| is_meant(place));
        entries.map(|(tag, _)| *tag).collect()
    }

    /// The constant values of an alternative: only the one that its name means if the alternatives share them, because
    /// an enum that they share lists the values of all of them; or else those that do not select another alternative.
    fn unshared(&self, cx: Context<'a>, one: &Alternative<'a>, own: Vec<Scalar>) -> Vec<Scalar> {
        if own.len() < 2 {
            return own;
        }
        let is_other = |index: &usize| {
            let other = self.alternatives.get(*index);
            other.is_some_and(|other| other.site.at != one.site.at)
        };
        let has_other = |owners: &HashMap<Scalar, Vec<usize>>, value: &Scalar| {
            let owners = owners.get(value);
            owners.is_some_and(|owners| owners.iter().any(is_other))
        };
        let owners = self.owners.get_or_init(|| self.find_owners(cx));
        // The values of a parent are also those of its children.
        let name = name(one).filter(|_| !is_parent(cx, one));
        let named = name.and_then(|name| Some((name, fixed::of_name(name, &own)?)));
        if let Some((name, named)) = named {
            let is_exact = matches!(&named, Scalar::Text(text) if text == name);
            if is_exact || has_other(&owners.allowed, &named) && !has_other(&owners.chosen, &named)
            {
                implicit_tag::note_assumed(cx, self.at, (name, self.property), &named);
                return vec![named];
            }
        }
        let kept = own.iter().filter(|value| !has_other(&owners.chosen, value));
        let kept: Vec<Scalar> = kept.cloned().collect();
        if kept.is_empty() { own } else { kept }
    }

    /// The alternatives that each value may select.
    fn find_owners(&self, cx: Context<'a>) -> Owners {
        let mut owners = Owners::default();
        for (index, other) in self.alternatives.iter().enumerate() {
            let keys = self.keys(cx, other).into_iter();
            let mapped = of_keys(cx, keys, &other.schema, self.property);
            let own = fixed_values(cx, &other.schema, self.property, 0).unwrap_or_default();
            let name = name(other);
            let named = name.map(|name| Scalar::Text(name.to_owned()));
            let meant = name.and_then(|name| fixed::of_name(name, &own));
            let only = own.first().filter(|_| own.len() == 1);
            let chosen = mapped.iter().chain(&named).chain(&meant).chain(only);
            for value in chosen {
                owners.chosen.entry(value.clone()).or_default().push(index);
            }
            for value in own {
                owners.allowed.entry(value).or_default().push(index);
            }
        }
        owners
    }

    /// The tags of a schema that is a union by the same property itself: those of its alternatives or its children.
    fn inner(
        &self,
        cx: Context<'a>,
        schema: &SchemaObject<'a>,
        site: Option<&Site<'a>>,
        depth: usize,
    ) -> Vec<Scalar> {
        let own = schema.discriminator.clone();
        let own = own.or_else(|| {
            let inherited = cx.inherited_discriminator(site?).map(|one| one.at);
            cx.discriminator(site?)
                .filter(|one| Some(&one.at) != inherited.as_ref())
        });
        let is_inner = |inner: &Discriminator<'a>| {
            inner.property == self.property && inner.at != *self.at && depth <= DEPTH
        };
        let Some(discriminator) = &own.filter(is_inner) else {
            return Vec::new();
        };
        let mut tags = Vec::new();
        let mut add = |more: Vec<Scalar>| {
            for tag in more {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        };
        for (tag, target) in &cx.mapping(discriminator).entries {
            let target = all_of::resolve(cx, target.clone()).unwrap_or_default();
            add(of_keys(cx, std::iter::once(*tag), &target, self.property));
        }
        let mut is_listed = false;
        for one in schema.alternatives() {
            is_listed = true;
            let target = cx.aliased(one).unwrap_or_else(|| one.clone());
            let keys = cx.mapping(discriminator);
            let inner = all_of::resolve(cx, one.clone()).unwrap_or_default();
            if inner.only_null || !keys.tags(&target.at).is_empty() {
                continue;
            }
            let below = self.inner(cx, &inner, Some(&target), depth + 1);
            let own = || fixed_values(cx, &inner, self.property, 0).unwrap_or_default();
            let below = if below.is_empty() { own() } else { below };
            let name = one.child("$ref").and_then(|_| target.at.last());
            let name = name.map(|name| Scalar::Text(name.to_owned()));
            add(if below.is_empty() {
                name.into_iter().collect()
            } else {
                below
            });
        }
        let family = site.filter(|_| !is_listed);
        if let Some((site, family)) = family.and_then(|site| Some((site, Family::of(cx, site)?))) {
            add(family.own_tags(cx, site));
            add(family.tags_below(cx, &site.at, &self.listed));
        }
        tags
    }
}

/// Returns whether an alternative refers to a schema that others extend.
fn is_parent<'a>(cx: Context<'a>, one: &Alternative<'a>) -> bool {
    let meant = one.meant.as_ref();
    meant.is_some_and(|site| !cx.inheritance().children(&site.at).is_empty())
}

/// The name of the component that an alternative refers to.
fn name<'s>(one: &'s Alternative<'_>) -> Option<&'s str> {
    let meant = one.meant.as_ref().and_then(|site| site.at.last());
    one.name.as_deref().or(meant)
}

/// The tags for keys of a mapping: of the type that the property has in the schema.
fn of_keys<'a>(
    cx: Context<'a>,
    keys: impl Iterator<Item = &'a str>,
    schema: &SchemaObject<'a>,
    property: &str,
) -> Vec<Scalar> {
    let keys: Vec<&str> = keys.collect();
    if keys.is_empty() {
        return Vec::new();
    }
    let mut members = schema.properties.iter();
    let member = members.rfind(|(name, _)| *name == property);
    let member = member.and_then(|(_, site)| all_of::resolve(cx, site.clone()));
    let kinds = member.map(|member| kinds(cx, &member)).unwrap_or_default();
    let keys = keys.into_iter();
    keys.map(|key| fixed::of_key(key, &kinds)).collect()
}

/// The tags of a schema by the mapping, and by the schema itself if it does not allow them. Then both are
/// read, and the one that the schema allows is sent: the first.
pub(super) fn reconcile(
    cx: Context<'_>,
    discriminator: &Pointer,
    mapped: Vec<Scalar>,
    own: Vec<Scalar>,
) -> Vec<Scalar> {
    let (allowed, other): (Vec<Scalar>, Vec<Scalar>) = mapped
        .into_iter()
        .partition(|tag| own.is_empty() || own.contains(tag));
    if let Some(tag) = other.first() {
        let message = format!(
            "the mapping has the value `{tag}` for a schema that does not allow it; this value and the one that the schema allows are both read"
        );
        let place = discriminator.child("mapping");
        cx.diagnostics
            .tell(Code::MappingAgainstSchema, &place, message);
    }
    let unmapped = if allowed.is_empty() { own } else { Vec::new() };
    allowed.into_iter().chain(unmapped).chain(other).collect()
}
