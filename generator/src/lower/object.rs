//! Lowers the properties of an object.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Docs, Facts, Field, Integer, Kind, Presence, Scalar, Step, Struct, Type};
use crate::openapi::{Additional, Context, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::schema::{Slot, Types};
use super::{all_of, allowed, both, docs, facts, family, fixed, nullable, xml};

/// Lowers an object with `properties`. A schema that inherits a discriminator always has a field
/// with its own tag, one of the `constants`.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    schema: &SchemaObject<'a>,
    constants: &[(&'a str, Scalar)],
    slot: &Slot,
) -> Struct {
    let names: HashSet<&str> = schema.required.iter().copied().collect();
    let of_tag = |wire: &str, site: Option<&Site<'a>>| {
        let (_, tag) = constants.iter().find(|(name, _)| *name == wire)?;
        tag_field(types, wire, tag, site, slot)
    };
    let mut tags: HashMap<&str, Field> = HashMap::new();
    for (wire, site) in &schema.properties {
        tags.extend(of_tag(wire, Some(site)).map(|field| (*wire, field)));
    }
    let has = |name: &str| schema.properties.iter().any(|(known, _)| *known == name);
    let added = constants.iter().filter(|(name, _)| !has(name));
    let added: Vec<Field> = added.filter_map(|(name, _)| of_tag(name, None)).collect();
    let mut fields = Vec::new();
    let cx = types.cx;
    let allowed = schema.properties.iter();
    for (wire, site) in allowed.filter(|(_, site)| may_have(cx, site)) {
        let required = names.contains(wire);
        let known = tags.remove(wire);
        fields.push(known.unwrap_or_else(|| field(types, wire, site, required, slot)));
    }
    fields.extend(added);
    let declared = values(types, schema, slot);
    let open = declared.is_some();
    Struct {
        fields,
        extra: declared.unwrap_or(Type::Any),
        open,
    }
}

/// Returns whether an object may have the property with this schema: no value matches `false`.
fn may_have<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    match Schema::read(cx, site.clone()) {
        Some(Schema::Boolean(value)) => value,
        Some(Schema::Object(_)) | None => true,
    }
}

/// Notes required members that no schema describes: the struct has no fields for them.
pub(super) fn note_missing<'a>(
    cx: Context<'a>,
    at: &Pointer,
    schema: &SchemaObject<'a>,
    tags: &[(&'a str, Scalar)],
) {
    let described = schema.properties.iter().map(|(name, _)| *name);
    let tags = tags.iter().map(|(name, _)| *name);
    let described: HashSet<&str> = described.chain(tags).collect();
    let mut required = schema.required.iter();
    let Some(name) = required.find(|name| !described.contains(*name)) else {
        return;
    };
    // The target of a reference is noted on its own.
    let site = cx.sources.at(at);
    if site.is_some_and(|site| site.child("$ref").is_some()) {
        return;
    }
    let message = format!(
        "`required` names `{name}`, which `properties` does not describe; the type has no field for it"
    );
    let at = at.child("required");
    cx.diagnostics
        .tell(Code::KeywordWithoutEffect, &at, message);
}

/// Notes a map whose schema describes only the members with names that match a pattern.
pub(super) fn note_unmatched(cx: Context<'_>, at: &Pointer, schema: &SchemaObject<'_>) {
    let ([one], Additional::Unsaid) = (schema.pattern_properties.as_slice(), &schema.additional)
    else {
        return;
    };
    if matches_all(one) {
        return;
    }
    let message = "the schema allows members whose names do not match the pattern, but does not describe them; all members are read with the schema of the pattern";
    let place = at.child("patternProperties");
    let diagnostic = Diagnostic::new(Code::UnmatchedMembers, &place, message);
    let help = "write `additionalProperties: false` if there are none, or `additionalProperties: true` if they can have any value";
    cx.diagnostics.report(diagnostic.help(help));
}

/// Returns the field for a schema's tag, if its property allows that value. The type of the
/// property may allow the tags of other schemas, too.
fn tag_field<'a>(
    types: &Types<'a>,
    wire: &str,
    tag: &Scalar,
    own: Option<&Site<'a>>,
    slot: &Slot,
) -> Option<Field> {
    let cx = types.cx;
    let ty = of_scalar(tag)?;
    let schema = own.and_then(|site| all_of::resolve(cx, site.clone()));
    let kinds = schema
        .map(|schema| allowed::kinds(cx, &schema))
        .unwrap_or_default();
    let fits = matches!(
        (kinds.as_slice(), tag),
        ([] | [Kind::String], Scalar::Text(_))
            | ([] | [Kind::Integer], Scalar::Integer(_))
            | ([] | [Kind::Boolean], Scalar::Bool(_))
    );
    let own = own.and_then(|site| match Schema::read(cx, site.clone()) {
        Some(Schema::Object(schema)) => Some((site, schema)),
        Some(Schema::Boolean(_)) | None => None,
    });
    let xml = own
        .as_ref()
        .filter(|_| types.xml.is_used)
        .map(|(site, _)| xml::of_property(cx, &types.xml, &slot.path, (wire, site), &ty));
    fits.then(|| Field {
        wire: wire.to_owned(),
        label: own.as_ref().and_then(|(_, own)| label(own)),
        ty,
        presence: Presence::Required,
        constant: Some(tag.clone()),
        only: None,
        docs: own
            .as_ref()
            .map_or_else(family::words, |(site, own)| described(cx, &site.at, own)),
        // The tag is sent even if it is read-only: it says which schema the other members have.
        facts: Facts {
            read_only: false,
            ..own.map(|(_, own)| facts::of(cx, &own)).unwrap_or_default()
        },
        xml: xml.map(Box::new),
    })
}

/// The name that the document chooses for generated code.
fn label(own: &SchemaObject<'_>) -> Option<String> {
    own.client_name.map(str::to_owned)
}

/// The type of a constant.
fn of_scalar(value: &Scalar) -> Option<Type> {
    match value {
        Scalar::Text(_) => Some(Type::String),
        Scalar::Integer(_) => Some(Type::Integer(Integer::I64)),
        Scalar::Bool(_) => Some(Type::Bool),
        Scalar::Null => None,
    }
}

/// The type of unlisted properties, if the schema declares it.
pub(super) fn values<'a>(
    types: &mut Types<'a>,
    schema: &SchemaObject<'a>,
    slot: &Slot,
) -> Option<Type> {
    match (&schema.additional, schema.pattern_properties.as_slice()) {
        (Additional::Schema(site), []) => Some(types.schema(site.clone(), slot.step(Step::Value))),
        // Other members than those of the pattern may be anything.
        (Additional::Unsaid, [one]) if !schema.properties.is_empty() && !matches_all(one) => {
            Some(Type::Any)
        }
        (Additional::Unsaid | Additional::Forbidden, [one]) => {
            Some(types.schema(one.clone(), slot.step(Step::Value)))
        }
        (Additional::Unsaid | Additional::Forbidden, []) => None,
        (_, [_, ..]) => Some(Type::Any),
    }
}

/// Returns whether a pattern of `patternProperties` matches every name.
fn matches_all(pattern: &Site<'_>) -> bool {
    let pattern = pattern.at.last().unwrap_or_default();
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    matches!(inner.strip_suffix('$').unwrap_or(inner), "" | ".*" | ".+")
}

fn field<'a>(
    types: &mut Types<'a>,
    wire: &str,
    site: &Site<'a>,
    required: bool,
    slot: &Slot,
) -> Field {
    let own = match Schema::read(types.cx, site.clone()) {
        Some(Schema::Object(schema)) => Some(schema),
        _ => None,
    };
    let whole = all_of::resolve(types.cx, site.clone());
    let constant = whole.as_ref().and_then(constant);
    // A required value of an enum that the schema narrows to one is not asked for.
    let narrowed = own.as_deref();
    let narrowed = narrowed.is_some_and(|own| required && both::narrows(types.cx, own));
    let of_constant = constant.as_ref().filter(|_| narrowed).and_then(of_scalar);
    let step = || slot.step(Step::Property(wire.to_owned()));
    let ty = of_constant.unwrap_or_else(|| types.schema(site.clone(), step()));
    let (ty, nullable) = match ty {
        Type::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    };
    // A missing array, map or constant has a default value, so it is not an error.
    let given = matches!(ty, Type::List(_) | Type::Map(_)) || constant.is_some() && !nullable;
    let left_out = required && !given && types.evidence.is_absent(&site.at);
    if left_out {
        let message = format!(
            "`{wire}` is required, but is missing from at least half of the examples of the response; it becomes optional"
        );
        types
            .cx
            .diagnostics
            .tell(Code::RequiredButAbsent, &site.at, message);
    }
    let required = required && !left_out;
    let constant = constant.filter(|value| !nullable && fixed::is_of_type(value, types.plain(&ty)));
    let (constant, only) = if required {
        (constant, None)
    } else {
        (None, constant)
    };
    // A component that allows a single value is an alias of its scalar.
    let ty = match &constant {
        Some(_) => types.plain(&ty).clone(),
        None => ty,
    };
    let xml = types
        .xml
        .is_used
        .then(|| xml::of_property(types.cx, &types.xml, &slot.path, (wire, site), &ty));
    Field {
        xml: xml.map(Box::new),
        wire: wire.to_owned(),
        label: own.as_deref().and_then(label),
        constant,
        only,
        ty,
        presence: Presence::new(required, nullable),
        docs: own
            .as_deref()
            .map(|own| described(types.cx, &site.at, own))
            .unwrap_or_default(),
        facts: directed(types.cx, own.as_deref(), whole.as_ref()),
    }
}

/// The facts of a property. `readOnly` and `writeOnly` may also be declared by the target of its
/// `$ref`.
fn directed<'a>(
    cx: Context<'a>,
    own: Option<&SchemaObject<'a>>,
    whole: Option<&SchemaObject<'a>>,
) -> Facts {
    let facts = own.map(|own| facts::of(cx, own)).unwrap_or_default();
    Facts {
        read_only: facts.read_only || whole.is_some_and(|whole| whole.read_only),
        write_only: facts.write_only || whole.is_some_and(|whole| whole.write_only),
        ..facts
    }
}

/// Returns whether a schema has no keywords about the properties of objects.
pub(super) fn is_bare(schema: &SchemaObject<'_>) -> bool {
    schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.pattern_properties.is_empty()
        && matches!(schema.additional, Additional::Unsaid)
}

/// The documentation of a property: its own, or else that of its only non-null alternative. The
/// documentation of a named type is not repeated.
fn described<'a>(cx: Context<'a>, at: &Pointer, own: &SchemaObject<'a>) -> Docs {
    let mut alternatives = own
        .alternatives()
        .filter(|site| !nullable::is_null(cx, site));
    let inline = match (alternatives.next(), alternatives.next()) {
        (Some(only), None) => match Schema::read(cx, only.clone()) {
            Some(Schema::Object(only)) => only.reference.is_none(),
            _ => false,
        },
        _ => false,
    };
    if inline || own.description.is_some() || own.title.is_some() {
        return docs::of_schema(cx, at, own);
    }
    Docs {
        deprecated: own.deprecated,
        ..Docs::default()
    }
}

/// The only value that a property may have, unless it may be `null`, too.
fn constant(schema: &SchemaObject<'_>) -> Option<Scalar> {
    let listed_null = |values: &Vec<&Node>| values.contains(&&Node::Null);
    if schema.nullable || schema.enumeration.as_ref().is_some_and(listed_null) {
        return None;
    }
    match fixed::values(schema)?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
