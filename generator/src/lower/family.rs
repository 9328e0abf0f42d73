//! Lowers a schema with a discriminator that other schemas extend with `allOf`. Wherever such a
//! schema is referred to, the type is an enum of its descendants (OpenAPI 3.1, 4.8.25.1).

use std::collections::HashSet;
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::model::{Docs, Guard, Scalar, Shape, Step, Type, Variant};
use crate::openapi::{Context, Discriminator, Mapping, SchemaObject, Version};
use crate::source::{Pointer, Site};

use super::schema::{Slot, Types, unwrap};
use super::{all_of, allowed, explicit_tag, fixed, implicit_tag, mapped_tag, union, variant_name};

/// The maximum number of descendants of a schema.
const MANY: usize = 4_096;

/// A schema with a discriminator and its descendants.
pub(super) struct Family<'a> {
    discriminator: Discriminator<'a>,
    mapping: Rc<Mapping<'a>>,
}

impl<'a> Family<'a> {
    /// Returns the family of a schema, if other schemas can be used in its place.
    pub(super) fn of(cx: Context<'a>, site: &Site<'a>) -> Option<Self> {
        let discriminator = cx.discriminator(site)?;
        let family = Self::by(cx, discriminator);
        (!family.next(cx, &site.at).is_empty()).then_some(family)
    }

    /// Returns the family from which a schema inherits its discriminator.
    pub(super) fn around(cx: Context<'a>, site: &Site<'a>) -> Option<Self> {
        let inherited = cx.inherited_discriminator(site)?;
        Some(Self::by(cx, inherited))
    }

    /// Returns the constants of a schema by the discriminators of its other parents.
    pub(super) fn other_constants(cx: Context<'a>, site: &Site<'a>) -> Vec<(&'a str, Scalar)> {
        let others = cx.other_discriminators(site).into_iter();
        others
            .filter_map(|one| Self::by(cx, one).constant(cx, site))
            .collect()
    }

    fn by(cx: Context<'a>, discriminator: Discriminator<'a>) -> Self {
        let mapping = cx.mapping(&discriminator);
        Self {
            discriminator,
            mapping,
        }
    }

    /// The property whose value selects the schema.
    pub(super) fn property(&self) -> &'a str {
        self.discriminator.property
    }

    /// The schema of objects whose tag is missing or unknown.
    pub(super) fn default(&self) -> Option<Site<'a>> {
        self.mapping.default.clone()
    }

    /// The place of the discriminator.
    pub(super) fn at(&self) -> &Pointer {
        &self.discriminator.at
    }

    /// The schemas that can directly replace the schema at `at`: its children, and if the
    /// discriminator is its own, the schemas in the mapping.
    fn next(&self, cx: Context<'a>, at: &Pointer) -> Vec<Site<'a>> {
        let mut found = cx.inheritance().children(at).to_vec();
        if self.discriminator.at.parent() == Some(at) {
            let mut known: HashSet<Pointer> = found.iter().map(|one| one.at.clone()).collect();
            known.insert(at.clone());
            let mapped = self.mapping.entries.iter().map(|(_, site)| site);
            for site in mapped.chain(&self.mapping.default) {
                // Deeper descendants are found through their parents.
                if known.insert(site.at.clone()) && !cx.inheritance().descends(&site.at, at) {
                    found.push(site.clone());
                }
            }
        }
        found
    }

    /// The values of the property for a schema: those in the mapping, or else the constant in the
    /// schema itself, or else the schema's name (OpenAPI 3.1, 4.8.25.1), or the value that means it.
    pub(super) fn tags(&self, cx: Context<'a>, site: &Site<'a>) -> Vec<Scalar> {
        let schema = all_of::resolve(cx, site.clone()).unwrap_or_default();
        self.said(cx, site, &schema).unwrap_or_else(|| {
            let implicit = self.implicit(cx, site, &schema);
            let other = |name| implicit_tag::forbidden(cx, self.at(), self.property(), name);
            let tag = implicit.or_else(|| name(site).map(other));
            tag.into_iter().collect()
        })
    }

    /// The tag that the name of a schema means, if the property allows it and the mapping does not give it to another.
    fn implicit(
        &self,
        cx: Context<'a>,
        site: &Site<'a>,
        schema: &SchemaObject<'a>,
    ) -> Option<Scalar> {
        let is_mapped = |tag: &str| self.mapping.entries.iter().any(|(known, _)| *known == tag);
        let named = (name(site)?, self.property());
        implicit_tag::of(cx, self.at(), named, schema, is_mapped)
    }

    /// The values of the property for the descendants of the schema at `at`, in the mapping or not, without
    /// those that are `listed` on their own.
    pub(super) fn tags_below(
        &self,
        cx: Context<'a>,
        at: &Pointer,
        listed: &[Pointer],
    ) -> Vec<Scalar> {
        let inheritance = cx.inheritance();
        let mut seen: HashSet<Pointer> = listed.iter().cloned().collect();
        seen.insert(at.clone());
        let mut tags = Vec::new();
        let mut open: Vec<Site<'a>> = inheritance.children(at).iter().rev().cloned().collect();
        while let Some(site) = open.pop() {
            if tags.len() > MANY || !seen.insert(site.at.clone()) {
                continue;
            }
            let below = inheritance.children(&site.at);
            let own = if below.is_empty() {
                self.tags(cx, &site)
            } else {
                self.own_tags(cx, &site)
            };
            for tag in own {
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            open.extend(below.iter().rev().cloned());
        }
        tags
    }

    /// The tags of a parent schema. There are some if a value may belong to it without belonging to one of its
    /// children.
    pub(super) fn own_tags(&self, cx: Context<'a>, site: &Site<'a>) -> Vec<Scalar> {
        let schema = all_of::resolve(cx, site.clone()).unwrap_or_default();
        // A mapping that does not list its own schema tells that it is abstract. In Swagger 2.0, each definition has
        // its own value or its name.
        let is_mapping = !self.mapping.entries.is_empty() && cx.version != Version::V20;
        let is_abstract = is_mapping && implicit_tag::is_inside(self.at(), &site.at);
        match self.said(cx, site, &schema) {
            Some(tags) => tags,
            None if is_abstract => Vec::new(),
            None => self.implicit(cx, site, &schema).into_iter().collect(),
        }
    }

    /// The values that the document states explicitly.
    fn said(
        &self,
        cx: Context<'a>,
        site: &Site<'a>,
        schema: &SchemaObject<'a>,
    ) -> Option<Vec<Scalar>> {
        let at = &site.at;
        let property = schema.properties.iter();
        let mut property = property.filter(|(name, _)| *name == self.property());
        let member = property.next();
        let member = member.and_then(|(_, site)| all_of::resolve(cx, site.clone()));
        let own = member.as_ref().and_then(fixed::values);
        let tags = self.mapping.tags(at);
        if !tags.is_empty() {
            let kinds = member.map(|member| allowed::kinds(cx, &member));
            let kinds = kinds.unwrap_or_default();
            let mapped = tags.iter().map(|tag| fixed::of_key(tag, &kinds)).collect();
            let own = own.unwrap_or_default();
            return Some(explicit_tag::reconcile(cx, self.at(), mapped, own));
        }
        // An `enum` in a parent lists the values of all its children.
        let narrows =
            |values: &[Scalar]| implicit_tag::narrows(cx, self.at(), self.property(), at, values);
        let own = own.filter(|values| values.len() == 1 || narrows(values));
        own.or_else(|| Some(vec![Scalar::Text(foreign_name(site)?.to_owned())]))
    }

    /// The tag property and the value that a schema sends, if it leaves the caller no choice.
    fn constant(&self, cx: Context<'a>, site: &Site<'a>) -> Option<(&'a str, Scalar)> {
        if self.default().is_some_and(|default| default.at == site.at) {
            // Its values may have any tag, or none.
            return None;
        }
        let schema = all_of::resolve(cx, site.clone())?;
        let is_parent = !cx.inheritance().children(&site.at).is_empty();
        let tags = if is_parent {
            self.said(cx, site, &schema)?
        } else {
            self.tags(cx, site)
        };
        let property = self.property();
        let mut own = schema.properties.iter();
        let own = own.find(|(name, _)| *name == property);
        let own = own.and_then(|(_, site)| all_of::resolve(cx, site.clone()));
        let own = own.map(|member| fixed::values(&member).unwrap_or_default());
        let is_only = own.is_none_or(|values| values.len() == 1) || tags.len() == 1;
        let first = tags.into_iter().next()?;
        is_only.then_some((property, first))
    }
}

/// The name of a schema that serves as its implicit tag.
fn name<'s>(site: &'s Site<'_>) -> Option<&'s str> {
    site.at.last()
}

/// The tag of a schema in `x-ms-discriminator-value` (`AutoRest`).
fn foreign_name<'a>(site: &Site<'a>) -> Option<&'a str> {
    site.child("x-ms-discriminator-value")?.node.as_str()
}

/// Returns the enum for a schema that other schemas extend. Returns `None` if there are none.
pub(super) fn lower<'a>(types: &mut Types<'a>, site: &Site<'a>, slot: &Slot) -> Option<Type> {
    let cx = types.cx;
    let family = Family::of(cx, site)?;
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.alternatives().next().is_some() {
        // The schema lists its alternatives itself.
        return None;
    }
    let mut members = Members {
        family,
        seen: HashSet::from([site.at.clone()]),
        variants: Vec::new(),
    };
    let tags = members.family.own_tags(cx, site);
    // Another default may leave no value to the parent itself, which then has no type of its own.
    let is_replaceable = members
        .family
        .default()
        .is_some_and(|one| one.at != site.at);
    let mut own = (!tags.is_empty() || !is_replaceable).then(|| types.base(site));
    if let Some(own) = &own {
        members.add(types, site, own.clone(), tags);
    }
    members.below(types, site);
    let Members { mut variants, .. } = members;
    let is_other = |one: &Variant| one.is_default && Some(&one.ty) != own.as_ref();
    // A value with an unknown tag still matches the parent schema, unless it has another default.
    if !variants.iter().any(is_other) {
        let own = own.take().unwrap_or_else(|| types.base(site));
        variants.retain(|variant| variant.ty != own);
        variants.push(fallback(types, site, &schema, own));
    }
    variant_name::decide(types, &slot.path, &mut variants);
    Some(types.define(&site.at, slot.clone(), &schema, Shape::Union(variants)))
}

/// The variant for objects whose tag no other variant has.
fn fallback<'a>(
    types: &Types<'a>,
    site: &Site<'a>,
    schema: &SchemaObject<'a>,
    ty: Type,
) -> Variant {
    let required = schema.required.iter();
    let received = required.filter(|name| !union::is_write_only(types, schema, name));
    let received = received.map(|name| (*name).to_owned()).collect();
    let known = schema.properties.iter().map(|(name, _)| (*name).to_owned());
    Variant {
        name: name(site).unwrap_or("Base").to_owned(),
        ty,
        guard: Guard::Object(received, known.collect()),
        docs: types.docs(site),
        writes_tag: false,
        may_lack_tag: false,
        is_default: false,
        events: Vec::new(),
        is_text: false,
        statuses: Vec::new(),
    }
}

/// Notes that an unnamed schema that extends one with subtypes has only the members of that one.
pub(super) fn note_lost<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) {
    for member in &schema.all_of {
        let reference = member.child("$ref");
        let target = reference.and_then(|one| {
            let text = one.node.as_str()?;
            cx.sources.resolve(&one.at, text).ok()
        });
        // A union has its alternatives in the schema that extends it, too.
        let is_union = |target: &Site<'a>| {
            ["oneOf", "anyOf"]
                .iter()
                .any(|key| target.child(key).is_some())
        };
        let is_lost = |target: &Site<'a>| !is_union(target) && Family::of(cx, target).is_some();
        let Some(target) = target.filter(is_lost) else {
            continue;
        };
        let message = format!(
            "this unnamed schema extends `{}`, but not its subtypes; members of the subtypes are kept, but have no fields",
            name(&target).unwrap_or_default()
        );
        cx.diagnostics
            .tell(Code::SubtypesOfAllOf, &member.at, message);
    }
}

/// Collects the variants of a family.
struct Members<'a> {
    family: Family<'a>,
    seen: HashSet<Pointer>,
    variants: Vec<Variant>,
}

impl<'a> Members<'a> {
    fn below(&mut self, types: &mut Types<'a>, site: &Site<'a>) {
        let mut open: Vec<Site<'a>> = self.family.next(types.cx, &site.at);
        open.reverse();
        while let Some(site) = open.pop() {
            if self.variants.len() >= MANY || !self.seen.insert(site.at.clone()) {
                continue;
            }
            let next = types.cx.inheritance().children(&site.at);
            let discriminator = types.cx.discriminator(&site);
            let other = discriminator.is_some_and(|one| one.property != self.family.property());
            if next.is_empty() || other {
                // Descendants with another discriminator property form a separate enum.
                let ty = types.named(&site);
                let mut tags = self.family.tags(types.cx, &site);
                tags.extend(self.family.tags_below(types.cx, &site.at, &[]));
                self.add(types, &site, ty, tags);
            } else {
                let tags = self.family.own_tags(types.cx, &site);
                if !tags.is_empty() {
                    let ty = types.base(&site);
                    self.add(types, &site, ty, tags);
                }
                open.extend(next.iter().rev().cloned());
            }
        }
    }

    fn add(&mut self, types: &Types<'a>, site: &Site<'a>, ty: Type, tags: Vec<Scalar>) {
        let property = self.family.property().to_owned();
        let default = self.family.mapping.default.as_ref();
        let is_default = default.is_some_and(|default| default.at == site.at);
        let ty = unwrap(ty);
        if tags.is_empty() || ty == Type::Any {
            return;
        }
        let writes_tag =
            !is_default && tags.len() == 1 && mapped_tag::may_omit(types.cx, site, &property);
        let same = self.variants.iter_mut().find(|known| known.ty == ty);
        match same.map(|known| &mut known.guard) {
            Some(Guard::Tag(_, known)) => known.extend(tags),
            _ => self.variants.push(Variant {
                name: name(site).unwrap_or("Value").to_owned(),
                ty,
                guard: Guard::Tag(property, tags),
                docs: types.docs(site),
                writes_tag,
                may_lack_tag: false,
                is_default,
                events: Vec::new(),
                is_text: false,
                statuses: Vec::new(),
            }),
        }
    }
}

impl<'a> Types<'a> {
    /// The type of a named schema.
    pub(super) fn named(&mut self, site: &Site<'a>) -> Type {
        let path = self.position(&site.at);
        self.component(site.clone(), path)
    }

    /// The struct with the parent's own properties, without the enum of its children.
    fn base(&mut self, site: &Site<'a>) -> Type {
        let path = self.position(&site.at).step(Step::Named("base".to_owned()));
        self.apart(site, path)
    }
}

/// Returns the tag property of the schema at `site` and the value that is sent, if the schema inherits a
/// discriminator and leaves the caller no choice. Of several values in the mapping, the first in order is sent.
pub(super) fn constant<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<(&'a str, Scalar)> {
    Family::around(cx, site)?.constant(cx, site)
}

/// The documentation of a property that only the discriminator mentions.
pub(super) fn words() -> Docs {
    Docs {
        text: Some("Identifies the variant.".to_owned()),
        ..Docs::default()
    }
}
