//! Lowers `oneOf` and `anyOf` to unions whose variants can be told apart.

use crate::model::{Docs, Guard, Kind, Shape, Step, Type, Variant};
use crate::openapi::{Discriminator, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::schema::{Slot, Types, unwrap, wrap};
use super::variant_name::{self, Siblings, item_kind, label};
use super::{all_of, allowed, ambiguity, mapped_tag, nullable, tag};

mod alternatives;
mod events;
mod tag_field;
mod texts;

pub(super) use alternatives::Alternative;
use alternatives::{add_mapped, collect, drop_null, is_bare, join_items};
pub(super) use events::{Event, is_text, of_events};
use tag_field::{default, may_lack_tag, writes_tag};
use texts::{merge, texts};

/// Returns the type of a schema with `oneOf` or `anyOf`, without `null`.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    at: &Pointer,
    mut schema: SchemaObject<'a>,
    slot: Slot,
) -> Type {
    let mut sites = std::mem::take(&mut schema.one_of);
    sites.append(&mut schema.any_of);
    let discriminator = schema.discriminator.take();
    let mut alternatives = Vec::new();
    let mut is_whole = true;
    for site in sites {
        is_whole &= collect(types, site, &mut alternatives, 0);
    }
    if let Some(discriminator) = &discriminator {
        add_mapped(types, discriminator, &mut alternatives);
    }
    let constrains_only = |one: &Alternative<'_>| says_nothing(&one.schema);
    if alternatives.iter().all(constrains_only) {
        // `anyOf: [{required: [a]}, {required: [b]}]` only constrains the enclosing schema.
        return types.flat(at, schema, slot);
    }
    // Beside properties of the union itself, an alternative without any has just these properties.
    let base = (!schema.properties.is_empty()).then_some(&schema);
    is_whole &= !(nullable::is_silent(&schema) && alternatives.iter().any(takes_anything));
    alternatives.retain(|one| base.is_some() || !constrains_only(one));
    drop_null(types, &mut alternatives);
    join_items(types, at, &schema, &mut alternatives);
    if let Some(ty) = texts(types, at, &schema, &alternatives, &slot).filter(|_| is_whole) {
        return ty;
    }
    merge(types, &mut alternatives);
    let mut variants = variants(
        types,
        base,
        alternatives,
        discriminator.as_ref(),
        is_whole,
        &slot,
    );
    is_whole &= !leave_out_any(&mut variants);
    variant_name::decide(types, &slot.path, &mut variants);
    match variants.as_slice() {
        [] => Type::Any,
        // A tag, or an alternative that cannot be read, stands for other values.
        [one] if is_whole && !(discriminator.is_some() && is_tagged(one)) => one.ty.clone(),
        _ => types.define(at, slot, &schema, Shape::Union(variants)),
    }
}

fn is_tagged(variant: &Variant) -> bool {
    matches!(variant.guard, Guard::Tag(..))
}

/// The type of values that are of one of several schemas, any of which may allow `null`.
pub(super) fn of_sites<'a>(types: &mut Types<'a>, sites: &[Site<'a>], slot: Slot) -> Type {
    match sites {
        [] => Type::Any,
        [one] => types.schema(one.clone(), slot),
        [first, ..] => {
            let at = first.at.clone();
            let union = SchemaObject {
                one_of: sites.to_vec(),
                ..SchemaObject::default()
            };
            let nullable = nullable::schema(types.cx, &union);
            wrap(types.composed(&at, union, slot), nullable)
        }
    }
}

/// Returns the type of a schema whose `type` is an array of several types.
pub(super) fn of_kinds<'a>(
    types: &mut Types<'a>,
    at: &Pointer,
    schema: SchemaObject<'a>,
    slot: Slot,
) -> Type {
    let mut variants: Vec<Variant> = Vec::new();
    for one in schema.types.clone() {
        let kind = allowed::kind_of(one);
        let is_of_kind = |node: &&Node| allowed::is_of_kind(node, kind);
        let constant = schema.constant.filter(is_of_kind);
        let enumeration = schema.enumeration.as_ref();
        let enumeration = enumeration
            .map(|all| -> Vec<&'a Node> { all.iter().copied().filter(is_of_kind).collect() });
        let names = schema.value_names.iter().copied();
        let value_names = schema.enumeration.as_ref().map(|all| {
            let named = all.iter().zip(names).filter(|(node, _)| is_of_kind(node));
            named.map(|(_, name)| name).collect()
        });
        if enumeration.as_ref().is_some_and(Vec::is_empty) || constant != schema.constant {
            // None of the values that the schema lists is of this type.
            continue;
        }
        let part = SchemaObject {
            types: vec![one],
            enumeration,
            constant,
            value_names: value_names.unwrap_or_default(),
            unquoted: schema.unquoted.clone(),
            format: schema.format,
            content_encoding: schema.content_encoding,
            minimum: schema.minimum,
            maximum: schema.maximum,
            limits: schema.limits.clone(),
            default: schema.default.filter(is_of_kind),
            length: schema.length,
            items: schema.items.clone(),
            prefix_items: schema.prefix_items.clone(),
            properties: schema.properties.clone(),
            required: schema.required.clone(),
            additional: schema.additional.clone(),
            pattern_properties: schema.pattern_properties.clone(),
            ..SchemaObject::default()
        };
        let name = label(kind).to_owned();
        let ty = if is_bare(&part) {
            Type::Map(Box::new(Type::Any))
        } else {
            types.flat(at, part, slot.step(Step::Named(name.clone())))
        };
        let guard = Guard::Kind(kind);
        add(
            &mut variants,
            Variant {
                name,
                ty,
                guard,
                docs: Docs::default(),
                writes_tag: false,
                may_lack_tag: false,
                is_default: false,
                events: Vec::new(),
                is_text: false,
                statuses: Vec::new(),
            },
        );
    }
    let is_whole = !leave_out_any(&mut variants);
    match variants.as_slice() {
        [one] if is_whole => one.ty.clone(),
        _ => types.define(at, slot, &schema, Shape::Union(variants)),
    }
}

fn says_nothing(schema: &SchemaObject<'_>) -> bool {
    schema.types.is_empty()
        && schema.properties.is_empty()
        && schema.items.is_none()
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && matches!(schema.additional, crate::openapi::Additional::Unsaid)
}

/// Returns whether any value matches an alternative that says nothing (JSON Schema 2020-12, 4.3.2). 3.0
/// documents write `null` as an alternative that is only nullable.
fn takes_anything(one: &Alternative<'_>) -> bool {
    says_nothing(&one.schema) && one.schema.required.is_empty() && !one.schema.nullable
}

/// Returns the variants for alternatives. Properties of the union itself, the `base`, are added to
/// each variant.
pub(super) fn variants<'a>(
    types: &mut Types<'a>,
    base: Option<&SchemaObject<'a>>,
    alternatives: Vec<Alternative<'a>>,
    discriminator: Option<&Discriminator<'a>>,
    is_whole: bool,
    slot: &Slot,
) -> Vec<Variant> {
    let tags = tag::assign(types.cx, &alternatives, discriminator);
    let objects = alternatives.iter().zip(&tags).filter(|(one, tag)| {
        let object = allowed::kinds(types.cx, &one.schema).as_slice() == [Kind::Object];
        tag.is_none() && object && one.schema.alternatives().next().is_none()
    });
    let objects: Vec<&Alternative<'a>> = objects.map(|(one, _)| one).collect();
    ambiguity::check(types.cx, &objects);
    let is_tuple = |one: &&Alternative<'a>| !one.schema.prefix_items.is_empty();
    let tuples: Vec<&Alternative<'a>> = alternatives.iter().filter(is_tuple).collect();
    ambiguity::check(types.cx, &tuples);
    ambiguity::check_tags(types.cx, &alternatives, &tags, discriminator.is_some());
    let default = default(types.cx, &alternatives, discriminator);
    let is_only = alternatives.len() == 1;
    let mut variants = Vec::new();
    let siblings = Siblings::of(&alternatives);
    for (one, tag) in alternatives.into_iter().zip(tags) {
        let whole = base.filter(|base| adds_to(base, &one.schema)).map(|base| {
            let mut whole = base.clone();
            all_of::absorb(types.cx, &mut whole, one.schema.clone());
            whole
        });
        let whole = match (whole, &tag) {
            (Some(whole), Some(tag)) => Some(mapped_tag::fix(types.cx, whole, tag)),
            (whole, _) => whole,
        };
        let guard = tag.map_or_else(
            || guard(types, whole.as_ref().unwrap_or(&one.schema)),
            |(property, values)| Guard::Tag(property, values),
        );
        let is_default = default
            .as_ref()
            .is_some_and(|default| one.is_or_holds(types, default));
        let writes_tag = !is_default && writes_tag(types, &guard, whole.as_ref(), &one);
        let may_lack_tag = default.is_none()
            && may_lack_tag(types, &guard, whole.as_ref(), &one, discriminator.is_some());
        let name = siblings.label(types, &one, &guard);
        let docs = one.docs;
        // The only alternative of a nullable schema is named like the schema.
        let inner = if is_only && is_whole && discriminator.is_none() {
            slot.clone()
        } else {
            slot.step(Step::Named(name.clone()))
        };
        let ty = match whole {
            Some(whole) => types.flat(&one.site.at, whole, inner),
            // Beside other alternatives, an object without properties is still an object.
            None if is_bare(&one.schema) && !is_only => Type::Map(Box::new(Type::Any)),
            None if one
                .target
                .as_ref()
                .is_some_and(|target| target.at == one.site.at) =>
            {
                unwrap(types.named(&one.site))
            }
            None => unwrap(types.schema(one.site, inner)),
        };
        add(
            &mut variants,
            Variant {
                name,
                ty,
                guard,
                docs,
                writes_tag,
                may_lack_tag,
                is_default,
                events: Vec::new(),
                is_text: false,
                statuses: Vec::new(),
            },
        );
    }
    sort(&mut variants);
    variants
}

/// Puts variants with stricter guards first. The sort is stable, so that otherwise the order of the document is
/// preserved.
pub(super) fn sort(variants: &mut [Variant]) {
    variants.sort_by_key(|variant| match &variant.guard {
        Guard::Tag(..) => (0, 0),
        Guard::Kind(Kind::Integer) => (1, 0),
        Guard::Kind(_) | Guard::List(_) => (1, 1),
        Guard::Object(required, _) => (2, usize::MAX - required.len()),
        Guard::Any => (3, 0),
    });
}

/// Returns whether a union has properties that an alternative does not have.
fn adds_to(base: &SchemaObject<'_>, one: &SchemaObject<'_>) -> bool {
    let has = |name: &str| one.properties.iter().any(|(known, _)| *known == name);
    // The tag of a union of unions is a property of their alternatives.
    let union = !one.one_of.is_empty() || !one.any_of.is_empty();
    !union && base.properties.iter().any(|(name, _)| !has(name))
}

/// Leaves any JSON value to the variant for unknown values. Returns whether there was such a variant.
fn leave_out_any(variants: &mut Vec<Variant>) -> bool {
    let before = variants.len();
    variants.retain(|variant| variant.ty != Type::Any);
    variants.len() < before
}

/// Adds a variant. A type that exists already only extends the guard of its variant.
pub(super) fn add(variants: &mut Vec<Variant>, variant: Variant) {
    let is_default = variant.is_default;
    // Formats are no JSON types, so they do not tell variants apart.
    let plain = variant.ty.without_format();
    let same = variants
        .iter_mut()
        .find(|one| one.ty.without_format() == plain);
    let same = same.map(|one| {
        let known = std::mem::replace(&mut one.ty, plain);
        if known == variant.ty {
            one.ty = known;
        }
        one.is_default |= is_default;
        &mut one.guard
    });
    match (same, variant.guard) {
        (None, guard) => variants.push(Variant { guard, ..variant }),
        (Some(Guard::Tag(known, values)), Guard::Tag(property, more)) if *known == property => {
            for value in more {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        (Some(guard), other) => {
            if *guard != other {
                *guard = Guard::Any;
            }
        }
    }
}

/// Returns whether a property is only sent, so that a received object lacks it.
pub(super) fn is_write_only<'a>(types: &Types<'a>, schema: &SchemaObject<'a>, name: &str) -> bool {
    let mut members = schema.properties.iter();
    let member = members.find(|(known, _)| *known == name);
    let member = member.and_then(|(_, site)| all_of::resolve(types.cx, site.clone()));
    member.is_some_and(|member| member.write_only)
}

/// Returns the guard for the values of a schema without a tag.
fn guard<'a>(types: &Types<'a>, schema: &SchemaObject<'a>) -> Guard {
    match allowed::kinds(types.cx, schema).as_slice() {
        [Kind::Object] if schema.one_of.is_empty() && schema.any_of.is_empty() => {
            let names = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
            let known = names(&mut schema.properties.iter().map(|(name, _)| *name));
            let required = schema.required.iter().copied();
            let mut received = required.filter(|name| !is_write_only(types, schema, name));
            Guard::Object(names(&mut received), known)
        }
        [Kind::Array] => item_kind(types, schema).map_or(Guard::Kind(Kind::Array), Guard::List),
        [one] => Guard::Kind(*one),
        _ => Guard::Any,
    }
}
