//! Decides how a request body is taken: an object's members one by one, anything else as a whole.

use crate::diagnostic::Code;
use crate::ir::{Argument, BodyKind, Docs, Field, Location, Presence, Step, Type};
use crate::openapi::{Context, JsonType, MediaType, RequestBody};
use crate::source::Site;

use super::schema::{Slot, Types};
use super::{all_of, docs};

/// With more required members than this, the body is one argument: nobody can read a call with
/// ten texts in a row.
const REQUIRED_MEMBERS: usize = 6;

/// The body's arguments and its media type; `None`, after a warning, if it cannot be written.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    slot: &Slot,
) -> (Vec<Argument>, Option<String>) {
    let Some(media) = choose(types.cx, &body.content) else {
        return (Vec::new(), None);
    };
    for other in body.content.iter().filter(|other| other.name != media.name) {
        let message = format!(
            "the body is sent as `{}`, not as `{}`",
            media.name, other.name
        );
        types
            .cx
            .diagnostics
            .tell(Code::OtherRequestMediaType, &other.at, message);
    }
    let essence = media.essence();
    let arguments = match essence.as_str() {
        _ if media.is_json() => json(types, body, media, slot),
        "application/x-www-form-urlencoded" => members(types, body, media, slot, |field| {
            (Location::FormField, field.ty.clone())
        })
        .unwrap_or_else(|| whole(types, body, media, slot, BodyKind::Form)),
        _ if essence.starts_with("multipart/") => multipart(types, body, media, slot),
        _ if essence.starts_with("text/")
            || essence.ends_with("xml")
            || essence.ends_with("yaml") =>
        {
            bytes(types.cx, body, Type::String, BodyKind::Text)
        }
        _ => bytes(types.cx, body, Type::Bytes, BodyKind::Binary),
    };
    let written = if essence.contains('*') {
        "application/octet-stream"
    } else {
        media.name
    };
    (arguments, Some(written.to_owned()))
}

/// What can carry files if there are any, then JSON, then what can hold most.
fn choose<'m, 'a>(cx: Context<'a>, content: &'m [MediaType<'a>]) -> Option<&'m MediaType<'a>> {
    let rank = |media: &&MediaType<'a>| match media.essence().as_str() {
        "application/json" => 1,
        _ if media.is_json() => 2,
        essence if essence.starts_with("multipart/") => match parts(cx, media) {
            parts if parts.iter().any(|(_, site)| files(cx, site).is_some()) => 0,
            _ => 3,
        },
        "application/x-www-form-urlencoded" => 4,
        essence if essence.starts_with("text/") => 5,
        _ => 6,
    };
    content.iter().min_by_key(rank)
}

/// The members of an object, by their names.
fn parts<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Vec<(&'a str, Site<'a>)> {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    schema.map(|schema| schema.properties).unwrap_or_default()
}

fn json<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Vec<Argument> {
    members(types, body, media, slot, |field| {
        (Location::Field, field.ty.clone())
    })
    .unwrap_or_else(|| whole(types, body, media, slot, BodyKind::Json))
}

fn multipart<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Vec<Argument> {
    let cx = types.cx;
    let parts = parts(cx, media);
    let location = |field: &Field| {
        let part = parts.iter().find(|(name, _)| *name == field.wire);
        match part.and_then(|(_, site)| files(cx, site)) {
            Some(several) => (Location::FilePart, Type::File(several)),
            None => (Location::Part, field.ty.clone()),
        }
    };
    members(types, body, media, slot, location).unwrap_or_else(|| {
        let at = media.schema.as_ref().map_or(&media.at, |site| &site.at);
        types.cx.diagnostics.tell(
            Code::MultipartAsBytes,
            at,
            "a multipart body that is no object with properties is taken as bytes",
        );
        bytes(types.cx, body, Type::Bytes, BodyKind::Binary)
    })
}

/// Whether a part may be a file, and if so, whether it may be several: a text of `format: binary`
/// (3.0) or with a media type of its own (3.1, 4.8.14.4), or a list of such.
fn files<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<bool> {
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.format == Some("binary") || schema.is_bytes() {
        return Some(false);
    }
    let items = schema.items.as_ref();
    if let Some(items) = items.filter(|_| schema.types.as_slice() == [JsonType::Array]) {
        return files(cx, items).map(|_| true);
    }
    let alternatives = schema.alternatives();
    let found: Vec<bool> = alternatives.filter_map(|site| files(cx, site)).collect();
    (!found.is_empty()).then(|| found.contains(&true))
}

/// The members of a body that is an object with just these; `None` if it is something else.
fn members<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
    location: impl Fn(&Field) -> (Location, Type),
) -> Option<Vec<Argument>> {
    let site = media.schema.as_ref()?;
    let ty = types.schema(site.clone(), slot.clone());
    let form = !media.is_json();
    let object = types.struct_of(&ty)?;
    let required = |field: &&Field| field.constant.is_none() && is_required(field);
    if !form && (object.open || object.fields.iter().filter(required).count() > REQUIRED_MEMBERS) {
        return None;
    }
    let origin = site.at.clone();
    let argument = |field: &Field| {
        let (location, ty) = location(field);
        let required = is_required(field) && (body.required || form || field.constant.is_none());
        Argument {
            origin: origin.clone(),
            wire: field.wire.clone(),
            label: None,
            required,
            nullable: matches!(
                field.presence,
                Presence::OptionalNullable | Presence::RequiredNullable
            ),
            ty,
            location,
            // What need not be sent is not sent unasked.
            constant: field.constant.clone().filter(|_| required),
            docs: field.docs.clone(),
        }
    };
    let fields = object.fields.iter().filter(|field| !field.facts.read_only);
    Some(fields.map(argument).collect())
}

fn is_required(field: &Field) -> bool {
    matches!(
        field.presence,
        Presence::Required | Presence::RequiredNullable
    ) && !field.facts.read_only
}

/// The body as one argument.
fn whole<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
    kind: BodyKind,
) -> Vec<Argument> {
    let ty = match &media.schema {
        Some(site) => types.schema(site.clone(), slot.clone()),
        None => Type::Any,
    };
    let nullable = matches!(ty, Type::Nullable(_));
    let docs = match &media.schema {
        Some(site) => types.docs(site),
        None => Docs::default(),
    };
    let ty = super::schema::unwrap(ty);
    vec![argument(types.cx, body, ty, kind, docs, nullable)]
}

fn bytes(cx: Context<'_>, body: &RequestBody<'_>, ty: Type, kind: BodyKind) -> Vec<Argument> {
    vec![argument(cx, body, ty, kind, Docs::default(), false)]
}

fn argument(
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
    }
}

/// The step from an operation to the type of its answer.
pub(super) fn response_step() -> Step {
    Step::Named("response".to_owned())
}
