//! Decides the serialization of the members of a form or multipart body (OpenAPI 3.1, 4.8.14.3,
//! 4.8.14.4 and 4.8.15).

use std::collections::HashSet;

use crate::model::{Argument, Field, FormStyle, Location, PartStyle, Shape, Type};
use crate::openapi::{
    Additional, Context, Encoding, JsonType, MediaType, PropertyConfig, SchemaObject,
};
use crate::source::Site;

use super::all_of;
use super::body::Sending;
use super::schema::Types;

/// The serialization of a field of a form. The default of `style` is `form`, and exploded, but
/// without any of these keywords, an object is not serialized in that style: the names of its
/// members follow its own.
pub(super) fn form_style(encoding: &Encoding<'_>, may_be_object: bool) -> FormStyle {
    if encoding.content_type.is_some_and(is_json) {
        return FormStyle::Json;
    }
    match (encoding.style, encoding.explode) {
        (Some("deepObject"), _) => FormStyle::Indexed,
        (Some("spaceDelimited"), _) => FormStyle::Joined("%20"),
        (Some("pipeDelimited"), _) => FormStyle::Joined("%7C"),
        (_, Some(false)) => FormStyle::Joined(","),
        (Some("form"), _) | (None, Some(true)) if may_be_object => FormStyle::Exploded,
        _ => FormStyle::Repeated,
    }
}

/// Whether values of the type may be JSON objects.
pub(super) fn may_be_object(types: &Types<'_>, ty: &Type) -> bool {
    match types.plain(ty) {
        Type::Named(_) => match types.shape_of(ty) {
            Some(Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_)) | None => true,
            Some(Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_)) => false,
        },
        Type::Any | Type::Map(_) | Type::Nullable(_) | Type::Boxed(_) => true,
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Bytes
        | Type::File(_)
        | Type::List(_) => false,
    }
}

/// The parts of a multipart body.
pub(super) struct Parts<'p, 'a> {
    media: &'p MediaType<'a>,
    known: Vec<Part<'a>>,
    /// The names of parts in the shell commands of the document.
    shown: HashSet<String>,
}

struct Part<'a> {
    name: &'a str,
    /// `Some` if the part may be a file, and `true` if it may be several files.
    file: Option<bool>,
    list: bool,
    /// The name on the wire in `x-sdk`.
    wire: Option<&'a str>,
}

impl<'p, 'a> Parts<'p, 'a> {
    pub(super) fn read(
        cx: Context<'a>,
        sending: Sending<'_, 'a>,
        media: &'p MediaType<'a>,
    ) -> Self {
        let part = |(name, site): (&'a str, Site<'a>)| {
            let encoding = media.encoding(name);
            let schema = all_of::resolve(cx, site.clone());
            Part {
                name,
                file: file(cx, &site, encoding, sending.unsaid_is_bytes),
                list: schema.is_some_and(|schema| schema.types.as_slice() == [JsonType::Array]),
                wire: PropertyConfig::read(cx, &site).wire,
            }
        };
        Self {
            media,
            known: properties(cx, media).into_iter().map(part).collect(),
            shown: sending
                .samples
                .iter()
                .flat_map(|text| shown(text))
                .collect(),
        }
    }

    /// Returns the location of a field and its type there.
    pub(super) fn location(&self, field: &Field) -> (Location, Type) {
        let encoding = self.media.encoding(&field.wire);
        let part = self.known.iter().find(|part| part.name == field.wire);
        if let Some(several) = part.and_then(|part| part.file) {
            let only = encoding.and_then(|encoding| encoding.content_type);
            let only = only.filter(|media| !media.contains([',', '*']));
            return (
                Location::FilePart(only.map(str::to_owned)),
                Type::File(several),
            );
        }
        let open = format!("{}[", field.wire);
        let nested = |name: &String| {
            let key = name.strip_prefix(&open);
            key.is_some_and(|key| key != "]")
        };
        let first = encoding.and_then(|encoding| encoding.content_type);
        let first = first.and_then(|list| list.split(',').next()).map(str::trim);
        let style = match (first, encoding.and_then(|encoding| encoding.style)) {
            (Some(media), _) if !media.contains('*') => PartStyle::Typed(media.to_owned()),
            (_, Some("deepObject")) => PartStyle::Nested,
            _ if self.shown.iter().any(nested) => PartStyle::Nested,
            _ => PartStyle::Plain,
        };
        (Location::Part(style), field.ty.clone())
    }

    /// The name of a part on the wire, if it differs from the name of the property. It is the name
    /// in `x-sdk`, or the name with the suffix `[]` if shell commands use that for an array.
    pub(super) fn wire(&self, argument: &Argument) -> Option<String> {
        let part = self.known.iter().find(|part| part.name == argument.wire)?;
        if let Some(wire) = part.wire {
            return Some(wire.to_owned());
        }
        let several = part.list || part.file == Some(true);
        let listed = format!("{}[]", part.name);
        let shown = self.shown.contains(&listed) && !self.shown.contains(part.name);
        (several && shown).then_some(listed)
    }
}

/// Returns whether a body has parts that are files.
pub(super) fn has_files<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let parts = properties(cx, media);
    let mut files = parts
        .iter()
        .filter_map(|(name, site)| file(cx, site, media.encoding(name), false));
    files.next().is_some()
}

fn properties<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Vec<(&'a str, Site<'a>)> {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    schema.map(|schema| schema.properties).unwrap_or_default()
}

/// Returns whether a part may be a file, and if so, whether it may be several files. Files are
/// strings with `format: binary` (3.0) or their own media type (3.1), properties without a type
/// (3.1), strings whose media type in `encoding` is not textual, and arrays of these.
fn file<'a>(
    cx: Context<'a>,
    site: &Site<'a>,
    encoding: Option<&Encoding<'a>>,
    unsaid: bool,
) -> Option<bool> {
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.format == Some("binary") || schema.is_bytes() {
        return Some(false);
    }
    let media = encoding.and_then(|encoding| encoding.content_type);
    if unsaid && says_nothing(&schema) && !media.is_some_and(is_json) {
        return Some(false);
    }
    let text = schema.types.as_slice() == [JsonType::String] && schema.enumeration.is_none();
    let encoded = schema.format == Some("byte") || schema.content_encoding.is_some();
    if text && !encoded && media.is_some_and(is_file) {
        return Some(false);
    }
    let items = schema.items.as_ref();
    if let Some(items) = items.filter(|_| schema.types.as_slice() == [JsonType::Array]) {
        return file(cx, items, encoding, unsaid).map(|_| true);
    }
    let alternatives = schema.alternatives();
    let found: Vec<bool> = alternatives
        .filter_map(|site| file(cx, site, encoding, false))
        .collect();
    (!found.is_empty()).then(|| found.contains(&true))
}

/// Returns whether a schema allows any value.
fn says_nothing(schema: &SchemaObject<'_>) -> bool {
    schema.types.is_empty()
        && schema.properties.is_empty()
        && schema.items.is_none()
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.format.is_none()
        && schema.content_encoding.is_none()
        && schema.content_media_type.is_none()
        && !matches!(schema.additional, Additional::Schema(_))
        && schema.alternatives().next().is_none()
}

fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Returns whether none of a list of media types is textual.
fn is_file(media: &str) -> bool {
    media.split(',').all(|one| {
        let one = one.trim();
        let textual = one.starts_with("text/") || one.ends_with("xml") || is_json(one);
        !textual && !one.starts_with("*/") && !one.contains("form-urlencoded")
    })
}

/// The names of the parts in a `curl` command: `-F 'image[]=@a.png'`.
fn shown(sample: &str) -> Vec<String> {
    let flags = ["-F ", "--form ", "--form-string "];
    let behind = flags.iter().flat_map(|flag| sample.split(flag).skip(1));
    let names = behind.filter_map(|rest| {
        let (name, _) = rest.trim_start().split_once('=')?;
        let name = name.trim_start_matches(['"', '\'']);
        (!name.contains(char::is_whitespace)).then(|| name.to_owned())
    });
    names.collect()
}
