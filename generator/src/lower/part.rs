//! Decides the serialization of the members of a form or multipart body (OpenAPI 3.1, 4.8.14.3,
//! 4.8.14.4 and 4.8.15).

use std::collections::HashSet;

use crate::diagnostic::Code;
use crate::model::{Argument, Delimiter, Field, Location, PartStyle, Shape, Type};
use crate::openapi::{
    Additional, Context, Encoding, JsonType, MediaType, SchemaConfig, SchemaObject, Style, Version,
    is_json, is_open,
};
use crate::source::{Node, Pointer, Site};

use super::body::Sending;
use super::delimiter;
use super::encoding::{self, note_unstyled, style_key};
use super::part_file::{Files, LEVELS, file, media_type};
use super::schema::Types;
use super::{all_of, both, part_file};

/// The delimiters of an array of arrays, if the encoding has any.
pub(super) fn nested(encoding: &Encoding<'_>) -> Option<(bool, Vec<Delimiter>)> {
    let style = encoding.style.unwrap_or(Style::Form);
    delimiter::nested(encoding.explode == Some(true), style, &encoding.inner)
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
        | Type::Text(_)
        | Type::Bytes
        | Type::File(_)
        | Type::List(_) => false,
    }
}

/// The type of the text that stands for a value, if the value is an object or an array of objects:
/// nothing but JSON is written for these.
pub(super) fn as_text(types: &Types<'_>, ty: &Type) -> Option<Type> {
    let is_object = |ty: &Type| match types.plain(ty) {
        Type::Map(_) => true,
        ty => types.struct_of(ty).is_some(),
    };
    match (types.plain(ty), types.shape_of(ty)) {
        (Type::List(item), _) if is_object(item) => Some(Type::List(Box::new(Type::String))),
        (_, Some(Shape::Union(union))) => {
            let mut variants = union.iter();
            variants
                .any(|one| is_object(&one.ty))
                .then_some(Type::String)
        }
        (ty, _) => is_object(ty).then_some(Type::String),
    }
}

/// The parts of a multipart body.
pub(super) struct Parts<'p, 'a> {
    media: &'p MediaType<'a>,
    known: Vec<Part<'a>>,
    /// The names of parts in the shell commands of the document.
    shown: HashSet<String>,
    /// Whether an object may be exploded (3.1). Style `form` has no effect in 3.0, where some
    /// frameworks write it for all parts; other styles are meant.
    explodes: bool,
}

struct Part<'a> {
    name: &'a str,
    /// The number of files, if the part may be one.
    file: Option<Files>,
    list: bool,
    /// Whether the part is a string with `contentEncoding`.
    encoded: bool,
    /// The media type in the schema.
    media_type: Option<&'a str>,
    /// The name on the wire in `x-sdk`.
    wire: Option<&'a str>,
    /// Whether it may be text instead of a file.
    may_be_text: bool,
}

impl<'p, 'a> Parts<'p, 'a> {
    pub(super) fn read(
        cx: Context<'a>,
        sending: Sending<'_, 'a>,
        media: &'p MediaType<'a>,
    ) -> Self {
        // In version 2.0, a parameter without a type is a string.
        let unsaid = cx.version != Version::V20;
        let part = |(name, site): (&'a str, Site<'a>)| {
            let encoding = media.encoding(name);
            let schema = all_of::resolve(cx, site.clone());
            Part {
                name,
                file: file(cx, &site, encoding, unsaid, LEVELS),
                list: schema
                    .as_ref()
                    .is_some_and(|schema| schema.types.as_slice() == [JsonType::Array]),
                encoded: schema.is_some_and(|schema| schema.content_encoding.is_some()),
                media_type: media_type(cx, &site),
                wire: SchemaConfig::read(cx, &site).wire,
                may_be_text: part_file::may_be_text(cx, &site, encoding, unsaid),
            }
        };
        encoding::note_unknown(cx, media);
        Self {
            media,
            known: properties(cx, media).into_iter().map(part).collect(),
            shown: sending
                .samples
                .iter()
                .flat_map(|text| shown(text))
                .collect(),
            explodes: sending.is_v31,
        }
    }

    /// Returns the location of a field and its type there.
    pub(super) fn location(&self, types: &Types<'a>, field: &Field) -> (Location, Type) {
        let encoding = self.media.encoding(&field.wire);
        let part = self.known.iter().find(|part| part.name == field.wire);
        let held = part.and_then(|part| part.media_type);
        if let Some(files) = part.and_then(|part| part.file) {
            let listed = encoding.and_then(|encoding| encoding.content_type);
            let listed = listed.filter(|list| list.split(',').any(|one| !is_open(one)));
            // This is the media type of any file without one, and says little.
            let held = held.filter(|media| *media != "application/octet-stream");
            let list = listed.or(held).map(str::to_owned);
            let styled = (files == Files::Map).then(|| self.styled(types, field));
            if styled == Some(PartStyle::Exploded) {
                return (Location::ExplodedFiles(list), files.ty());
            }
            if styled.is_some_and(|style| style != PartStyle::Nested) {
                let message = format!(
                    "the files in the object `{0}` are sent as the parts `{0}[key]`",
                    field.wire
                );
                let diagnostics = types.cx.diagnostics;
                diagnostics.tell(Code::ObjectInForm, &self.media.at, message);
            }
            return (Location::FilePart(list), files.ty());
        }
        let style = self.style(types, field, held);
        self.note_style(types, field, &style);
        let text = match &style {
            PartStyle::Typed(media) => as_text(types, &field.ty).inspect(|_| {
                let message = format!(
                    "the part `{}` is an object with the media type `{media}`, which the client cannot serialize; the caller passes it as text",
                    field.wire
                );
                let at = self.media.at.child("encoding").child(&field.wire);
                types.cx.diagnostics.tell(Code::OtherBodyKind, &at, message);
            }),
            PartStyle::Plain
            | PartStyle::Nested
            | PartStyle::Exploded
            | PartStyle::Joined(_)
            | PartStyle::Delimited(..)
            | PartStyle::Json(_) => None,
        };
        (Location::Part(style), text.unwrap_or(field.ty.clone()))
    }

    /// Returns the style of a field that is not a file and whose schema has the media type `held`.
    fn style(&self, types: &Types<'a>, field: &Field, held: Option<&str>) -> PartStyle {
        let encoding = self.media.encoding(&field.wire);
        let listed = encoding.and_then(|encoding| encoding.content_type);
        let mut list = listed.into_iter().flat_map(|list| list.split(','));
        let first = list.next().map(str::trim);
        let json = list.map(str::trim).find(|media| is_json(media));
        let chosen = json.filter(|_| as_text(types, &field.ty).is_some());
        if let Some(media) = chosen.or(first).filter(|media| !is_open(media)) {
            // Text that is JSON already is not encoded again.
            return if is_json(media) && !held.is_some_and(is_json) {
                PartStyle::Json(media.to_owned())
            } else {
                PartStyle::Typed(media.to_owned())
            };
        }
        // Encoded bytes are not text, whatever they are written as (OpenAPI 3.1, 4.8.15.1).
        if listed.is_none() && self.encodes(&field.wire) {
            return PartStyle::Typed("application/octet-stream".to_owned());
        }
        self.styled(types, field)
    }

    /// Returns the style of a field whose media type does not decide it.
    fn styled(&self, types: &Types<'a>, field: &Field) -> PartStyle {
        let encoding = self.media.encoding(&field.wire);
        let open = format!("{}[", field.wire);
        let nested = |name: &String| {
            let key = name.strip_prefix(&open);
            key.is_some_and(|key| key != "]")
        };
        let (style, explode) = encoding.map_or((None, None), |one| (one.style, one.explode));
        if let Some((explode, delimiters)) = encoding.and_then(self::nested) {
            return PartStyle::Delimited(explode, delimiters);
        }
        match (style, explode) {
            (Some(Style::DeepObject), _) => PartStyle::Nested,
            _ if self.shown.iter().any(nested) => PartStyle::Nested,
            (style, None | Some(false)) if style.and_then(delimiter::unusual).is_some() => {
                let delimiter = style.and_then(delimiter::unusual);
                PartStyle::Joined(delimiter.map_or(",", Delimiter::text))
            }
            (_, Some(false)) => PartStyle::Joined(","),
            (Some(Style::Form), _) | (None, Some(true))
                if self.explodes && may_be_object(types, &field.ty) =>
            {
                PartStyle::Exploded
            }
            _ => PartStyle::Plain,
        }
    }

    /// Notes a style that decides how a part is sent, although the version of the document ignores it.
    fn note_style(&self, types: &Types<'a>, field: &Field, style: &PartStyle) {
        let cx = types.cx;
        match style {
            PartStyle::Json(_) | PartStyle::Typed(_) => {
                note_unstyled(cx, self.media, &field.wire);
            }
            PartStyle::Nested
            | PartStyle::Exploded
            | PartStyle::Joined(_)
            | PartStyle::Delimited(..) => {
                let encoding = self.media.encoding(&field.wire);
                let key = encoding.and_then(style_key);
                if let Some(key) = key.filter(|_| cx.version == Version::V30) {
                    let message = format!(
                        "OpenAPI 3.0 ignores `{key}` in a multipart body; it is read as OpenAPI 3.1 defines it"
                    );
                    let at = encoding::place(self.media, &field.wire).child(key);
                    cx.diagnostics
                        .tell(Code::KeywordOfOtherVersion, &at, message);
                }
            }
            PartStyle::Plain => {}
        }
    }

    /// Describes how text is passed to a part that is a file in other calls.
    pub(super) fn describe(&self, argument: &mut Argument) {
        let part = self.known.iter().find(|part| part.name == argument.wire);
        if part.is_some_and(|part| part.file.is_some() && part.may_be_text) {
            let how = "For text that is not a file, pass `File::text`.";
            let text = argument.docs.text.take();
            let text = text.map_or(how.to_owned(), |text| format!("{text}\n\n{how}"));
            argument.docs.text = Some(text);
        }
    }

    /// Returns whether a part is a string with `contentEncoding`.
    fn encodes(&self, name: &str) -> bool {
        let part = self.known.iter().find(|part| part.name == name);
        part.is_some_and(|part| part.encoded)
    }

    /// The name of a part on the wire, if it differs from the name of the property. It is the name
    /// in `x-sdk`, or the name with the suffix `[]` if shell commands use that for an array.
    pub(super) fn wire(&self, argument: &Argument) -> Option<String> {
        let part = self.known.iter().find(|part| part.name == argument.wire)?;
        if let Some(wire) = part.wire {
            return Some(wire.to_owned());
        }
        let several = part.list || part.file == Some(Files::List);
        let listed = format!("{}[]", part.name);
        let shown = self.shown.contains(&listed) && !self.shown.contains(part.name);
        (several && shown).then_some(listed)
    }
}

/// The schema of a body that has one of several schemas, and its place: all of their properties. None of
/// them is required.
pub(super) fn of_alternatives<'a>(
    cx: Context<'a>,
    media: &MediaType<'a>,
) -> Option<(Pointer, SchemaObject<'a>)> {
    let site = media.schema.as_ref()?;
    let schema = all_of::resolve(cx, site.clone())?;
    let properties = gathered(cx, &schema, LEVELS);
    if schema.alternatives().next().is_none() || properties.len() == schema.properties.len() {
        return None;
    }
    let message = "a multipart request body has one of several schemas; the parts of all of them are optional arguments";
    cx.diagnostics
        .tell(Code::PartsOfAlternatives, &site.at, message);
    let whole = SchemaObject {
        types: vec![JsonType::Object],
        properties,
        required: schema.required,
        description: schema.description,
        ..SchemaObject::default()
    };
    Some((site.at.clone(), whole))
}

/// Notes that only the properties of a multipart body are parts.
pub(super) fn note_additional<'a>(cx: Context<'a>, media: &MediaType<'a>) {
    let site = media.schema.clone();
    let schema = site.and_then(|site| all_of::resolve(cx, site));
    if let Some(Additional::Schema(site)) = schema.map(|schema| schema.additional)
        && *site.node != Node::Bool(true)
    {
        let message = "`additionalProperties` has no effect on this multipart request body; only the `properties` of the schema are sent";
        let code = Code::KeywordWithoutEffect;
        cx.diagnostics.tell(code, &site.at, message);
    }
}

/// The properties of a schema and of its alternatives.
fn gathered<'a>(
    cx: Context<'a>,
    schema: &SchemaObject<'a>,
    levels: usize,
) -> Vec<(&'a str, Site<'a>)> {
    let mut all = schema.properties.clone();
    let Some(levels) = levels.checked_sub(1) else {
        return all;
    };
    for site in schema.alternatives() {
        let Some(inner) = all_of::resolve(cx, site.clone()) else {
            continue;
        };
        for (name, site) in gathered(cx, &inner, levels) {
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = both::either(cx, known, site),
                None => all.push((name, site)),
            }
        }
    }
    all
}

/// The parts of a body that are files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeldFiles {
    None,
    /// There are some, and all of them are optional.
    Optional,
    Required,
}

/// Returns whether a body has parts that are files.
pub(super) fn held_files<'a>(cx: Context<'a>, media: &MediaType<'a>) -> HeldFiles {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    let required = schema.map(|schema| schema.required).unwrap_or_default();
    let parts = properties(cx, media);
    let is_file = |(name, site): &&(&str, Site<'a>)| {
        file(cx, site, media.encoding(name), false, LEVELS).is_some()
    };
    let mut held = HeldFiles::None;
    for (name, _) in parts.iter().filter(is_file) {
        if required.contains(name) {
            return HeldFiles::Required;
        }
        held = HeldFiles::Optional;
    }
    held
}

pub(super) fn properties<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Vec<(&'a str, Site<'a>)> {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    schema
        .map(|schema| gathered(cx, &schema, LEVELS))
        .unwrap_or_default()
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
