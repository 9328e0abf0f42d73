//! Decides which response headers have an accessor of their own, and what it returns (OpenAPI 3.1, 4.8.20).

use std::collections::BTreeMap;

use crate::model::{Docs, HeaderType, ResponseHeader};
use crate::openapi::{Context, PathItem, Response};
use crate::source::Site;

/// The headers that say how a message is framed (`OpenAPI` ignores the first), and those that every response has an
/// accessor for.
const COVERED: [&str; 8] = [
    "content-type",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "etag",
    "link",
    "retry-after",
    "x-request-id",
];

/// The headers of all responses, by name. Where responses disagree on the type of one, it is a string.
pub(super) fn lower<'a>(cx: Context<'a>, items: &[(&'a str, PathItem<'a>)]) -> Vec<ResponseHeader> {
    let operations = items.iter().flat_map(|(_, item)| &item.operations);
    let responses = operations.flat_map(|operation| &operation.responses);
    let responses = responses.filter_map(|(_, site)| Response::read(cx, site.clone()));
    let mut found: BTreeMap<String, ResponseHeader> = BTreeMap::new();
    for (wire, site) in responses.flat_map(|response| response.headers) {
        let wire = wire.to_ascii_lowercase();
        if !is_name(&wire) || COVERED.contains(&&*wire) {
            continue;
        }
        let Some(site) = cx.follow(site) else {
            continue;
        };
        let ty = header_type(cx, &site);
        let text = site.child("description");
        let text = text.and_then(|text| text.node.as_str().map(str::to_owned));
        let held = found.entry(wire.clone()).or_insert_with(|| ResponseHeader {
            wire,
            ty,
            docs: Docs::default(),
        });
        if held.ty != ty {
            held.ty = HeaderType::Text;
        }
        held.docs.text = held.docs.text.take().or(text);
    }
    found.into_values().collect()
}

/// Whether a name is a token (RFC 9110, section 5.6.2) that has a letter, as an identifier needs.
fn is_name(wire: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    wire.bytes().all(is_token) && wire.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// The type of a header: that of its schema, or in version 2.0 of the header itself.
fn header_type<'a>(cx: Context<'a>, site: &Site<'a>) -> HeaderType {
    let schema = site.child("schema").and_then(|schema| cx.follow(schema));
    let schema = schema.unwrap_or_else(|| site.clone());
    let ty = schema.child("type");
    let format = schema.child("format");
    let is_unsigned = format.is_some_and(|format| format.node.as_str() == Some("uint64"));
    match ty.and_then(|ty| ty.node.as_str()) {
        Some("integer") if is_unsigned => HeaderType::Unsigned,
        Some("integer") => HeaderType::Integer,
        Some("number") => HeaderType::Number,
        Some("boolean") => HeaderType::Boolean,
        Some(_) | None => HeaderType::Text,
    }
}
