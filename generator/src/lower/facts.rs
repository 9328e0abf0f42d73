//! Collects facts about values that are only documented: defaults, limits and examples.

use serde_json::Value;

use crate::model::{Bound, Facts, HeldContent, Limits};
use crate::openapi::{Context, JsonType, SchemaObject};
use crate::source::Node;

use super::nullable;

/// Returns the facts of a schema that its type does not express. Missing facts are taken from its
/// only non-null alternative.
pub(super) fn of<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Facts {
    let own = own(cx, schema);
    let Some(inner) = nullable::only_alternative(cx, schema) else {
        return own;
    };
    let inner = self::own(cx, &inner);
    let limits = if own.limits == Limits::default() {
        inner.limits
    } else {
        own.limits
    };
    Facts {
        format: own.format.or(inner.format),
        content: own.content.or(inner.content),
        default: own.default.or(inner.default),
        limits,
        example: own.example.or(inner.example),
        read_only: own.read_only,
        write_only: own.write_only,
    }
}

fn own<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Facts {
    Facts {
        format: schema.format.map(str::to_owned),
        content: content(cx, schema),
        default: schema.default.map(|node| node.to_json().to_string()),
        limits: limits(schema),
        example: schema.examples.iter().find_map(|node| short(node)),
        read_only: schema.read_only,
        write_only: schema.write_only,
    }
}

/// The content of a string. Bytes in Base64 have a type of their own.
fn content<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<HeldContent> {
    if !matches!(schema.types.as_slice(), [] | [JsonType::String]) {
        return None;
    }
    let is_typed = |encoding: &&str| ["base64", "base64url"].contains(encoding);
    let target = schema.content_schema.as_ref();
    let target = target.and_then(|site| cx.target(&site.child("$ref")?));
    let content = HeldContent {
        media_type: schema.content_media_type.map(str::to_owned),
        encoding: schema
            .content_encoding
            .filter(|encoding| !is_typed(encoding))
            .map(str::to_owned),
        schema: target.and_then(|site| site.at.last().map(str::to_owned)),
    };
    (content != HeldContent::default()).then_some(content)
}

/// The maximum number of values in an example, and the maximum length of a string in it, in bytes,
/// so that it stays readable.
const ENOUGH: (usize, usize) = (48, 200);

/// Converts an example of the document, unless it is `null` or too long.
pub(super) fn short(node: &Node) -> Option<Value> {
    let mut left = ENOUGH.0;
    (*node != Node::Null && fits(node, &mut left)).then(|| node.to_json())
}

fn fits(node: &Node, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else {
        return false;
    };
    *left = rest;
    match node {
        Node::Null | Node::Bool(_) | Node::Number(_) => true,
        Node::String(text) => text.len() <= ENOUGH.1,
        Node::Array(items) => items.iter().all(|item| fits(item, left)),
        Node::Object(members) => members.iter().all(|(_, member)| fits(member, left)),
    }
}

fn limits(schema: &SchemaObject<'_>) -> Limits {
    let node = |key: &str| {
        let mut limits = schema.limits.iter();
        limits.find(|(name, _)| *name == key).map(|(_, node)| *node)
    };
    let number = |key: &str| match node(key)? {
        number @ Node::Number(_) => Some(number.to_json().to_string()),
        _ => None,
    };
    let count = |key: &str| node(key)?.to_json().as_u64();
    // In 3.0, `exclusiveMinimum` is a boolean beside `minimum`.
    let bound = |inclusive: &str, exclusive: &str| match number(exclusive) {
        Some(number) => Some(Bound {
            number,
            exclusive: true,
        }),
        None => Some(Bound {
            number: number(inclusive)?,
            exclusive: node(exclusive) == Some(&Node::Bool(true)),
        }),
    };
    Limits {
        least: bound("minimum", "exclusiveMinimum"),
        most: bound("maximum", "exclusiveMaximum"),
        multiple_of: number("multipleOf"),
        length: (
            count("minLength").filter(|least| *least > 0),
            count("maxLength"),
        ),
        items: (
            count("minItems").filter(|least| *least > 0),
            count("maxItems"),
        ),
        pattern: node("pattern").and_then(Node::as_str).map(str::to_owned),
    }
}
