//! Whether a type has a place for each part of a value: what has none is sent and kept as JSON.

use generator::model::{Api, Guard, Presence, Shape, Struct, Type, TypeId};
use serde_json::Value;

/// Whether every member of the value is one that the type names, or one of those that the document
/// allows beside them.
pub(crate) fn is_declared(api: &Api, ty: &Type, value: &Value) -> bool {
    match (ty, value) {
        (Type::Nullable(_), Value::Null) | (Type::Any | Type::Bytes | Type::File(_), _) => true,
        (Type::Nullable(inner) | Type::Boxed(inner), _) => is_declared(api, inner, value),
        (Type::List(item), Value::Array(items)) => {
            items.iter().all(|value| is_declared(api, item, value))
        }
        (Type::Map(item), Value::Object(members)) => {
            members.values().all(|value| is_declared(api, item, value))
        }
        (Type::Named(id), _) => named(api, *id, value),
        (Type::Bool, _) => value.is_boolean(),
        (Type::Integer(_) | Type::Number, _) => value.is_number(),
        (Type::String | Type::Text(_), _) => value.is_string(),
        (Type::List(_) | Type::Map(_), _) => false,
    }
}

fn named(api: &Api, id: TypeId, value: &Value) -> bool {
    let Some(def) = api.types.get(id.0) else {
        return false;
    };
    match &def.shape {
        Shape::Struct(object) => has_place(api, object, value),
        Shape::StringEnum(_) => value.is_string(),
        Shape::IntegerEnum(_) => value.is_number(),
        Shape::Tuple(types) => value.as_array().is_some_and(|items| {
            items.len() == types.len()
                && types
                    .iter()
                    .zip(items)
                    .all(|(ty, value)| is_declared(api, ty, value))
        }),
        Shape::Alias(ty) => is_declared(api, ty, value),
        Shape::Union(variants) => variants.iter().any(|variant| {
            if let Guard::Tag(name, tags) = &variant.guard {
                let tag = value.get(name);
                if !tag.is_some_and(|tag| tags.iter().any(|known| known.is(tag))) {
                    return false;
                }
                if variant.writes_tag
                    && let Value::Object(members) = value
                {
                    let mut members = members.clone();
                    members.remove(name);
                    return is_declared(api, &variant.ty, &Value::Object(members));
                }
            }
            is_declared(api, &variant.ty, value)
        }),
    }
}

fn has_place(api: &Api, object: &Struct, value: &Value) -> bool {
    let Value::Object(members) = value else {
        return false;
    };
    members.iter().all(
        |(key, value)| match object.fields.iter().find(|field| field.wire == *key) {
            Some(field) if value.is_null() => match field.presence {
                Presence::RequiredNullable | Presence::OptionalNullable => true,
                Presence::Required | Presence::Optional => false,
            },
            Some(field) => is_declared(api, &field.ty, value),
            None => object.open && is_declared(api, &object.extra, value),
        },
    )
}
