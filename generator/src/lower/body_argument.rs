//! Lowers a request body to a single argument.

use crate::model::{Argument, BodyKind, Docs, Facts, Location, Type};
use crate::openapi::{Context, MediaType, RequestBody};

use super::schema::Types;
use super::{docs, media};

/// The argument for a body that is text or bytes, with the description of its schema.
pub(super) fn content_of<'a>(
    types: &Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    kind: BodyKind,
) -> Vec<Argument> {
    let ty = match kind {
        BodyKind::Text => Type::String,
        BodyKind::Binary | BodyKind::Json | BodyKind::Form | BodyKind::Lines(_) => Type::Bytes,
    };
    let docs = media.schema.as_ref().map(|site| types.docs(site));
    let mut argument = argument(types.cx, body, ty, kind, docs.unwrap_or_default(), false);
    if let Some(encoding) = media::encoding(types.cx, media) {
        let how = format!("The content is sent as it is: pass it encoded as `{encoding}`.");
        let text = argument.docs.text.take();
        argument.docs.text = Some(text.map_or(how.clone(), |text| format!("{text}\n\n{how}")));
    }
    vec![argument]
}

/// The argument for a body that no schema describes.
pub(super) fn one(
    cx: Context<'_>,
    body: &RequestBody<'_>,
    ty: Type,
    kind: BodyKind,
) -> Vec<Argument> {
    vec![argument(cx, body, ty, kind, Docs::default(), false)]
}

/// The argument for a whole body, whose schema has the documentation `own`.
pub(super) fn argument(
    cx: Context<'_>,
    body: &RequestBody<'_>,
    ty: Type,
    kind: BodyKind,
    own: Docs,
    nullable: bool,
) -> Argument {
    Argument {
        origin: body.at.clone(),
        wire: "body".to_owned(),
        label: None,
        location: Location::Body(kind),
        required: body.required,
        nullable,
        ty,
        constant: None,
        docs: match docs::text(cx, &body.at, body.description) {
            Some(text) => Docs {
                text: Some(text),
                ..own
            },
            None => own,
        },
        facts: Facts::default(),
        example: None,
    }
}
