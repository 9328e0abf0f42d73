//! The Example Object (OpenAPI 3.2, 4.19).

use crate::diagnostic::Code;
use crate::source::{Node, Site};

use super::{Context, Object, is_json};

/// The examples of a body in a media type.
pub(super) fn of_media_type<'a>(object: &Object<'a>, media_type: &str) -> Vec<Site<'a>> {
    all(object, |cx, site| decoded(cx, media_type, site))
}

/// The examples of a parameter. Their serialized form is not decoded.
pub(super) fn of_parameter<'a>(object: &Object<'a>) -> Vec<Site<'a>> {
    all(object, |_, _| None)
}

/// The values in `example` and `examples` of an object.
fn all<'a>(
    object: &Object<'a>,
    decoded: impl Fn(Context<'a>, Site<'a>) -> Option<Site<'a>>,
) -> Vec<Site<'a>> {
    let cx = object.context();
    let example = object.get("example").into_iter();
    let named = object.members("examples").into_iter();
    let named = named.filter_map(|(_, site)| {
        let site = cx.follow(site)?;
        let value = site.child("dataValue").or_else(|| site.child("value"));
        value.or_else(|| decoded(cx, site.child("serializedValue")?))
    });
    example.chain(named).collect()
}

/// The value that a serialized example stands for: JSON is parsed, and other text is a string. Text under a JSON media type
/// that is not JSON gives no example.
fn decoded<'a>(cx: Context<'a>, media_type: &str, site: Site<'a>) -> Option<Site<'a>> {
    let text = site.node.as_str()?;
    if !is_json(media_type) {
        return Some(site);
    }
    if let Some(node) = Node::from_json(text) {
        let node = cx.sources.keep(node);
        return Some(Site { node, at: site.at });
    }
    let message = "the serialized example is not JSON; it is not shown";
    cx.diagnostics.tell(Code::ExampleMisfit, &site.at, message);
    None
}
