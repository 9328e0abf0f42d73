//! Decides the members of an object.

use std::collections::HashSet;

use crate::diagnostic::Code;
use crate::ir::{Docs, Field, Presence, Step, Struct, Type};
use crate::openapi::{Additional, Context, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::schema::{Slot, Types};
use super::{all_of, docs, facts, nullable, string_enum};

/// The members of an object with `properties`.
pub(super) fn lower<'a>(types: &mut Types<'a>, schema: &SchemaObject<'a>, slot: &Slot) -> Struct {
    let names: HashSet<&str> = schema.required.iter().copied().collect();
    let fields = schema
        .properties
        .iter()
        .map(|(wire, site)| {
            let required = names.contains(wire);
            field(types, wire, site, required, slot)
        })
        .collect();
    let declared = values(types, schema, slot);
    let open = declared.is_some();
    Struct {
        fields,
        extra: declared.unwrap_or(Type::Any),
        open,
    }
}

/// The type of members that are not named, if the schema says that there may be some.
pub(super) fn values<'a>(
    types: &mut Types<'a>,
    schema: &SchemaObject<'a>,
    slot: &Slot,
) -> Option<Type> {
    match (&schema.additional, schema.pattern_properties.as_slice()) {
        (Additional::Schema(site), []) => Some(types.schema(site.clone(), slot.step(Step::Value))),
        (Additional::Unsaid | Additional::Forbidden, [one]) => {
            Some(types.schema(one.clone(), slot.step(Step::Value)))
        }
        (Additional::Unsaid | Additional::Forbidden, []) => None,
        (_, [_, ..]) => Some(Type::Any),
    }
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
    let ty = types.schema(site.clone(), slot.step(Step::Property(wire.to_owned())));
    let (ty, nullable) = match ty {
        Type::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    };
    let constant = all_of::resolve(types.cx, site.clone())
        .as_ref()
        .and_then(constant);
    // Lists, maps and constants have a value where there is none.
    let given = matches!(ty, Type::List(_) | Type::Map(_)) || constant.is_some() && !nullable;
    let left_out = required && !given && types.evidence.is_absent(&site.at);
    if left_out {
        let message = format!(
            "`{wire}` is required, but is missing from an example of the response; it becomes optional"
        );
        types
            .cx
            .diagnostics
            .tell(Code::RequiredButAbsent, &site.at, message);
    }
    let required = required && !left_out;
    Field {
        wire: wire.to_owned(),
        constant: constant.filter(|_| ty == Type::String && required && !nullable),
        ty,
        presence: Presence::new(required, nullable),
        docs: own
            .as_deref()
            .map(|own| described(types.cx, &site.at, own))
            .unwrap_or_default(),
        facts: own
            .as_deref()
            .map(|own| facts::of(types.cx, own))
            .unwrap_or_default(),
    }
}

/// The words of a member: its own, or those of what it is if it is not null. What a type says that has
/// a name is read there.
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

/// The only text that a member may have, if it may not be null either.
fn constant(schema: &SchemaObject<'_>) -> Option<String> {
    let listed_null = |values: &Vec<&Node>| values.contains(&&Node::Null);
    if schema.nullable || schema.enumeration.as_ref().is_some_and(listed_null) {
        return None;
    }
    match string_enum::values(schema)?.as_slice() {
        [one] => Some(one.wire.clone()),
        _ => None,
    }
}
