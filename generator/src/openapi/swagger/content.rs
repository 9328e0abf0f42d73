//! The media types of bodies: `consumes` and `produces`, and the Response Object (Swagger 2.0,
//! 5.2.4 and 5.2.12).

use crate::diagnostic::Code;
use crate::openapi::media_type::essence;
use crate::openapi::{Context, MediaType, Object, is_json};
use crate::source::{Pointer, Site};

/// A media type that an operation consumes or produces, and its place.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct Medium<'a> {
    pub(super) name: &'a str,
    pub(super) at: Pointer,
}

impl Medium<'_> {
    /// The media type without parameters, in lower case.
    pub(super) fn essence(&self) -> String {
        essence(self.name)
    }
}

/// The media types in `consumes` or `produces` of an operation. An operation's own list, even if it
/// is empty, overrides that of the document.
pub(super) fn listed<'a>(operation: &Object<'a>, key: &str) -> Vec<Medium<'a>> {
    let cx = operation.context();
    let of = |object: &Object<'a>| {
        let names = object.texts(key).into_iter();
        let names = names.filter(|(name, _)| !name.trim().is_empty());
        names.map(|(name, at)| Medium { name, at }).collect()
    };
    if operation.get(key).is_some() {
        return of(operation);
    }
    let root = cx.sources.root(cx.sources.entry());
    let document = root.and_then(|root| Object::new(cx, root, "a Swagger 2.0 document"));
    document.as_ref().map(of).unwrap_or_default()
}

/// The media types of the responses of an operation.
pub(in crate::openapi) fn produced<'a>(operation: &Object<'a>) -> Vec<Medium<'a>> {
    listed(operation, "produces")
}

/// The media type of a body for which none is listed.
pub(super) fn usual(is_file: bool, at: &Pointer) -> Medium<'static> {
    let name = if is_file {
        "application/octet-stream"
    } else {
        "application/json"
    };
    Medium {
        name,
        at: at.clone(),
    }
}

/// Notes once for the document that operations do not list media types in `key`.
pub(super) fn note_assumed(cx: Context<'_>, key: &str, use_of: &str, name: &str) {
    if let Some(root) = cx.sources.root(cx.sources.entry()) {
        let message = format!(
            "`{key}` lists no media type for some operations; they are assumed to {use_of} `{name}`"
        );
        let code = Code::AssumedMediaType;
        cx.diagnostics.tell(code, &root.at, message);
    }
}

/// Returns whether a schema or a parameter is a file.
pub(super) fn is_file(site: &Site<'_>) -> bool {
    let kind = site.child("type");
    kind.is_some_and(|kind| kind.node.as_str() == Some("file"))
}

pub(super) fn media_type<'a>(
    name: &'a str,
    at: Pointer,
    schema: Option<Site<'a>>,
) -> MediaType<'a> {
    MediaType {
        at,
        name,
        schema,
        item_schema: None,
        prefix_encoding: Vec::new(),
        item_encoding: None,
        encoding: Vec::new(),
        examples: Vec::new(),
    }
}

/// The value for a media type in a map of examples.
pub(super) fn of_media<'a>(examples: Option<&Site<'a>>, name: &str) -> Option<Site<'a>> {
    let mut examples = examples?.members();
    examples.find_map(|(key, site)| key.trim().eq_ignore_ascii_case(name.trim()).then_some(site))
}

/// The content of the response at `place`. A response without a schema has none.
pub(in crate::openapi) fn content<'a>(
    response: &Object<'a>,
    place: &Pointer,
    produced: &[Medium<'a>],
) -> Vec<MediaType<'a>> {
    let Some(schema) = response.get("schema") else {
        return Vec::new();
    };
    let examples = response.get("examples");
    let file = is_file(&schema);
    let mut media = produced.to_vec();
    let is_success = place.last().is_some_and(|status| status.starts_with('2'));
    // The media types are those of the success responses; errors are JSON beside files and texts.
    let no_json = media.iter().all(|medium| !is_json(medium.name));
    let cx = response.context();
    let list = media.first().and_then(|medium| medium.at.parent());
    if media.is_empty() || (no_json && !file && !is_success) {
        let usual = usual(file, &schema.at);
        match list {
            None => note_assumed(cx, "produces", "return", usual.name),
            Some(list) => {
                let message = "error responses are also read as `application/json`, although `produces` does not list it";
                cx.diagnostics.tell(Code::AssumedMediaType, list, message);
            }
        }
        media.push(usual);
    }
    let media = media.into_iter().map(|Medium { name, at }| MediaType {
        examples: of_media(examples.as_ref(), name).into_iter().collect(),
        ..media_type(name, at, Some(schema.clone()))
    });
    media.collect()
}
