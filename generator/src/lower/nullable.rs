//! Decides whether null is a value of a schema.

use crate::openapi::{Context, Schema, SchemaObject};
use crate::source::{Node, Site};

/// How far compositions are followed; deeper ones are taken as not nullable.
const DEPTH: usize = 16;

/// Whether null fits the schema at `site`, seen through references and compositions.
pub(super) fn site<'a>(cx: Context<'a>, site: Site<'a>) -> bool {
    at_depth(cx, site, 0)
}

/// Whether a schema says nothing but that there may be null.
pub(super) fn is_null<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    match Schema::read(cx, site.clone()) {
        Some(Schema::Object(schema)) => schema.only_null,
        _ => false,
    }
}

fn at_depth<'a>(cx: Context<'a>, site: Site<'a>, depth: usize) -> bool {
    match Schema::read(cx, site) {
        Some(Schema::Object(schema)) if depth < DEPTH => schema_at(cx, &schema, depth),
        _ => false,
    }
}

/// Whether null fits a schema.
pub(super) fn schema<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> bool {
    schema_at(cx, schema, 0)
}

fn schema_at<'a>(cx: Context<'a>, schema: &SchemaObject<'a>, depth: usize) -> bool {
    let inner = |site: &Site<'a>| at_depth(cx, site.clone(), depth + 1);
    if schema.nullable || schema.only_null {
        // The 3.0.3 proposal "Clarify Nullable" wants null in `enum` as well, but few list it.
        return true;
    }
    if let Some(values) = &schema.enumeration {
        return values.contains(&&Node::Null);
    }
    if schema.constant == Some(&Node::Null) {
        return true;
    }
    if let Some(reference) = &schema.reference {
        return cx.target(reference).is_some_and(|target| inner(&target));
    }
    if !schema.types.is_empty() {
        return false;
    }
    let alternatives = schema.alternatives();
    if alternatives.clone().next().is_some() {
        return alternatives.clone().any(inner);
    }
    !schema.all_of.is_empty() && schema.all_of.iter().all(inner)
}
