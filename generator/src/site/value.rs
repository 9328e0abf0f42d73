//! JSON values for examples: those of the document, or ones that are made for their types.

use serde_json::{Map, Value, json};

use crate::model::{Argument, Field, Presence, Shape, Type};

use super::context::Site;

/// The maximum depth of a made value.
const DEPTH: usize = 4;

/// The value of an argument.
pub(super) fn of(site: &Site<'_>, argument: &Argument) -> Value {
    if let Some(constant) = &argument.constant {
        return constant.to_json();
    }
    match argument
        .example
        .as_ref()
        .or(argument.facts.example.as_ref())
    {
        Some(example) => example.clone(),
        None => made(site, &argument.ty, &argument.wire, 0),
    }
}

fn made(site: &Site<'_>, ty: &Type, name: &str, depth: usize) -> Value {
    match ty {
        Type::Any | Type::Map(_) => json!({}),
        Type::Bool => json!(true),
        Type::Integer(_) => json!(1),
        Type::Number => json!(1.0),
        Type::Text(format) => json!(format.example()),
        Type::String | Type::Bytes | Type::File(_) => json!(name),
        Type::List(inner) if depth < DEPTH => json!([made(site, inner, name, depth + 1)]),
        Type::List(_) => json!([]),
        Type::Nullable(inner) | Type::Boxed(inner) => made(site, inner, name, depth),
        Type::Named(id) => match site.api.types.get(id.0).map(|def| &def.shape) {
            Some(_) | None if depth >= DEPTH => json!({}),
            Some(Shape::Struct(object)) => object_of(site, &object.fields, depth),
            Some(Shape::StringEnum(values)) => json!(values.first().map(|value| &value.wire)),
            Some(Shape::IntegerEnum(values)) => {
                let number = values
                    .first()
                    .and_then(|value| value.wire.parse::<i64>().ok());
                json!(number.unwrap_or_default())
            }
            Some(Shape::Tuple(items)) => items
                .iter()
                .map(|item| made(site, item, name, depth + 1))
                .collect(),
            Some(Shape::Union(variants)) => {
                let first = variants.first();
                first.map_or(Value::Null, |variant| {
                    made(site, &variant.ty, name, depth + 1)
                })
            }
            Some(Shape::Alias(target)) => made(site, target, name, depth + 1),
            None => json!({}),
        },
    }
}

/// An object with its required members.
fn object_of(site: &Site<'_>, fields: &[Field], depth: usize) -> Value {
    let mut members = Map::new();
    for field in fields {
        let required = matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        );
        if !required || field.facts.read_only {
            continue;
        }
        let value = match (&field.constant, &field.facts.example) {
            (Some(constant), _) => constant.to_json(),
            (None, Some(example)) => example.clone(),
            (None, None) => made(site, &field.ty, &field.wire, depth + 1),
        };
        members.insert(field.wire.clone(), value);
    }
    Value::Object(members)
}
