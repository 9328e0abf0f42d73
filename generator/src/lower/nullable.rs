//! Decides whether a schema allows `null`.

use std::rc::Rc;

use crate::openapi::{Additional, Context, Schema, SchemaObject};
use crate::source::{Node, Site};

/// The maximum depth of compositions. Deeper ones count as not nullable.
const DEPTH: usize = 16;

/// The maximum number of schemas that are visited per call. In a hierarchy where each level refers
/// twice to the next one, the number of paths grows exponentially.
const STEPS: usize = 1_000;

/// Returns whether the schema at `site` allows `null`, directly or through references and
/// compositions.
pub(super) fn site<'a>(cx: Context<'a>, site: Site<'a>) -> bool {
    Search::new(cx).site(site, 0) == Verdict::Allows
}

/// Returns whether a schema allows only `null`, directly or through references.
pub(super) fn is_null<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    let target = cx.aliased(site).unwrap_or_else(|| site.clone());
    matches!(Schema::read(cx, target), Some(Schema::Object(schema)) if schema.only_null)
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
    Search::new(cx).schema(schema, 0) == Verdict::Allows
}

/// Returns whether a flattened schema only annotates or limits values, without a word on their
/// type. `null` then passes it like any other value.
pub(super) fn is_silent(schema: &SchemaObject<'_>) -> bool {
    says_no_type(schema) && schema.alternatives().next().is_none()
}

/// Returns whether a flattened schema says nothing but `nullable: true`. As a member of `allOf`, it can only
/// be meant to allow null, although the other members do not (OpenAPI 3.0.3, Schema Object: `nullable` has
/// no effect without a `type`).
pub(super) fn is_lone(schema: &SchemaObject<'_>) -> bool {
    schema.nullable
        && is_silent(schema)
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.conditional.is_empty()
        && schema.limits.is_empty()
}

/// Like [`is_silent`], regardless of the alternatives.
fn says_no_type(schema: &SchemaObject<'_>) -> bool {
    schema.types.is_empty()
        && !schema.only_null
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && matches!(schema.additional, Additional::Unsaid)
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
}

/// The statement of a schema about `null`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It is allowed explicitly.
    Allows,
    /// Nothing: the schema says nothing about types.
    Silent,
    /// It is not allowed.
    Forbids,
}

impl Verdict {
    /// The verdict of a schema that lists its values.
    fn of(lists_null: bool) -> Self {
        if lists_null {
            Self::Allows
        } else {
            Self::Forbids
        }
    }

    /// The verdict of several schemas of which any may apply.
    fn any(mut all: impl Iterator<Item = Self>) -> Self {
        all.try_fold(Self::Forbids, |sum, one| match (sum, one) {
            (_, Self::Allows) => Err(Self::Allows),
            (Self::Silent, _) | (_, Self::Silent) => Ok(Self::Silent),
            (sum, Self::Forbids) => Ok(sum),
        })
        .unwrap_or_else(|allows| allows)
    }

    /// The verdict of several schemas that all apply.
    fn all(mut all: impl Iterator<Item = Self>) -> Self {
        all.try_fold(Self::Silent, |sum, one| match (sum, one) {
            (_, Self::Forbids) => Err(Self::Forbids),
            (Self::Allows, _) | (_, Self::Allows) => Ok(Self::Allows),
            (sum, Self::Silent) => Ok(sum),
        })
        .unwrap_or_else(|forbids| forbids)
    }
}

struct Search<'a> {
    cx: Context<'a>,
    steps: usize,
}

impl<'a> Search<'a> {
    fn new(cx: Context<'a>) -> Self {
        Self { cx, steps: 0 }
    }

    fn site(&mut self, site: Site<'a>, depth: usize) -> Verdict {
        self.steps += 1;
        if depth >= DEPTH || self.steps > STEPS {
            return Verdict::Forbids;
        }
        match Schema::read(self.cx, site) {
            Some(Schema::Object(schema)) => self.schema(&schema, depth),
            Some(Schema::Boolean(true)) => Verdict::Silent,
            Some(Schema::Boolean(false)) | None => Verdict::Forbids,
        }
    }

    fn is_lone(&self, site: &Site<'a>) -> bool {
        matches!(Schema::read(self.cx, site.clone()), Some(Schema::Object(schema)) if is_lone(&schema))
    }

    fn schema(&mut self, schema: &SchemaObject<'a>, depth: usize) -> Verdict {
        if schema.nullable || schema.only_null {
            // The 3.0.3 proposal "Clarify Nullable" also requires `null` in `enum`, but few
            // documents list it.
            return Verdict::Allows;
        }
        if let Some(values) = &schema.enumeration {
            return Verdict::of(values.contains(&&Node::Null));
        }
        if let Some(constant) = schema.constant {
            return Verdict::of(*constant == Node::Null);
        }
        if let Some(reference) = &schema.reference {
            let target = self.cx.target(reference);
            return target.map_or(Verdict::Forbids, |target| self.site(target, depth + 1));
        }
        if !schema.types.is_empty() {
            return Verdict::Forbids;
        }
        let alternatives = schema.alternatives();
        if alternatives.clone().next().is_some() {
            let verdict = Verdict::any(alternatives.map(|one| self.site(one.clone(), depth + 1)));
            if verdict != Verdict::Silent {
                return verdict;
            }
        }
        if schema.all_of.is_empty() && !says_no_type(schema) {
            return Verdict::Forbids;
        }
        let mut members = schema.all_of.iter();
        if members.clone().count() > 1 && members.any(|one| self.is_lone(one)) {
            return Verdict::Allows;
        }
        let members = schema.all_of.iter();
        Verdict::all(members.map(|one| self.site(one.clone(), depth + 1)))
    }
}
