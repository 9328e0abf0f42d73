//! Decides what comes back on success.

use crate::diagnostic::Code;
use crate::ir::{Example, Reply, Step, Type};
use crate::openapi::{Context, MediaType, Operation, Response, SchemaObject, Status};
use crate::source::Site;

use super::schema::{Slot, Types, unwrap};
use super::{all_of, body, example};

/// What comes back.
pub(super) struct Answer {
    /// How it is read.
    pub(super) reply: Reply,
    /// The media type to accept.
    pub(super) accept: String,
    /// The stream that may be asked for instead, and its media type.
    pub(super) stream: Option<(Reply, String)>,
    /// An example.
    pub(super) example: Option<Example>,
    /// Whether the document speaks of the header `Link` (RFC 8288).
    pub(super) links: bool,
}

/// What an operation answers with.
pub(super) fn lower<'a>(types: &mut Types<'a>, operation: &Operation<'a>, slot: &Slot) -> Answer {
    let cx = types.cx;
    let responses: Vec<Response<'a>> = successes(&operation.responses)
        .into_iter()
        .filter_map(|site| Response::read(cx, site))
        .collect();
    let links = has_links(operation, &responses);
    let empty = responses.iter().any(|response| response.content.is_empty());
    let media: Vec<&MediaType<'a>> = responses
        .iter()
        .flat_map(|response| &response.content)
        .collect();
    let json: Vec<&MediaType<'a>> = media
        .iter()
        .copied()
        .filter(|media| is_json(media))
        .collect();
    if let Some(first) = json.first() {
        let streams = |media: &&&MediaType<'a>| !is_json(media) && rank(cx, media) < 2;
        let stream = media.iter().find(streams).copied();
        note_others(cx, &media, |media| {
            is_json(media) || stream.is_some_and(|stream| stream.at == media.at)
        });
        let ty = of_json(types, &json, slot.step(body::response_step()));
        let stream = stream.map(|media| {
            let item = item(types, media, slot.step(Step::Named("event".to_owned())));
            (streamed(rank(cx, media), item), accept(media))
        });
        let nullable = empty || matches!(ty, Type::Nullable(_));
        let ty = unwrap(ty);
        let reply = if nullable && ty != Type::Any {
            Reply::OptionalJson(ty)
        } else {
            Reply::Json(ty)
        };
        return Answer {
            reply,
            accept: accept(first),
            stream,
            example: example::of(cx, &json),
            links,
        };
    }
    let first = media.iter().copied().min_by_key(|media| rank(cx, media));
    let (reply, accept) = match first {
        None => (Reply::Empty, "*/*".to_owned()),
        Some(first) => {
            note_others(cx, &media, |media| media.essence() == first.essence());
            let reply = match rank(cx, first) {
                rank @ 0..2 => {
                    let item = item(types, first, slot.step(body::response_step()));
                    streamed(rank, item)
                }
                2 => Reply::Text,
                _ => Reply::Binary,
            };
            (reply, accept(first))
        }
    };
    let pieces = (reply == Reply::Binary).then(|| (Reply::Pieces, accept.clone()));
    Answer {
        reply,
        accept,
        stream: pieces,
        example: None,
        links,
    }
}

/// Whether a header `Link` is listed, or told of.
fn has_links(operation: &Operation<'_>, responses: &[Response<'_>]) -> bool {
    let listed = |response: &Response<'_>| {
        let mut headers = response.headers.iter();
        headers.any(|name| name.eq_ignore_ascii_case("link"))
    };
    let texts = responses.iter().filter_map(|response| response.description);
    let mut texts = texts.chain(operation.description);
    responses.iter().any(listed)
        || texts.any(|text| text.contains("Link header") || text.contains("`Link`"))
}

fn streamed(rank: u8, item: Type) -> Reply {
    if rank == 0 {
        Reply::Events(item)
    } else {
        Reply::Lines(item)
    }
}

/// The type of an event or line.
fn item<'a>(types: &mut Types<'a>, media: &MediaType<'a>, slot: Slot) -> Type {
    let site = media.item_schema.as_ref().or(media.schema.as_ref());
    match site.map_or(Type::Any, |site| types.schema(site.clone(), slot)) {
        // A schema of the whole stream says nothing of its items.
        Type::String => Type::Any,
        ty => unwrap(ty),
    }
}

fn accept(media: &MediaType<'_>) -> String {
    media.name.trim().to_owned()
}

/// Streams tell most, bytes least.
fn rank<'a>(cx: Context<'a>, media: &MediaType<'a>) -> u8 {
    let essence = media.essence();
    let binary = || {
        let schema = media
            .schema
            .as_ref()
            .and_then(|site| all_of::resolve(cx, site.clone()));
        schema.is_some_and(|schema| schema.format == Some("binary"))
    };
    match essence.as_str() {
        "text/event-stream" => 0,
        "application/x-ndjson"
        | "application/jsonl"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/json-seq" => 1,
        _ if binary() => 3,
        _ if essence.starts_with("text/")
            || essence.ends_with("xml")
            || essence.ends_with("yaml") =>
        {
            2
        }
        _ => 3,
    }
}

/// `*/*` around a schema of an object, too: such documents are made by frameworks that mean JSON.
fn is_json(media: &MediaType<'_>) -> bool {
    media.is_json() || (media.essence() == "*/*" && media.schema.is_some())
}

/// One type for every JSON answer: the same for all, or a union.
fn of_json<'a>(types: &mut Types<'a>, media: &[&MediaType<'a>], slot: Slot) -> Type {
    let mut sites: Vec<Site<'a>> = Vec::new();
    for media in media {
        match &media.schema {
            Some(site) if sites.iter().all(|known| known.node != site.node) => {
                sites.push(site.clone());
            }
            Some(_) => {}
            None => return Type::Any,
        }
    }
    match sites.as_slice() {
        [] => Type::Any,
        [one] => types.schema(one.clone(), slot),
        [first, ..] => {
            let at = first.at.clone();
            let union = SchemaObject {
                one_of: sites,
                ..SchemaObject::default()
            };
            types.composed(&at, union, slot)
        }
    }
}

fn note_others(cx: Context<'_>, media: &[&MediaType<'_>], read: impl Fn(&MediaType<'_>) -> bool) {
    for other in media.iter().filter(|media| !read(media)) {
        let message = format!("responses in `{}` are not requested", other.name);
        cx.diagnostics
            .tell(Code::OtherResponseMediaType, &other.at, message);
    }
}

/// The success responses, the lowest status first; `default` if nothing else is said.
fn successes<'a>(responses: &[(Status, Site<'a>)]) -> Vec<Site<'a>> {
    let mut found: Vec<&(Status, Site<'a>)> = responses
        .iter()
        .filter(|(status, _)| status.is_success())
        .collect();
    found.sort_by_key(|(status, _)| *status);
    if found.is_empty() {
        found.extend(
            responses
                .iter()
                .filter(|(status, _)| *status == Status::Default),
        );
    }
    found.into_iter().map(|(_, site)| site.clone()).collect()
}
