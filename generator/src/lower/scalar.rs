//! Decides the type of a string, number or boolean.
//!
//! Strings with a well-known format have a type of their own, which keeps the text: dates, decimals and identifiers
//! are preserved exactly, even if the server's dates violate RFC 3339. Other formats are only documented.

use crate::diagnostic::Code;
use crate::model::{Format, Integer, Kind, Type};
use crate::openapi::{Context, JsonType, SchemaObject};
use crate::source::{Node, Number, Pointer};

/// Returns the type for one JSON type with the schema's format and limits.
pub(super) fn lower(ty: JsonType, schema: &SchemaObject<'_>) -> Type {
    match ty {
        JsonType::Boolean => Type::Bool,
        JsonType::Integer => Type::Integer(integer(schema)),
        JsonType::Number => number(schema),
        JsonType::String => text(schema),
        JsonType::Array => Type::List(Box::new(Type::Any)),
        JsonType::Object => Type::Map(Box::new(Type::Any)),
    }
}

/// The type of a string (JSON Schema 2020-12 Validation, sections 7.3 and 8.3, and OpenAPI's format registry).
fn text(schema: &SchemaObject<'_>) -> Type {
    let format = match schema.format {
        Some("date-time") => Some(Format::DateTime),
        Some("date") => Some(Format::Date),
        Some("time") => Some(Format::Time),
        Some("duration") => Some(Format::Duration),
        Some("uuid") => Some(Format::Uuid),
        Some("uri" | "url" | "uri-reference" | "iri" | "iri-reference") => Some(Format::Uri),
        Some("decimal") => Some(Format::Decimal),
        Some("byte") => Some(Format::Base64),
        Some("base64url") => Some(Format::Base64Url),
        _ => match schema.content_encoding {
            Some("base64") => Some(Format::Base64),
            Some("base64url") => Some(Format::Base64Url),
            _ => None,
        },
    };
    format.map_or(Type::String, Type::Text)
}

/// Like [`lower`] for the schema at `at`. Reports integers that the type cannot hold.
pub(super) fn reported(
    cx: Context<'_>,
    at: &Pointer,
    ty: JsonType,
    schema: &SchemaObject<'_>,
) -> Type {
    let lowered = lower(ty, schema);
    let (name, range) = match lowered {
        Type::Integer(Integer::I64) => ("i64", i128::from(i64::MIN)..=i128::from(i64::MAX)),
        Type::Integer(Integer::U64) => ("u64", 0..=i128::from(u64::MAX)),
        Type::Integer(Integer::I32 | Integer::U32)
        | Type::Any
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::Text(_)
        | Type::Bytes
        | Type::File(_)
        | Type::Named(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Boxed(_) => return lowered,
    };
    let told = Range::of(schema);
    let signed = i128::from(i64::MAX);
    let low = told.least.unwrap_or_else(|| (*range.start()).min(0));
    // A maximum beyond the signed integers says nothing about negative ones.
    let negative = told.least.is_none() && told.most.is_some_and(|most| most > signed);
    let high = told.most.unwrap_or(low);
    let is_wide = matches!(schema.format, Some("int128" | "uint128"));
    if is_wide || negative || !range.contains(&low) || !range.contains(&high) {
        let message = format!(
            "the format, limits or listed values of the integer exceed 64 bits; it is read as `{name}`, and an integer that this type cannot hold is an error"
        );
        cx.diagnostics.tell(Code::WideInteger, at, message);
    }
    lowered
}

/// The smallest and the largest integer that the limits, the listed values and the default of a
/// schema tell.
struct Range {
    least: Option<i128>,
    most: Option<i128>,
}

impl Range {
    fn of(schema: &SchemaObject<'_>) -> Self {
        let limits = || schema.limits.iter().copied();
        let set = |name: &str| limits().any(|(key, node)| key == name && *node == Node::Bool(true));
        let bounds = |inclusive: &'static str, exclusive: &'static str, step: i128| {
            let inner = if set(exclusive) { step } else { 0 };
            limits().filter_map(move |(key, node)| {
                let own = whole(node)?;
                match key {
                    key if key == inclusive => Some(own.saturating_add(inner)),
                    key if key == exclusive => Some(own.saturating_add(step)),
                    _ => None,
                }
            })
        };
        let least = bounds("minimum", "exclusiveMinimum", 1).max();
        let most = bounds("maximum", "exclusiveMaximum", -1).min();
        let listed = schema.enumeration.iter().flatten().copied();
        let listed = listed.chain(schema.constant).filter_map(whole);
        let default = schema.default.and_then(whole);
        let default = default.filter(|value| *value > i128::from(i64::MAX));
        Self {
            least: listed.clone().min().or(least),
            most: listed.chain(default).max().or(most),
        }
    }
}

/// The integer that a number is, or that is nearest to it.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
fn whole(node: &Node) -> Option<i128> {
    match node {
        Node::Number(Number::Int(value)) => Some(*value),
        Node::Number(Number::Float(value)) => Some(*value as i128),
        _ => None,
    }
}

/// Chooses an integer by its format in the OpenAPI format registry. A 32-bit format is ignored if a
/// limit or a listed value is larger. Only unsigned integers can exceed 63 bits.
fn integer(schema: &SchemaObject<'_>) -> Integer {
    let range = Range::of(schema);
    let told = || [range.least, range.most].into_iter().flatten();
    let fits = |bound: u128| told().all(|value| value.unsigned_abs() <= bound);
    let unsigned = told().all(|value| value >= 0);
    let large = told().any(|value| value > i128::from(i64::MAX));
    match schema.format {
        _ if large && range.least.is_none_or(|least| least >= 0) => Integer::U64,
        Some("int32" | "int16" | "int8") if fits(0x7fff_ffff) => Integer::I32,
        Some("uint32" | "uint16" | "uint8") if fits(0xffff_ffff) && unsigned => Integer::U32,
        Some("uint64" | "uint128" | "uint") if unsigned => Integer::U64,
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
        [Kind::Integer] => {
            let listed = SchemaObject {
                enumeration: Some(values.to_vec()),
                ..SchemaObject::default()
            };
            Some(Type::Integer(integer(&listed)))
        }
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
