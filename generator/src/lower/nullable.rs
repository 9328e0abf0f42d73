//! Decides whether null is a value of a schema.

use std::rc::Rc;

use crate::openapi::{Context, Schema, SchemaObject};
use crate::source::{Node, Site};

/// How far compositions are followed; deeper ones are taken as not nullable.
const DEPTH: usize = 16;

/// How many schemas are looked at for one answer. Where each of two members has the same two, and
/// so on, there are endlessly many ways to the same few.
const STEPS: usize = 1_000;

/// Whether null fits the schema at `site`, seen through references and compositions.
pub(super) fn site<'a>(cx: Context<'a>, site: Site<'a>) -> bool {
    Search::new(cx).site(site, 0)
}

/// Whether a schema says nothing but that there may be null.
pub(super) fn is_null<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    match Schema::read(cx, site.clone()) {
        Some(Schema::Object(schema)) => schema.only_null,
        _ => false,
    }
}

/// What a schema is if it is not null: its only alternative, references followed. `None` if there are
/// several, or none.
pub(super) fn only_alternative<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
) -> Option<Rc<SchemaObject<'a>>> {
    let mut site = only(cx, schema)?;
    for _ in 0..DEPTH {
        let Some(Schema::Object(inner)) = Schema::read(cx, site) else {
            return None;
        };
        let silent = inner.description.is_none() && inner.title.is_none();
        let next = inner.reference.as_ref().and_then(|to| cx.target(to));
        let next = next.or_else(|| only(cx, &inner));
        match next.filter(|_| silent) {
            Some(next) => site = next,
            None => return Some(inner),
        }
    }
    None
}

/// The only alternative that is not just null, or the only member of `allOf`.
fn only<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<Site<'a>> {
    let mut others = schema.alternatives().filter(|site| !is_null(cx, site));
    match (others.next(), others.next(), schema.all_of.as_slice()) {
        (Some(one), None, []) | (None, None, [one]) => Some(one.clone()),
        _ => None,
    }
}

/// Whether null fits a schema.
pub(super) fn schema<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> bool {
    Search::new(cx).schema(schema, 0)
}

struct Search<'a> {
    cx: Context<'a>,
    steps: usize,
}

impl<'a> Search<'a> {
    fn new(cx: Context<'a>) -> Self {
        Self { cx, steps: 0 }
    }

    fn site(&mut self, site: Site<'a>, depth: usize) -> bool {
        self.steps += 1;
        if depth >= DEPTH || self.steps > STEPS {
            return false;
        }
        match Schema::read(self.cx, site) {
            Some(Schema::Object(schema)) => self.schema(&schema, depth),
            _ => false,
        }
    }

    fn schema(&mut self, schema: &SchemaObject<'a>, depth: usize) -> bool {
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
            let target = self.cx.target(reference);
            return target.is_some_and(|target| self.site(target, depth + 1));
        }
        if !schema.types.is_empty() {
            return false;
        }
        let inner = |site: &Site<'a>| self.site(site.clone(), depth + 1);
        let mut alternatives = schema.alternatives();
        if alternatives.clone().next().is_some() {
            return alternatives.any(inner);
        }
        !schema.all_of.is_empty() && schema.all_of.iter().all(inner)
    }
}
