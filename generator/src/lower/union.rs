//! Lowers `oneOf` and `anyOf` to unions whose variants can be told apart.

use crate::diagnostic::Code;
use crate::model::{Docs, EnumValue, Guard, Kind, Shape, Step, Type, Variant};
use crate::openapi::{Discriminator, JsonType, SchemaObject};
use crate::source::{Pointer, Site};

use super::schema::{Slot, Types, unwrap};
use super::variant_name::{self, Siblings, item_kind, label};
use super::{all_of, ambiguity, docs, family, object, string_enum, tag};

/// An alternative of a union.
pub(super) struct Alternative<'a> {
    /// The name of the variant: that of a component, a title, or a JSON type.
    pub(super) label: String,
    /// The explicit name: that of the component that it refers to, or of a webhook. Without one, a
    /// tag may serve as the name.
    pub(super) name: Option<String>,
    /// The `title` of the schema.
    pub(super) title: Option<&'a str>,
    /// The documentation.
    pub(super) docs: Docs,
    /// The flattened schema.
    pub(super) schema: SchemaObject<'a>,
    /// The place of the alternative.
    pub(super) site: Site<'a>,
    /// The target of its `$ref`.
    pub(super) target: Option<Site<'a>>,
}

/// The maximum length of a title that serves as a name, in bytes.
const LONGEST_TITLE: usize = 64;

/// The maximum nesting of unions that are read as one.
const DEEPEST: usize = 8;

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
    for site in sites {
        collect(types, site, &mut alternatives, 0);
    }
    let constrains_only = |one: &Alternative<'_>| says_nothing(&one.schema);
    if alternatives.iter().all(constrains_only) {
        // `anyOf: [{required: [a]}, {required: [b]}]` only constrains the enclosing schema.
        return types.flat(at, schema, slot);
    }
    // Beside properties of the union itself, an alternative without any has just these properties.
    let base = (!schema.properties.is_empty()).then_some(&schema);
    alternatives.retain(|one| base.is_some() || !constrains_only(one));
    drop_null(types, &mut alternatives);
    if let Some(ty) = texts(types, at, &schema, &alternatives, &slot) {
        return ty;
    }
    let mut variants = variants(types, base, alternatives, discriminator.as_ref(), &slot);
    variant_name::decide(types, &slot.path, &mut variants);
    match variants.as_slice() {
        [] => Type::Any,
        [one] => one.ty.clone(),
        _ => types.define(at, slot, &schema, Shape::Union(variants)),
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
        let kind = tag::kind_of(one);
        let part = SchemaObject {
            types: vec![one],
            enumeration: schema.enumeration.clone(),
            constant: schema.constant,
            format: schema.format,
            items: schema.items.clone(),
            prefix_items: schema.prefix_items.clone(),
            properties: schema.properties.clone(),
            required: schema.required.clone(),
            additional: schema.additional.clone(),
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
            },
        );
    }
    match variants.as_slice() {
        [one] => one.ty.clone(),
        _ => types.define(at, slot, &schema, Shape::Union(variants)),
    }
}

/// Collects alternatives. The alternatives of a nested union without a name, a discriminator and
/// properties are merged into this union.
fn collect<'a>(types: &Types<'a>, site: Site<'a>, found: &mut Vec<Alternative<'a>>, depth: usize) {
    let component = site
        .child("$ref")
        .and_then(|reference| types.cx.target(&reference));
    let target = component.clone();
    let component = component.and_then(|target| target.at.last().map(str::to_owned));
    let Some(schema) = all_of::resolve(types.cx, site.clone()) else {
        return;
    };
    if schema.only_null {
        return;
    }
    let nested =
        component.is_none() && schema.discriminator.is_none() && schema.properties.is_empty();
    if nested && depth < DEEPEST && !(schema.one_of.is_empty() && schema.any_of.is_empty()) {
        for inner in schema.one_of.into_iter().chain(schema.any_of) {
            collect(types, inner, found, depth + 1);
        }
        return;
    }
    // Some generators of documents write the JSON type as the title.
    let says_more = |title: &&str| {
        let types = ["array", "boolean", "integer", "number", "object", "string"];
        title.len() <= LONGEST_TITLE && !types.contains(&title.to_ascii_lowercase().as_str())
    };
    let title = schema.title.filter(says_more);
    let kinds = tag::kinds(types.cx, &schema);
    let label = component
        .clone()
        .or_else(|| title.map(str::to_owned))
        .unwrap_or_else(|| match kinds.as_slice() {
            [one] => label(*one).to_owned(),
            _ => "Value".to_owned(),
        });
    found.push(Alternative {
        label,
        name: component,
        title,
        docs: docs::of_schema(types.cx, &site.at, &schema),
        schema,
        site,
        target,
    });
}

/// Removes an alternative that is an object without any keywords but `nullable`, if another
/// alternative is an object, too. Generators of 3.0 documents write `null` like this.
fn drop_null<'a>(types: &Types<'a>, alternatives: &mut Vec<Alternative<'a>>) {
    let is_null =
        |one: &Alternative<'a>| one.name.is_none() && one.schema.nullable && is_bare(&one.schema);
    let object = |one: &Alternative<'a>| {
        !is_null(one) && tag::kinds(types.cx, &one.schema).contains(&Kind::Object)
    };
    if !alternatives.iter().any(object) {
        return;
    }
    for one in alternatives.iter().filter(|one| is_null(one)) {
        let message = "the schema says only that this object may be null; it is read as null";
        types
            .cx
            .diagnostics
            .tell(Code::NullAsObject, &one.site.at, message);
    }
    alternatives.retain(|one| !is_null(one));
}

/// Returns whether a schema is `type: object` and nothing else.
fn is_bare(schema: &SchemaObject<'_>) -> bool {
    let composed = schema.alternatives().next().is_some();
    schema.types.as_slice() == [JsonType::Object]
        && schema.enumeration.is_none()
        && !composed
        && object::is_bare(schema)
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

/// Returns the type if all alternatives are strings: an open enum of all listed values, or a
/// string.
fn texts<'a>(
    types: &mut Types<'a>,
    at: &Pointer,
    schema: &SchemaObject<'a>,
    alternatives: &[Alternative<'a>],
    slot: &Slot,
) -> Option<Type> {
    let mut values = Vec::new();
    let mut listing = Vec::new();
    for one in alternatives {
        let listed = listed(types, &one.schema, 0)?;
        if !listed.is_empty() {
            listing.push(one);
            values.extend(listed);
        }
    }
    match listing.as_slice() {
        [] => Some(Type::String),
        // Enums are open, so an alternative of any string adds nothing.
        [one] if values.len() > 1 => Some(unwrap(types.schema(one.site.clone(), slot.clone()))),
        _ if values.len() > 1 => {
            let mut seen = std::collections::HashSet::new();
            values.retain(|value| seen.insert(value.wire.clone()));
            Some(types.define(at, slot.clone(), schema, Shape::StringEnum(values)))
        }
        _ => Some(Type::String),
    }
}

/// The strings that a schema lists, also in alternatives; empty if it allows any string. `None` if it
/// allows anything else.
fn listed<'a>(
    types: &Types<'a>,
    schema: &SchemaObject<'a>,
    depth: usize,
) -> Option<Vec<EnumValue>> {
    if let Some(values) = string_enum::values(schema) {
        return Some(values);
    }
    if schema.types.as_slice() == [JsonType::String] {
        return schema.enumeration.is_none().then(Vec::new);
    }
    let mut sites = schema.alternatives().peekable();
    sites.peek()?;
    if depth == DEEPEST || schema.discriminator.is_some() || !schema.properties.is_empty() {
        return None;
    }
    let mut values = Vec::new();
    for site in sites {
        let inner = all_of::resolve(types.cx, site.clone())?;
        if !inner.only_null {
            values.extend(listed(types, &inner, depth + 1)?);
        }
    }
    Some(values)
}

/// Returns the variants for alternatives. Properties of the union itself, the `base`, are added to
/// each variant.
pub(super) fn variants<'a>(
    types: &mut Types<'a>,
    base: Option<&SchemaObject<'a>>,
    alternatives: Vec<Alternative<'a>>,
    discriminator: Option<&Discriminator<'a>>,
    slot: &Slot,
) -> Vec<Variant> {
    let tags = tag::assign(types.cx, &alternatives, discriminator);
    let objects = alternatives.iter().zip(&tags).filter(|(one, tag)| {
        let object = tag::kinds(types.cx, &one.schema).as_slice() == [Kind::Object];
        tag.is_none() && object && one.schema.alternatives().next().is_none()
    });
    let objects: Vec<&Alternative<'a>> = objects.map(|(one, _)| one).collect();
    ambiguity::check(types.cx, &objects);
    let mut variants = Vec::new();
    let siblings = Siblings::of(&alternatives);
    for (one, tag) in alternatives.into_iter().zip(tags) {
        let whole = base.filter(|base| adds_to(base, &one.schema)).map(|base| {
            let mut whole = base.clone();
            all_of::absorb(types.cx, &mut whole, one.schema.clone());
            whole
        });
        let guard = tag.map_or_else(
            || guard(types, whole.as_ref().unwrap_or(&one.schema)),
            |(property, values)| Guard::Tag(property, values),
        );
        let writes_tag = writes_tag(types, &guard, whole.as_ref(), &one);
        let name = siblings.label(types, &one, &guard);
        let docs = one.docs;
        let inner = slot.step(Step::Named(name.clone()));
        let ty = match whole {
            Some(whole) => types.flat(&one.site.at, whole, inner),
            // Beside other alternatives, an object without properties is still an object.
            None if is_bare(&one.schema) => Type::Map(Box::new(Type::Any)),
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
            },
        );
    }
    // Variants with stricter guards are first. The sort is stable, so that otherwise the order of
    // the document is preserved.
    variants.sort_by_key(|variant| match &variant.guard {
        Guard::Tag(..) => (0, 0),
        Guard::Kind(Kind::Integer) => (1, 0),
        Guard::Kind(_) | Guard::List(_) => (1, 1),
        Guard::Object(required, _) => (2, usize::MAX - required.len()),
        Guard::Any => (3, 0),
    });
    variants
}

/// Returns whether the tag of an alternative is a member that its own type has no field for.
fn writes_tag<'a>(
    types: &Types<'a>,
    guard: &Guard,
    whole: Option<&SchemaObject<'a>>,
    one: &Alternative<'a>,
) -> bool {
    let Guard::Tag(property, values) = guard else {
        return false;
    };
    let schema = whole.unwrap_or(&one.schema);
    let has = schema.properties.iter().any(|(name, _)| name == property);
    let own = one.target.as_ref();
    let own = own.and_then(|site| family::constant(types.cx, site));
    let plain = schema.alternatives().next().is_none();
    values.len() == 1 && plain && !has && own.is_none_or(|(name, _)| name != property)
}

/// Returns whether a union has properties that an alternative does not have.
fn adds_to(base: &SchemaObject<'_>, one: &SchemaObject<'_>) -> bool {
    let has = |name: &str| one.properties.iter().any(|(known, _)| *known == name);
    // The tag of a union of unions is a property of their alternatives.
    let union = !one.one_of.is_empty() || !one.any_of.is_empty();
    !union && base.properties.iter().any(|(name, _)| !has(name))
}

/// Adds a variant. A type that exists already only extends the guard of its variant. Any JSON value
/// is left to the variant for unknown values.
fn add(variants: &mut Vec<Variant>, variant: Variant) {
    if variant.ty == Type::Any {
        return;
    }
    let same = variants.iter_mut().find(|one| one.ty == variant.ty);
    match (same.map(|one| &mut one.guard), variant.guard) {
        (None, guard) => variants.push(Variant { guard, ..variant }),
        (Some(Guard::Tag(known, values)), Guard::Tag(property, more)) if *known == property => {
            values.extend(more);
        }
        (Some(guard), other) => {
            if *guard != other {
                *guard = Guard::Any;
            }
        }
    }
}

/// Returns the guard for the values of a schema without a tag.
fn guard<'a>(types: &Types<'a>, schema: &SchemaObject<'a>) -> Guard {
    match tag::kinds(types.cx, schema).as_slice() {
        [Kind::Object] if schema.one_of.is_empty() && schema.any_of.is_empty() => {
            let names = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
            let known = names(&mut schema.properties.iter().map(|(name, _)| *name));
            Guard::Object(names(&mut schema.required.iter().copied()), known)
        }
        [Kind::Array] => item_kind(types, schema).map_or(Guard::Kind(Kind::Array), Guard::List),
        [one] => Guard::Kind(*one),
        _ => Guard::Any,
    }
}
