//! Decides whether the caller states the media type of a request body.

use crate::model::{Argument, Docs, Facts, Location, Type};
use crate::openapi::MediaType;

use super::media::Kind;

/// Adds the argument for the media type of a body, if its media range leaves it open. It is optional if the client
/// sends `written` otherwise.
pub(super) fn add(
    arguments: &mut Vec<Argument>,
    media: &MediaType<'_>,
    kind: Kind,
    written: &str,
    required: bool,
) {
    let range = media.essence();
    if !is_in_range(&range, written) {
        arguments.insert(0, of(media, required));
    } else if media.is_open() && matches!(kind, Kind::Bytes) {
        let mut argument = of(media, false);
        if let Some(text) = &mut argument.docs.text {
            *text = format!("{text} By default, `{written}`.");
        }
        arguments.push(argument);
    }
}

/// Whether a media type that is sent belongs to the media range of the body.
fn is_in_range(range: &str, sent: &str) -> bool {
    match range.strip_suffix("/*") {
        Some(top) => top == "*" || sent.split('/').next() == Some(top),
        None => true,
    }
}

/// The argument for the media type of a body whose range has no usual one, such as `image/*`, or of bytes.
pub(super) fn of(media: &MediaType<'_>, required: bool) -> Argument {
    Argument {
        origin: media.at.clone(),
        wire: "content-type".to_owned(),
        label: None,
        location: Location::Header { explode: false },
        required,
        nullable: false,
        ty: Type::String,
        constant: None,
        docs: Docs {
            text: Some(format!("The media type of the body: `{}`.", media.name)),
            ..Docs::default()
        },
        facts: Facts::default(),
        example: None,
    }
}
