//! Decides the response on success.

use crate::diagnostic::Code;
use crate::model::{Alternative, Example, Reply, Step, Type, XmlRoot};
use crate::openapi::{Context, MediaType, Operation, Response, ResponseSite, Status};
use crate::source::Site;

use super::alternative::identity;
use super::media::{self, Kind};
use super::schema::{Slot, Types, unwrap};
use super::success::{is_redirect, successes};
use super::union::of_sites;
use super::{
    all_of, alternative, body, by_status, difference, docs, download, example, gateway, nullable,
    ordered, stream, xml,
};

/// The response of an operation.
#[derive(Clone)]
pub(super) struct Answer {
    /// The response itself.
    pub(super) reply: Reply,
    /// The root of the response, if it is XML.
    pub(super) xml: Option<XmlRoot>,
    /// The media type in the header `Accept`.
    pub(super) accept: String,
    /// The stream that can be requested instead, and its media type.
    pub(super) stream: Option<(Reply, String)>,
    /// Other responses, each requested by a separate method.
    pub(super) alternatives: Vec<Alternative>,
    /// An example of the response.
    pub(super) example: Option<Example>,
    /// The names of the response headers that the document describes, in lower case.
    pub(super) headers: Vec<String>,
    /// The summary of the response.
    pub(super) summary: Option<String>,
}

impl Answer {
    fn of(reply: Reply, accept: String) -> Self {
        Self {
            reply,
            xml: None,
            accept,
            stream: None,
            alternatives: Vec::new(),
            example: None,
            headers: Vec::new(),
            summary: None,
        }
    }

    /// A response of bytes in any media type.
    fn bytes() -> Self {
        let accept = "*/*".to_owned();
        Self {
            stream: Some((Reply::Pieces, accept.clone())),
            ..Self::of(Reply::Binary, accept)
        }
    }
}

/// A body that a response may have.
pub(super) struct Entry<'r, 'a> {
    pub(super) media: &'r MediaType<'a>,
    pub(super) kind: Kind,
    /// The index of the response that it belongs to.
    pub(super) response: usize,
    /// The status codes of that response.
    pub(super) status: Status,
}

/// Lowers the success responses of an operation. `named` is the last word of its path.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    operation: &Operation<'a>,
    named: &str,
    slot: &Slot,
) -> Answer {
    let cx = types.cx;
    let statuses = successes(&operation.responses);
    if statuses.is_empty() && operation.responses.iter().any(|(one, _)| is_redirect(*one)) {
        return redirected(cx, operation);
    }
    let (codes, responses): (Vec<Status>, Vec<Response<'a>>) = statuses
        .into_iter()
        .filter_map(|(status, site)| Some((status, bodied(cx, operation, status, site)?)))
        .unzip();
    let headers = responses.iter().flat_map(|response| &response.headers);
    let headers = headers.map(|(name, _)| name.to_ascii_lowercase()).collect();
    let mut summaries = responses.iter().filter_map(|response| response.summary);
    let summary = docs::text(cx, &operation.at, summaries.next());
    let download = download::is(operation, named);
    let entries = entries(cx, &responses, &codes, download);
    if entries.is_empty() {
        return Answer {
            headers,
            summary,
            ..unsaid(cx, operation, named, &responses)
        };
    }
    let empty = responses.iter().any(|response| response.content.is_empty());
    let mut answer = main(types, &entries, empty, slot);
    (answer.headers, answer.summary) = (headers, summary);
    answer
}

/// Selects the best body as the response, and offers the others as alternatives.
fn main<'a>(types: &mut Types<'a>, entries: &[Entry<'_, 'a>], empty: bool, slot: &Slot) -> Answer {
    let cx = types.cx;
    let of_kind = |kind: Kind| entries.iter().filter(move |entry| entry.kind == kind);
    let usual = of_kind(Kind::Json);
    let usual = usual.min_by_key(|entry| entry.media.essence() != "application/json");
    let first = usual.or_else(|| entries.iter().min_by_key(|entry| rank(entry.kind)));
    let Some(first) = first else {
        return Answer::of(Reply::Empty, "*/*".to_owned());
    };
    let (json, other_json) = divided(entries, first);
    let streams = [Kind::Events, Kind::Lines];
    let streamed = entries.iter().filter(|entry| streams.contains(&entry.kind));
    let streamed = streamed.min_by_key(|entry| rank(entry.kind));
    let streamed = streamed.filter(|_| !streams.contains(&first.kind));
    let mut answer = Answer::of(Reply::Empty, alternative::all_accepted(cx, entries, first));
    answer.reply = match first.kind {
        Kind::Json | Kind::Xml => {
            let inner = slot.step(body::response_step());
            let ty = of_json(types, &json, inner.clone());
            let bodies = entries
                .iter()
                .filter(|entry| json.iter().any(|media| std::ptr::eq(*media, entry.media)));
            let bodies: Vec<(Status, Site<'a>)> = bodies
                .filter_map(|entry| Some((entry.status, entry.media.schema.clone()?)))
                .collect();
            if bodies.iter().any(|(status, _)| *status != first.status) {
                by_status::mark(types, &ty, &bodies, &inner);
            }
            if first.kind == Kind::Xml {
                answer.xml = xml::root_of_response(cx, &types.xml, first.media);
            } else {
                answer.example = example::of(cx, &json);
            }
            json_or_null(ty, empty)
        }
        Kind::Events | Kind::Lines => {
            let slot = slot.step(body::response_step());
            stream::items(types, first.media, first.kind, slot)
        }
        Kind::LooseText if is_nullable(cx, first.media) => Reply::OptionalJson(Type::String),
        Kind::LooseText => Reply::LooseText,
        Kind::Text => Reply::Text,
        Kind::Multipart if ordered::is(cx, first.media) => {
            let slot = slot.step(body::response_step());
            ordered::parts_of_response(types, first.media, &slot)
        }
        Kind::Bytes | Kind::Form | Kind::Multipart => Reply::Binary,
    };
    for entry in entries {
        ordered::note_unused(cx, entry.media);
    }
    if let Some(entry) = streamed {
        let slot = slot.step(Step::Named("event".to_owned()));
        let items = stream::items(types, entry.media, entry.kind, slot);
        answer.stream = Some((items, accept(entry.media)));
    } else if answer.reply == Reply::Binary {
        answer.stream = Some((Reply::Pieces, answer.accept.clone()));
    }
    let mut others = alternative::of(cx, entries, first, streamed);
    others.extend(other_json.into_iter().map(|media| {
        let name = alternative::words(media);
        let ty = of_json(types, &[media], slot.step(Step::Named(name.clone())));
        Alternative {
            name,
            reply: json_or_null(ty, false),
            accept: accept(media),
            beside_json: false,
        }
    }));
    for entry in entries {
        let asked = first.kind == Kind::Json
            && json.iter().any(|one| std::ptr::eq(*one, entry.media))
            || [Some(first), streamed]
                .into_iter()
                .flatten()
                .any(|one| identity(one.media) == identity(entry.media))
            || others
                .iter()
                .any(|other| alternative::asks_for(other, &accept(entry.media)));
        if !asked {
            alternative::note_other(cx, entry.media);
        }
    }
    answer.alternatives = others;
    if streamed.is_some() && answer.reply == Reply::Binary {
        answer.alternatives.push(Alternative {
            name: "byte stream".to_owned(),
            reply: Reply::Pieces,
            accept: answer.accept.clone(),
            beside_json: false,
        });
    }
    answer
}

/// Returns the response for an operation that only describes a redirect, which the client follows.
fn redirected<'a>(cx: Context<'a>, operation: &Operation<'a>) -> Answer {
    let message = "only a redirect is described; the body of its target is read as bytes";
    let place = operation.at.child("responses");
    cx.diagnostics.tell(Code::OtherBodyKind, &place, message);
    Answer::bytes()
}

/// Returns the response for an operation without a described body.
fn unsaid<'a>(
    cx: Context<'a>,
    operation: &Operation<'a>,
    named: &str,
    responses: &[Response<'a>],
) -> Answer {
    let silent = operation.method == "get" && responses.iter().any(|one| one.content.is_empty());
    let sent_on = operation.responses.iter().any(|(one, _)| is_redirect(*one));
    if silent && (sent_on || download::is_named(named)) {
        let message = "the response body is not described; it is read as bytes";
        let place = operation.at.child("responses");
        cx.diagnostics.tell(Code::OtherBodyKind, &place, message);
        return Answer::bytes();
    }
    Answer::of(Reply::Empty, "*/*".to_owned())
}

/// Reads a response. Removes its body if the status code or the HTTP method excludes one.
fn bodied<'a>(
    cx: Context<'a>,
    operation: &Operation<'a>,
    status: Status,
    site: ResponseSite<'a>,
) -> Option<Response<'a>> {
    let mut response = Response::read(cx, site)?;
    let why = match status {
        // RFC 9110, 15.3.5, 15.3.6 and 15.4.5.
        Status::Code(204 | 205 | 304) => format!("a response with status code {status}"),
        // RFC 9110, 9.3.2.
        _ if operation.method == "head" => "a response to HEAD".to_owned(),
        Status::Code(_) | Status::Range(_) | Status::Default => return Some(response),
    };
    if let Some(media) = response.content.first() {
        let message = format!("{why} has no body; this content is ignored");
        cx.diagnostics
            .tell(Code::ContentWithoutBody, &media.at, message);
    }
    response.content.clear();
    Some(response)
}

/// Returns the bodies that may be received. JSON without a schema, or of any value, is ignored if the same response
/// has JSON with a schema. If the operation is a download, a JSON string is treated as the file.
fn entries<'r, 'a>(
    cx: Context<'a>,
    responses: &'r [Response<'a>],
    codes: &[Status],
    download: bool,
) -> Vec<Entry<'r, 'a>> {
    let mut entries: Vec<Entry<'r, 'a>> = Vec::new();
    for (response, (one, status)) in responses.iter().zip(codes).enumerate() {
        let entry = |media| Entry {
            media,
            kind: gateway::kind(cx, one, media),
            response,
            status: *status,
        };
        entries.extend(one.content.iter().map(entry));
    }
    let has_schema =
        |entry: &Entry<'r, 'a>| entry.kind == Kind::Json && media::describes(cx, entry.media);
    let typed: Vec<usize> = entries
        .iter()
        .filter(|entry| has_schema(entry))
        .map(|entry| entry.response)
        .collect();
    entries.retain(|entry| {
        entry.kind != Kind::Json || has_schema(entry) || !typed.contains(&entry.response)
    });
    let is_text =
        |entry: &Entry<'r, 'a>| entry.kind == Kind::Json && media::is_any_text(cx, entry.media);
    let only_text = entries
        .iter()
        .all(|entry| entry.kind != Kind::Json || is_text(entry));
    let bytes = entries.iter().filter(|entry| entry.kind == Kind::Bytes);
    let bytes: Vec<usize> = bytes.map(|entry| entry.response).collect();
    // Of one response, bytes say more than a string. Another response may still be that string.
    let gives_way = |entry: &Entry<'r, 'a>| is_text(entry) && bytes.contains(&entry.response);
    if only_text && entries.iter().any(gives_way) {
        for entry in entries.iter().filter(|entry| gives_way(entry)) {
            alternative::note_other(cx, entry.media);
        }
        entries.retain(|entry| !gives_way(entry));
    } else if only_text && download {
        for entry in entries.iter_mut().filter(|entry| is_text(entry)) {
            entry.kind = Kind::Bytes;
        }
    }
    for entry in &entries {
        if !ordered::is(cx, entry.media) {
            difference::of_response(cx, entry.media, entry.kind);
        }
    }
    entries
}

/// The response of JSON of a type. `empty`: there may be no body.
fn json_or_null(ty: Type, empty: bool) -> Reply {
    let nullable = empty || matches!(ty, Type::Nullable(_));
    match unwrap(ty) {
        ty if nullable && ty != Type::Any => Reply::OptionalJson(ty),
        ty => Reply::Json(ty),
    }
}

/// Divides JSON or XML bodies into those of the usual media type, and those of another media type or version beside it that
/// have a schema of their own.
fn divided<'r, 'a>(
    entries: &[Entry<'r, 'a>],
    first: &Entry<'r, 'a>,
) -> (Vec<&'r MediaType<'a>>, Vec<&'r MediaType<'a>>) {
    let usual_identity = identity(first.media);
    let is_value = |entry: &Entry<'_, 'a>| matches!(entry.kind, Kind::Json | Kind::Xml);
    let same = |entry: &&Entry<'r, 'a>| is_value(entry) && entry.kind == first.kind;
    let json = || entries.iter().filter(same);
    let node = |media: &MediaType<'a>| media.schema.as_ref().map(|site| site.node);
    let mut usual = Vec::new();
    let mut others: Vec<&MediaType<'a>> = Vec::new();
    for entry in json() {
        let own = identity(entry.media);
        let mut beside = json().filter(|one| one.response == entry.response);
        let beside = beside.find(|one| identity(one.media) == usual_identity);
        let is_other = own != usual_identity
            && node(entry.media).is_some()
            && beside.is_some_and(|one| node(one.media) != node(entry.media));
        if !is_other {
            usual.push(entry.media);
        } else if others.iter().all(|known| identity(known) != own) {
            others.push(entry.media);
        }
    }
    (usual, others)
}

fn is_nullable<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let schema = media.schema.as_ref();
    let schema = schema.and_then(|site| all_of::resolve(cx, site.clone()));
    schema.is_some_and(|schema| nullable::schema(cx, &schema))
}

/// The value of `Accept`. A range of JSON media types is replaced by `application/json`.
pub(super) fn accept(media: &MediaType<'_>) -> String {
    match media.essence().as_str() {
        "application/*+json" => "application/json".to_owned(),
        "*" => "*/*".to_owned(),
        _ => media.name.trim().to_owned(),
    }
}

/// Ranks the kinds of bodies. Streams are last because they only deliver the other bodies in
/// pieces.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Json | Kind::Xml | Kind::LooseText => 0,
        Kind::Text => 1,
        Kind::Bytes | Kind::Form | Kind::Multipart => 2,
        Kind::Events => 3,
        Kind::Lines => 4,
    }
}

/// Returns a single type for all JSON bodies: their common type, or a union.
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
    of_sites(types, &sites, slot)
}
