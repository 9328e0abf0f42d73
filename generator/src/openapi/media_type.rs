//! The Media Type Object (OpenAPI 3.1, 4.8.14), Encoding Object (4.8.15) and Request Body Object
//! (4.8.13).

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Node, Pointer, Site};

use super::object::Loss;
use super::{Context, Object, Style, example, is_token, wrong_kind};

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct MediaType<'a> {
    /// The place of the Media Type Object.
    pub at: Pointer,
    /// The media type or range, as written.
    pub name: &'a str,
    /// The schema of the body.
    pub schema: Option<Site<'a>>,
    /// The schema of one item of a stream (OpenAPI 3.2's `itemSchema`).
    pub item_schema: Option<Site<'a>>,
    /// The encoding of each property in a form or multipart body.
    pub encoding: Vec<(&'a str, Encoding<'a>)>,
    /// The encodings of the first parts of a multipart body without names (OpenAPI 3.2), by position.
    /// An entry that cannot be read has none.
    pub prefix_encoding: Vec<Option<Encoding<'a>>>,
    /// The encoding of the other parts of a multipart body without names (OpenAPI 3.2).
    pub item_encoding: Option<Encoding<'a>>,
    /// Examples of the whole body.
    pub examples: Vec<Site<'a>>,
}

/// The encoding of one property.
#[derive(Clone, Debug)]
pub struct Encoding<'a> {
    /// The media type of the part.
    pub content_type: Option<&'a str>,
    /// The `style`, as in a parameter.
    pub style: Option<Style>,
    /// Whether each item or property becomes a separate value.
    pub explode: Option<bool>,
    /// The serialization of the items that are arrays, as in a parameter.
    pub inner: Vec<Style>,
    /// Whether reserved characters of values in a form are not percent-encoded.
    pub allow_reserved: bool,
    /// The headers of the part, by name.
    pub headers: Vec<(&'a str, Site<'a>)>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody<'a> {
    /// The place of the Request Body Object.
    pub at: Pointer,
    /// The description of the body, in Markdown.
    pub description: Option<&'a str>,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether `required` is present, with either value.
    pub says_required: bool,
    /// The alternative media types.
    pub content: Vec<MediaType<'a>>,
    /// The JSON body of a `curl` command that documents the operation.
    pub sample: Option<Node>,
}

impl<'a> MediaType<'a> {
    pub(super) fn read(cx: Context<'a>, name: &'a str, site: Site<'a>) -> Option<Self> {
        if *site.node == Node::Null {
            return Some(Self::empty(name, site.at));
        }
        if wrong_kind::leads_to_schema(cx, &site) {
            return Some(Self::of_schema(name, site));
        }
        let object = Object::or(Loss::Operation, cx, cx.follow(site)?, "a media type")?;
        let read = |site| {
            let encoding = Object::or(Loss::Ignored, cx, site, "an encoding")?;
            note_reserved(name, &encoding);
            Some(Encoding::read(&encoding))
        };
        let encoding = object.members("encoding").into_iter();
        let encoding = encoding.filter_map(|(name, site)| Some((name, read(site)?)));
        let prefix = object.items("prefixEncoding").into_iter();
        Some(Self {
            prefix_encoding: prefix.map(read).collect(),
            item_encoding: object.get("itemEncoding").and_then(read),
            at: object.at().clone(),
            name: first_of_list(name).unwrap_or(name),
            schema: object.get("schema"),
            item_schema: object.get("itemSchema"),
            encoding: encoding.collect(),
            examples: example::of_media_type(&object, name),
        })
    }

    /// A media type whose values have this schema.
    pub(super) fn of_schema(name: &'a str, site: Site<'a>) -> Self {
        Self {
            schema: Some(site.clone()),
            ..Self::empty(name, site.at)
        }
    }

    fn empty(name: &'a str, at: Pointer) -> Self {
        Self {
            at,
            name,
            schema: None,
            item_schema: None,
            encoding: Vec::new(),
            prefix_encoding: Vec::new(),
            item_encoding: None,
            examples: Vec::new(),
        }
    }

    /// Reads the `content` of an object.
    pub(super) fn list(object: &Object<'a>) -> Vec<Self> {
        let content = object.members("content").into_iter();
        content
            .filter_map(|(name, site)| Self::read(object.context(), name, site))
            .collect()
    }

    /// Returns the encoding of a property, if the document declares one.
    #[must_use]
    pub fn encoding(&self, property: &str) -> Option<&Encoding<'a>> {
        let mut encodings = self.encoding.iter();
        let (_, encoding) = encodings.find(|(name, _)| *name == property)?;
        Some(encoding)
    }

    /// The media type without parameters, in lower case: `application/json`.
    #[must_use]
    pub fn essence(&self) -> String {
        essence(self.name)
    }

    /// Returns whether the subtype is left open, as in `image/*`.
    #[must_use]
    pub fn is_open(&self) -> bool {
        is_open(self.name)
    }

    /// Returns whether the body is JSON: `application/json`, `text/json` and every `+json` suffix
    /// (RFC 6839, 3.1).
    #[must_use]
    pub fn is_json(&self) -> bool {
        is_json(self.name)
    }

    /// Returns whether the body is a form: `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn is_form(&self) -> bool {
        is_form(self.name)
    }
}

/// The media type that a key stands for if the key lists several, separated by commas: the first JSON type, or else the
/// first one.
pub(super) fn first_of_list(name: &str) -> Option<&str> {
    let all = || name.split(',').map(str::trim);
    // A quoted value may contain a comma.
    if name.contains('"') || all().count() < 2 || !all().all(is_media_range) {
        return None;
    }
    all().find(|one| is_json(one)).or_else(|| all().next())
}

/// A media type without parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The parameters of a media type, such as ` charset=utf-8`. A quoted value may contain `;` (RFC 9110, 5.6.6).
pub fn parameters(media_type: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let ends = move |char: char| {
        let escapes = is_quoted && char == '\\' && !is_escaped;
        is_quoted ^= char == '"' && !is_escaped;
        is_escaped = escapes;
        char == ';' && !is_quoted
    };
    media_type.split(ends).skip(1)
}

/// Returns whether the subtype is left open: `*/*`, `image/*`, and also `application/*+json`, which
/// documents have although RFC 9110, 12.5.1 does not.
#[must_use]
pub fn is_open(media_range: &str) -> bool {
    let essence = essence(media_range);
    let parts = essence.split_once('/');
    parts.is_some_and(|(_, subtype)| subtype.starts_with('*'))
}

/// Returns whether a media type is JSON, with or without parameters.
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Returns whether a media type is XML that holds data (RFC 7303, 9): not an image or a page.
#[must_use]
pub fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    let is_shown = essence.starts_with("image/") || essence.contains("xhtml");
    (essence.ends_with("/xml") || essence.ends_with("+xml")) && !is_shown
}

/// Sorts members by name: their order has no meaning.
fn sorted<'a>(mut members: Vec<(&'a str, Site<'a>)>) -> Vec<(&'a str, Site<'a>)> {
    members.sort_by_key(|(name, _)| *name);
    members
}

impl<'a> Encoding<'a> {
    fn read(object: &Object<'a>) -> Self {
        Self {
            content_type: content_type(object),
            style: object.str("style").and_then(Style::named),
            explode: object.bool("explode"),
            inner: Vec::new(),
            allow_reserved: object.bool("allowReserved").unwrap_or_default(),
            headers: sorted(object.members("headers")),
        }
    }
}

/// Notes `allowReserved` where nothing is percent-encoded (OpenAPI 3.2, 4.15.1.2).
fn note_reserved(media_type: &str, encoding: &Object<'_>) {
    if encoding.bool("allowReserved") == Some(true) && !is_form(media_type) {
        let message = format!(
            "`allowReserved` has no effect in a body of the media type `{media_type}`, which is not percent-encoded"
        );
        let at = encoding.at().child("allowReserved");
        let diagnostics = encoding.context().diagnostics;
        diagnostics.tell(Code::KeywordWithoutEffect, &at, message);
    }
}

fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Reads the `contentType` of an encoding: media ranges, separated by commas (4.8.15.1).
fn content_type<'a>(object: &Object<'a>) -> Option<&'a str> {
    let text = object.str("contentType")?;
    if text.split(',').all(is_media_range) {
        return Some(text);
    }
    let at = object.at().child("contentType");
    let message = format!("`{text}` is not a media type; it is ignored");
    let mut diagnostic = Diagnostic::new(Code::UnknownValue, &at, message)
        .help("write a media type such as `image/png`");
    diagnostic.severity = Severity::Warning;
    object.context().diagnostics.report(diagnostic);
    None
}

/// Returns whether a string is a media range (RFC 9110, 12.5.1): `type/subtype`, optionally with
/// parameters.
fn is_media_range(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let parts = essence.trim().split_once('/');
    parts.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parameters.chars().all(|char| matches!(char, ' '..='~'))
}

impl<'a> RequestBody<'a> {
    pub(super) fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        if wrong_kind::leads_to_schema(cx, &site) {
            return Some(Self {
                at: site.at.clone(),
                description: None,
                required: false,
                says_required: false,
                content: vec![MediaType::of_schema("application/json", site)],
                sample: None,
            });
        }
        let object = Object::or(Loss::Operation, cx, cx.follow(site)?, "a request body")?;
        Some(Self {
            at: object.at().clone(),
            description: object.str("description"),
            required: object.bool("required").unwrap_or_default(),
            says_required: object.bool("required").is_some(),
            content: MediaType::list(&object),
            sample: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::is_media_range;

    #[test]
    fn media_ranges_have_a_type_and_a_subtype() {
        for valid in [
            "image/png",
            " image/* ",
            "*/*",
            "text/plain; charset=utf-8",
            "application/vnd.a+json",
        ] {
            assert!(is_media_range(valid), "{valid}");
        }
        for invalid in ["", "png", "image/", "Some words.", "a/b c", "a/b;\r\nx: y"] {
            assert!(!is_media_range(invalid), "{invalid}");
        }
    }
}
