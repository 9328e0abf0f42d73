//! Decides the type of a string, number or boolean.
//!
//! Strings stay strings regardless of their format, which is only documented. Dates, decimals and
//! identifiers are therefore preserved exactly, even if the server's dates violate RFC 3339.

use crate::model::{Integer, Kind, Type};
use crate::openapi::{JsonType, SchemaObject};
use crate::source::{Node, Number};

/// Returns the type for one JSON type with the schema's format and limits.
pub(super) fn lower(ty: JsonType, schema: &SchemaObject<'_>) -> Type {
    match ty {
        JsonType::Boolean => Type::Bool,
        JsonType::Integer => Type::Integer(integer(schema)),
        JsonType::Number => number(schema),
        JsonType::String => Type::String,
        JsonType::Array => Type::List(Box::new(Type::Any)),
        JsonType::Object => Type::Map(Box::new(Type::Any)),
    }
}

/// Chooses an integer by its format in the OpenAPI format registry. A 32-bit format is ignored if a
/// limit or a listed value is larger.
fn integer(schema: &SchemaObject<'_>) -> Integer {
    let fits = |bound: i128| {
        let limits = [schema.minimum, schema.maximum].into_iter().flatten();
        let listed = schema
            .enumeration
            .iter()
            .flatten()
            .filter_map(|node| match node {
                Node::Number(number) => Some(*number),
                _ => None,
            });
        let mut numbers = limits.chain(listed);
        numbers.all(|number| matches!(number, Number::Int(value) if value.abs() <= bound))
    };
    // Only unsigned integers can exceed 63 bits.
    let unsigned = |limit: Number, range: std::ops::RangeInclusive<i128>| matches!(limit, Number::Int(value) if range.contains(&value));
    let past = i128::from(i64::MAX) + 1..=i128::from(u64::MAX);
    let large = schema.maximum.is_some_and(|most| unsigned(most, past))
        && schema
            .minimum
            .is_some_and(|least| unsigned(least, 0..=i128::from(u64::MAX)));
    match schema.format {
        _ if large => Integer::U64,
        Some("int32" | "int16" | "int8") if fits(i128::from(i32::MAX)) => Integer::I32,
        Some("uint32" | "uint16" | "uint8") if fits(i128::from(u32::MAX)) => Integer::U32,
        Some("uint64" | "uint") => Integer::U64,
        _ => Integer::I64,
    }
}

/// Treats `type: number` with an integer format as an integer, because some tools have no
/// `integer`.
fn number(schema: &SchemaObject<'_>) -> Type {
    match schema.format {
        Some("int64" | "int32" | "integer") => Type::Integer(Integer::I64),
        _ => Type::Number,
    }
}

/// The common type of listed values, if there is one.
pub(super) fn of_values(values: &[&Node]) -> Option<Type> {
    let mut kinds: Vec<Kind> = values.iter().filter_map(|node| kind(node)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [Kind::Boolean] => Some(Type::Bool),
        [Kind::Integer] => Some(Type::Integer(Integer::I64)),
        [Kind::Number] | [Kind::Integer, Kind::Number] => Some(Type::Number),
        [Kind::String] => Some(Type::String),
        _ => None,
    }
}

/// The kind of a value. `None` for `null`.
fn kind(node: &Node) -> Option<Kind> {
    Some(match node {
        Node::Null => return None,
        Node::Bool(_) => Kind::Boolean,
        Node::Number(Number::Int(_)) => Kind::Integer,
        Node::Number(Number::Float(_)) => Kind::Number,
        Node::String(_) => Kind::String,
        Node::Array(_) => Kind::Array,
        Node::Object(_) => Kind::Object,
    })
}
