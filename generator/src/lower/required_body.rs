//! Decides whether a request body is required, and which of its members. Many documents forget the keyword
//! `required`.

use crate::diagnostic::Code;
use crate::openapi::{
    Additional, Context, JsonType, MediaType, PathItem, RequestBody, SchemaObject,
};
use crate::source::{Node, Site};

use super::all_of;

/// Returns whether any request body of the document has the keyword `required`. Notes the first body without it
/// that is read as required.
pub(super) fn is_said<'a>(cx: Context<'a>, items: &[(&'a str, PathItem<'a>)]) -> bool {
    let operations = items.iter().flat_map(|(_, item)| &item.operations);
    let bodies: Vec<&RequestBody<'a>> = operations
        .filter_map(|operation| operation.body.as_ref())
        .collect();
    let says = bodies.iter().any(|body| body.says_required);
    let silent = bodies.iter().filter(|body| !body.says_required);
    let mut asking = silent.filter(|body| body.content.iter().any(|media| asks(cx, media)));
    if let Some(first) = asking.next() {
        let message = if says {
            "the request body does not say whether it is required; it is read as required, because its schema has required properties"
        } else {
            "no request body has `required`; those whose schemas have required properties are read as required"
        };
        cx.diagnostics
            .tell(Code::BodiesTakenAsRequired, &first.at, message);
    }
    says
}

/// Returns whether a body is required in one of its media types: unless it states so itself, if its schema has
/// required properties. If no body of the document states it (`is_said`), all are.
pub(super) fn is_required<'a>(
    cx: Context<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    is_said: bool,
) -> bool {
    body.required || (!body.says_required && (!is_said || asks(cx, media)))
}

/// Returns whether a schema has required properties that requests contain.
pub(super) fn asks<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    schema(cx, media).is_some_and(|schema| {
        let is_received = |name: &str| {
            let mut properties = schema.properties.iter();
            let property = properties.find(|(one, _)| *one == name);
            let property = property.and_then(|(_, site)| all_of::resolve(cx, site.clone()));
            property.is_some_and(|property| property.read_only)
        };
        let mut required = schema.required.iter();
        required.any(|name| !is_received(name))
    })
}

/// Returns whether a body has no content but `{}`. If it is optional, it is not sent.
pub(super) fn is_nothing<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    schema(cx, media).is_some_and(|schema| {
        schema.types == [JsonType::Object]
            && !schema.nullable
            && schema.properties.is_empty()
            && schema.pattern_properties.is_empty()
            && matches!(schema.additional, Additional::Forbidden)
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
    })
}

/// The properties of a body that have an `enum` of one string. Those that tell types apart are not included.
pub(super) fn listed<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Vec<&'a str> {
    let Some(schema) = schema(cx, media) else {
        return Vec::new();
    };
    let tag = schema.discriminator.as_ref().map(|one| one.property);
    let is_tag = |name: &str| tag == Some(name) || ["type", "kind", "object"].contains(&name);
    let is_listed = |site: &Site<'a>| {
        let property = all_of::resolve(cx, site.clone());
        property.is_some_and(|one| {
            let values = one.enumeration.as_deref();
            one.constant.is_none() && matches!(values, Some([Node::String(_)]))
        })
    };
    let properties = schema.properties.iter();
    let listed = properties.filter(|(name, site)| !is_tag(name) && is_listed(site));
    listed.map(|(name, _)| *name).collect()
}

/// The flattened schema of a body.
fn schema<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Option<SchemaObject<'a>> {
    all_of::resolve(cx, media.schema.clone()?)
}
