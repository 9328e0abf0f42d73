//! Notes encodings of members of a body that have no effect (OpenAPI 3.1, 4.8.15).

use crate::diagnostic::Code;
use crate::openapi::{Additional, Context, Encoding, MediaType, Version};
use crate::source::Pointer;

use super::all_of;

/// The keyword of an encoding that states a style.
pub(super) fn style_key(encoding: &Encoding<'_>) -> Option<&'static str> {
    match (encoding.style, encoding.explode) {
        (Some(_), _) => Some("style"),
        (None, Some(_)) => Some("explode"),
        (None, None) => None,
    }
}

/// The place of the encoding of a member.
pub(super) fn place(media: &MediaType<'_>, name: &str) -> Pointer {
    media.at.child("encoding").child(name)
}

/// Notes a style beside the media type that decides how a member is sent. OpenAPI 3.1 ignores the media type then, but
/// documents that have both mean the media type.
pub(super) fn note_unstyled(cx: Context<'_>, media: &MediaType<'_>, name: &str) {
    let encoding = media.encoding(name);
    let Some((key, text)) = encoding.and_then(|one| Some((style_key(one)?, one.content_type?)))
    else {
        return;
    };
    if matches!(cx.version, Version::V31 | Version::V32) {
        let message = format!(
            "OpenAPI 3.1 and later ignore `contentType` beside `{key}`; `{name}` is sent as `{text}`, and `{key}` has no effect"
        );
        let at = place(media, name).child(key);
        cx.diagnostics
            .tell(Code::KeywordWithoutEffect, &at, message);
    }
}

/// Notes encodings of members that the schema of the body does not have.
pub(super) fn note_unknown<'a>(cx: Context<'a>, media: &MediaType<'a>) {
    let schema = media.schema.clone();
    let Some(schema) = schema.and_then(|site| all_of::resolve(cx, site)) else {
        return;
    };
    let is_open = matches!(schema.additional, Additional::Schema(_))
        || !schema.pattern_properties.is_empty()
        || schema.alternatives().next().is_some();
    if is_open || schema.properties.is_empty() {
        return;
    }
    for (name, _) in &media.encoding {
        let mut known = schema.properties.iter();
        if known.all(|(known, _)| known != name) {
            let message = format!(
                "the schema of the body has no property `{name}`; its encoding has no effect"
            );
            cx.diagnostics
                .tell(Code::KeywordWithoutEffect, &place(media, name), message);
        }
    }
}
