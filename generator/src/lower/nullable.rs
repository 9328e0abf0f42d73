//! Decides whether a schema allows `null`.

use std::rc::Rc;

use crate::openapi::{Context, Schema, SchemaObject};
use crate::source::{Node, Site};

/// The maximum depth of compositions. Deeper ones count as not nullable.
const DEPTH: usize = 16;

/// The maximum number of schemas that are visited per call. In a hierarchy where each level refers
/// twice to the next one, the number of paths grows exponentially.
const STEPS: usize = 1_000;

/// Returns whether the schema at `site` allows `null`, directly or through references and
/// compositions.
pub(super) fn site<'a>(cx: Context<'a>, site: Site<'a>) -> bool {
    Search::new(cx).site(site, 0)
}

/// Returns whether a schema allows only `null`.
pub(super) fn is_null<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    match Schema::read(cx, site.clone()) {
        Some(Schema::Object(schema)) => schema.only_null,
        _ => false,
    }
}

/// Returns the only non-null alternative of a schema, with its references resolved. Returns `None`
/// if there are several or none.
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

/// The only alternative other than `null`.
pub(super) fn only_other<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<Site<'a>> {
    let mut others = schema.alternatives().filter(|site| !is_null(cx, site));
    others.next().filter(|_| others.next().is_none()).cloned()
}

/// The only alternative other than `null`, or the only member of `allOf`.
fn only<'a>(cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<Site<'a>> {
    match schema.all_of.as_slice() {
        [] => only_other(cx, schema),
        [one] if schema.alternatives().all(|site| is_null(cx, site)) => Some(one.clone()),
        _ => None,
    }
}

/// Returns whether a schema allows `null`.
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
            // The 3.0.3 proposal "Clarify Nullable" also requires `null` in `enum`, but few
            // documents list it.
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
