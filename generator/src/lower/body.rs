//! Decides how a request body is taken: an object's members one by one, anything else as a whole.

use crate::ir::{Argument, BodyKind, Docs, Field, Location, Presence, Step, Type};
use crate::openapi::{JsonType, MediaType, RequestBody, Schema};
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
    let Some(media) = choose(&body.content) else {
        return (Vec::new(), None);
    };
    for other in body.content.iter().filter(|other| other.name != media.name) {
        let message = format!(
            "the body is sent as `{}`, not as `{}`",
            media.name, other.name
        );
        types.cx.diagnostics.note(&other.at, message);
    }
    let essence = media.essence();
    let arguments = match essence.as_str() {
        _ if media.is_json() => json(types, body, media, slot),
        "application/x-www-form-urlencoded" => {
            members(types, body, media, slot, |_, _| Location::FormField)
                .unwrap_or_else(|| whole(types, body, media, slot, BodyKind::Form))
        }
        _ if essence.starts_with("multipart/") => multipart(types, body, media, slot),
        _ if essence.starts_with("text/")
            || essence.ends_with("xml")
            || essence.ends_with("yaml") =>
        {
            bytes(body, Type::String, BodyKind::Text)
        }
        _ => bytes(body, Type::Bytes, BodyKind::Binary),
    };
    let written = if essence.contains('*') {
        "application/octet-stream"
    } else {
        media.name
    };
    (arguments, Some(written.to_owned()))
}

/// JSON if there is one, then what can hold most.
fn choose<'m, 'a>(content: &'m [MediaType<'a>]) -> Option<&'m MediaType<'a>> {
    let rank = |media: &&MediaType<'a>| match media.essence().as_str() {
        "application/json" => 0,
        _ if media.is_json() => 1,
        essence if essence.starts_with("multipart/") => 2,
        "application/x-www-form-urlencoded" => 3,
        essence if essence.starts_with("text/") => 4,
        _ => 5,
    };
    content.iter().min_by_key(rank)
}

fn json<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Vec<Argument> {
    members(types, body, media, slot, |_, _| Location::Field)
        .unwrap_or_else(|| whole(types, body, media, slot, BodyKind::Json))
}

fn multipart<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Vec<Argument> {
    let sites: Vec<(String, Site<'a>)> = media
        .schema
        .as_ref()
        .and_then(|site| all_of::resolve(types.cx, site.clone()))
        .map(|schema| {
            schema
                .properties
                .into_iter()
                .map(|(name, site)| (name.to_owned(), site))
                .collect()
        })
        .unwrap_or_default();
    let cx = types.cx;
    let files = |wire: &str| {
        let site = sites.iter().find(|(name, _)| name == wire);
        site.is_some_and(|(_, site)| is_file(cx, site))
    };
    let location = |field: &Field, _: usize| {
        if files(&field.wire) {
            Location::FilePart
        } else {
            Location::Part
        }
    };
    members(types, body, media, slot, location).unwrap_or_else(|| {
        let at = media.schema.as_ref().map_or(&media.at, |site| &site.at);
        types.cx.diagnostics.warning(
            at,
            "a multipart body that is no object with properties is taken as bytes",
        );
        bytes(body, Type::Bytes, BodyKind::Binary)
    })
}

/// Whether a part holds a file: a text of `format: binary` (3.0), or one with a media type of its
/// own or without any type (3.1, 4.8.14.4), or a list of such.
fn is_file<'a>(cx: crate::openapi::Context<'a>, site: &Site<'a>) -> bool {
    let Some(schema) = all_of::resolve(cx, site.clone()) else {
        return false;
    };
    if let Some(items) = schema
        .items
        .as_ref()
        .filter(|_| schema.types.as_slice() == [JsonType::Array])
    {
        return is_file(cx, items);
    }
    schema.format == Some("binary")
}

/// The members of a body that is an object with just these; `None` if it is something else.
fn members<'a>(
    types: &mut Types<'a>,
    body: &RequestBody<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
    location: impl Fn(&Field, usize) -> Location,
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
    let argument = |(index, field): (usize, &Field)| {
        let location = location(field, index);
        let required = is_required(field) && (body.required || form || field.constant.is_none());
        Argument {
            origin: origin.clone(),
            wire: field.wire.clone(),
            required,
            nullable: matches!(
                field.presence,
                Presence::OptionalNullable | Presence::RequiredNullable
            ),
            ty: match location {
                Location::FilePart => Type::File(matches!(field.ty, Type::List(_))),
                _ => field.ty.clone(),
            },
            location,
            // What need not be sent is not sent unasked.
            constant: field.constant.clone().filter(|_| required),
            docs: field.docs.clone(),
        }
    };
    let fields = object.fields.iter().filter(|field| !field.facts.read_only);
    Some(fields.enumerate().map(argument).collect())
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
    let docs = match media
        .schema
        .as_ref()
        .and_then(|site| Schema::read(types.cx, site.clone()))
    {
        Some(Schema::Object(schema)) => docs::of_schema(&schema),
        _ => Docs::default(),
    };
    let ty = super::schema::unwrap(ty);
    vec![argument(body, ty, kind, docs, nullable)]
}

fn bytes(body: &RequestBody<'_>, ty: Type, kind: BodyKind) -> Vec<Argument> {
    vec![argument(body, ty, kind, Docs::default(), false)]
}

fn argument(
    body: &RequestBody<'_>,
    ty: Type,
    kind: BodyKind,
    own: Docs,
    nullable: bool,
) -> Argument {
    Argument {
        origin: body.at.clone(),
        wire: "body".to_owned(),
        location: Location::Body(kind),
        required: body.required,
        nullable,
        ty,
        constant: None,
        docs: match docs::text(body.description) {
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
