//! Lowers `webhooks` (OpenAPI 3.1, 4.8.1) to a single union of all events. No methods are generated
//! for webhooks.

use crate::diagnostic::Code;
use crate::model::{Docs, Shape, Type, TypePath};
use crate::openapi::{Document, PathItem};

use super::schema::{Slot, Types};
use super::union::{self, Alternative};
use super::{all_of, docs};

/// Returns the union of all events, or `None` if no webhook sends JSON.
pub(super) fn lower<'a>(types: &mut Types<'a>, document: &Document<'a>) -> Option<Type> {
    let messages = messages(types, document);
    if messages.is_empty() {
        return None;
    }
    let slot = Slot::inline(TypePath::component(&free_name(document)));
    let variants = union::variants(types, None, messages, None, false, &slot);
    let about = "A webhook event, which the API sends to a URL that you register.";
    let docs = Docs {
        text: Some(about.to_owned()),
        ..Docs::default()
    };
    let at = document.at.child("webhooks");
    Some(types.define_as(&at, slot, docs, Shape::Union(variants)))
}

/// Returns `WebhookEvent`, or `AnyWebhookEvent` if a component has that name.
fn free_name(document: &Document<'_>) -> String {
    let mut name = "WebhookEvent".to_owned();
    while document.schemas.iter().any(|(known, _)| *known == name) {
        name.insert_str(0, "Any");
    }
    name
}

/// Returns the events, named after their webhooks. Skips webhooks without a JSON body and reports
/// them.
fn messages<'a>(types: &Types<'a>, document: &Document<'a>) -> Vec<Alternative<'a>> {
    let mut messages = Vec::new();
    for (name, site) in &document.webhooks {
        let Some(item) = PathItem::read(types.cx, site.clone()) else {
            continue;
        };
        let several = item.operations.len() > 1;
        for operation in &item.operations {
            let content = operation.body.iter().flat_map(|body| &body.content);
            let mut schema = content.filter(|media| media.is_json());
            let schema = schema.find_map(|media| media.schema.clone());
            let whole = schema
                .clone()
                .and_then(|site| all_of::resolve(types.cx, site));
            let (Some(site), Some(whole)) = (schema, whole) else {
                let message =
                    "the webhook has no schema for a JSON body; no variant is generated for it";
                types
                    .cx
                    .diagnostics
                    .tell(Code::WebhookWithoutJson, &operation.at, message);
                continue;
            };
            let name = if several {
                format!("{name} {}", operation.method)
            } else {
                (*name).to_owned()
            };
            messages.push(Alternative {
                label: name.clone(),
                name: Some(name),
                title: None,
                docs: docs::of_operation(types.cx, operation),
                schema: whole,
                target: None,
                meant: None,
                site,
            });
        }
    }
    messages
}
