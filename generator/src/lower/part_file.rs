//! Decides which parts of a multipart body are files.

use crate::model::{Argument, Docs, Facts, Location, Type};
use crate::openapi::{
    Additional, Context, Encoding, JsonType, MediaType, Schema, SchemaObject, is_json,
};
use crate::source::Site;

use super::all_of;

/// The number of nested schemas that are searched for files. Schemas may contain themselves.
pub(super) const LEVELS: usize = 4;

/// The number of files in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// One file.
    One,
    /// A list of files.
    List,
    /// An object whose members are files.
    Map,
}

impl Files {
    /// The type of an argument for the part.
    pub(super) fn ty(self) -> Type {
        match self {
            Self::One => Type::File(false),
            Self::List => Type::File(true),
            Self::Map => Type::Map(Box::new(Type::File(false))),
        }
    }
}

/// Returns how many files a part may be, if it may be a file. Files are
/// strings with `format: binary` (3.0) or their own media type (3.1), or whose `contentEncoding` leaves
/// bytes as they are (RFC 2045, section 6.2), properties without a type, strings whose media type in
/// `encoding` is not textual, arrays of these, and unions with one of these.
pub(super) fn file<'a>(
    cx: Context<'a>,
    site: &Site<'a>,
    encoding: Option<&Encoding<'a>>,
    unsaid: bool,
    levels: usize,
) -> Option<Files> {
    let levels = levels.checked_sub(1)?;
    let media = encoding.and_then(|encoding| encoding.content_type);
    let json = media.is_some_and(|list| list.split(',').all(is_json));
    // The same as `{}`.
    if matches!(Schema::read(cx, site.clone()), Some(Schema::Boolean(true))) {
        return (unsaid && !json).then_some(Files::One);
    }
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.format == Some("binary") || schema.is_bytes() || is_raw(&schema) {
        return Some(Files::One);
    }
    if unsaid && says_nothing(&schema) && !json {
        return Some(Files::One);
    }
    let text = schema.types.as_slice() == [JsonType::String] && schema.enumeration.is_none();
    let encoded = schema.format == Some("byte") || schema.content_encoding.is_some();
    if text && !encoded && media.is_some_and(is_file) {
        return Some(Files::One);
    }
    let items = schema.items.as_ref();
    if let Some(items) = items.filter(|_| schema.types.as_slice() == [JsonType::Array]) {
        return file(cx, items, encoding, unsaid, levels).map(|_| Files::List);
    }
    if let Some(files) = members(cx, &schema, encoding, levels) {
        return Some(files);
    }
    let alternatives = schema.alternatives();
    let found: Vec<Files> = alternatives
        .filter_map(|site| file(cx, site, encoding, unsaid, levels))
        .collect();
    let list = found.contains(&Files::List).then_some(Files::List);
    list.or(found.first().copied())
}

/// Returns `Files::Map` if the members of an object are files, and it has no properties.
fn members<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
    encoding: Option<&Encoding<'a>>,
    levels: usize,
) -> Option<Files> {
    let Additional::Schema(site) = &schema.additional else {
        return None;
    };
    let found = file(cx, site, encoding, false, levels)?;
    (schema.properties.is_empty() && found == Files::One).then_some(Files::Map)
}

/// The argument for files whose names are their keys: `additionalProperties` of the body are files.
pub(super) fn named_files<'a>(
    cx: Context<'a>,
    required: bool,
    media: &MediaType<'a>,
) -> Option<Argument> {
    let schema = all_of::resolve(cx, media.schema.clone()?)?;
    let Additional::Schema(site) = &schema.additional else {
        return None;
    };
    if file(cx, site, None, false, LEVELS)? != Files::One {
        return None;
    }
    let text = "Files to send. The name of each part is the key of its file.";
    Some(Argument {
        origin: site.at.clone(),
        wire: String::new(),
        label: Some("files".to_owned()),
        location: Location::ExplodedFiles(None),
        required: required && schema.properties.is_empty(),
        nullable: false,
        ty: Files::Map.ty(),
        constant: None,
        docs: Docs {
            text: Some(text.to_owned()),
            ..Docs::default()
        },
        facts: Facts::default(),
        example: None,
    })
}

/// Returns the media type in a schema, in that of its items, or in one of its alternatives.
pub(super) fn media_type<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<&'a str> {
    let schema = all_of::resolve(cx, site.clone())?;
    let inner = schema.items.iter().chain(schema.alternatives());
    let mut inner = inner.filter_map(|site| all_of::resolve(cx, site.clone()));
    let held = || inner.find_map(|schema| schema.content_media_type);
    schema.content_media_type.or_else(held)
}

/// Returns whether a part that may be a file may also be text that is not a file.
pub(super) fn may_be_text<'a>(
    cx: Context<'a>,
    site: &Site<'a>,
    encoding: Option<&Encoding<'a>>,
    unsaid: bool,
) -> bool {
    let Some(schema) = all_of::resolve(cx, site.clone()) else {
        return false;
    };
    schema.alternatives().any(|site| {
        let is_file = file(cx, site, encoding, unsaid, LEVELS).is_some();
        let own = all_of::resolve(cx, site.clone());
        !is_file && own.is_some_and(|own| own.types.contains(&JsonType::String))
    })
}

/// Returns whether a string is bytes that are not encoded as text, and are not text themselves.
fn is_raw(schema: &SchemaObject<'_>) -> bool {
    let encoding = schema.content_encoding.unwrap_or_default();
    let identities: &[&str] = match schema.content_media_type {
        Some(media) if !is_file(media) => &["binary"],
        Some(_) | None => &["binary", "8bit", "7bit"],
    };
    matches!(schema.types.as_slice(), [] | [JsonType::String])
        && identities
            .iter()
            .any(|one| encoding.eq_ignore_ascii_case(one))
}

/// Returns whether a schema allows any value.
fn says_nothing(schema: &SchemaObject<'_>) -> bool {
    schema.types.is_empty()
        && !schema.nullable
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

/// Returns whether none of a list of media types is textual.
pub(super) fn is_file(media: &str) -> bool {
    media.split(',').all(|one| {
        let one = one.trim();
        let textual = one.starts_with("text/") || one.ends_with("xml") || is_json(one);
        !textual && !one.starts_with("*/") && !one.contains("form-urlencoded")
    })
}
