//! Decides which scalars a schema allows: constants, and the tags of unions.

use crate::model::{Integer, Kind, Scalar, Type};
use crate::openapi::SchemaObject;
use crate::source::{Node, Number};
use crate::spelling::squash;

use super::string_enum;

/// The scalars that a schema lists in `enum` or `const`. `null` is only included if there is
/// nothing else. Returns `None` if the schema lists nothing, or values other than scalars.
pub(super) fn values(schema: &SchemaObject<'_>) -> Option<Vec<Scalar>> {
    if let Some(texts) = string_enum::values(schema) {
        let texts = texts.into_iter().map(|value| Scalar::Text(value.wire));
        return Some(texts.collect());
    }
    if schema.only_null || schema.constant == Some(&Node::Null) {
        return Some(vec![Scalar::Null]);
    }
    let nodes = match (&schema.enumeration, schema.constant) {
        (_, Some(constant)) => vec![constant],
        (Some(nodes), None) => nodes.clone(),
        (None, None) => return None,
    };
    if string_enum::is_compound(schema) {
        return None;
    }
    let mut values = Vec::new();
    for node in nodes.into_iter().filter(|node| **node != Node::Null) {
        let value = scalar(node)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    (!values.is_empty()).then_some(values)
}

/// The scalar that a node is. Fractions are not scalars.
pub(super) fn scalar(node: &Node) -> Option<Scalar> {
    Some(match node {
        Node::Null => Scalar::Null,
        Node::Bool(value) => Scalar::Bool(*value),
        Node::Number(Number::Int(value)) => Scalar::Integer(i64::try_from(*value).ok()?),
        Node::String(text) => Scalar::Text(text.clone()),
        Node::Number(Number::Float(_)) | Node::Array(_) | Node::Object(_) => return None,
    })
}

/// Returns the value that a schema of this name means as its tag, if the property allows only these values: the name
/// itself, or the only value that differs from it in nothing but case and separators, as `log_in` from `LogIn`.
pub(super) fn of_name(name: &str, allowed: &[Scalar]) -> Option<Scalar> {
    let is_text = |value: &&Scalar, is_like: &dyn Fn(&str) -> bool| match value {
        Scalar::Text(text) => is_like(text),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => false,
    };
    let exact = allowed
        .iter()
        .find(|one| is_text(one, &|text| text == name));
    let plain = squash(name);
    let mut alike = allowed
        .iter()
        .filter(|one| is_text(one, &|text| squash(text) == plain));
    let only = alike
        .next()
        .filter(|_| alike.next().is_none() && !plain.is_empty());
    exact.or(only).cloned()
}

/// Converts a tag, which is a string as the key of a mapping, to the type of its property: `1`
/// becomes an integer if the property is one.
pub(super) fn of_key(key: &str, kinds: &[Kind]) -> Scalar {
    let other = match kinds {
        [Kind::Integer | Kind::Number] | [Kind::Integer, Kind::Number] => {
            key.parse().ok().map(Scalar::Integer)
        }
        [Kind::Boolean] => key.parse().ok().map(Scalar::Bool),
        _ => None,
    };
    other.unwrap_or_else(|| Scalar::Text(key.to_owned()))
}

/// Returns whether a constant of this value can have this type.
pub(super) fn is_of_type(value: &Scalar, ty: &Type) -> bool {
    match (value, ty) {
        (Scalar::Text(_), Type::String | Type::Text(_)) | (Scalar::Bool(_), Type::Bool) => true,
        (Scalar::Integer(number), Type::Integer(size)) => match size {
            Integer::I32 => i32::try_from(*number).is_ok(),
            Integer::I64 => true,
            Integer::U32 => u32::try_from(*number).is_ok(),
            Integer::U64 => u64::try_from(*number).is_ok(),
        },
        _ => false,
    }
}
