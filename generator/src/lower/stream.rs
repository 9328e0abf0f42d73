//! Decides streams: the type of their events or lines, and how they are requested.

use crate::model::{Argument, Location, Reply, Scalar, Shape, Stream, Type};
use crate::openapi::{Context, MediaType};
use crate::source::Site;

use super::all_of;
use super::media::Kind;
use super::schema::{Slot, Types};
use super::union::of_sites;

/// Returns the response for a stream of events or lines.
pub(super) fn items(kind: Kind, item: Type) -> Reply {
    if kind == Kind::Events {
        Reply::Events(item)
    } else {
        Reply::Lines(item)
    }
}

/// The type of an event or line.
pub(super) fn item<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    kind: Kind,
    slot: Slot,
) -> Type {
    let site = media.item_schema.as_ref().or(media.schema.as_ref());
    let whole = media.item_schema.is_none();
    let is_event = kind == Kind::Events;
    let data = site.filter(|_| is_event && !whole);
    let data = data.and_then(|site| event_data(types.cx, site, LEVELS));
    let ty = match (&data, site) {
        (Some(data), _) => of_sites(types, data, slot),
        (None, Some(site)) => types.schema(site.clone(), slot),
        (None, None) => Type::Any,
    };
    match ty {
        // A schema of the whole stream does not describe its lines. The data of events are strings.
        Type::String | Type::Text(_) if whole && !is_event => Type::Any,
        Type::List(item) if whole => *item,
        ty if is_event && types.plain(&ty).is_text() => Type::String,
        ty => ty,
    }
}

/// The number of nested unions that are searched for events. Schemas may contain themselves.
const LEVELS: usize = 8;

/// The schemas of the data of events, if the schema describes whole events, with fields such as `event`
/// and `data` (OpenAPI 3.2, 4.14.4.3). `contentSchema` describes the JSON in a string.
fn event_data<'a>(cx: Context<'a>, site: &Site<'a>, levels: usize) -> Option<Vec<Site<'a>>> {
    let levels = levels.checked_sub(1)?;
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.properties.is_empty() {
        let all = schema.alternatives();
        let all = all.map(|site| event_data(cx, site, levels));
        let all: Option<Vec<Vec<Site<'a>>>> = all.collect();
        return all
            .map(|sites| sites.concat())
            .filter(|sites| !sites.is_empty());
    }
    let fields = ["event", "data", "id", "retry", "comment"];
    if !schema
        .properties
        .iter()
        .all(|(name, _)| fields.contains(name))
    {
        return None;
    }
    let (_, data) = schema.properties.iter().find(|(name, _)| *name == "data")?;
    let target = data.child("$ref").and_then(|one| cx.target(&one));
    let data = target.as_ref().unwrap_or(data);
    Some(vec![
        data.child("contentSchema").unwrap_or_else(|| data.clone()),
    ])
}

/// Returns the stream that can be requested. If a member of the body enables it, that member is no
/// longer an argument, because the method sets it.
pub(super) fn requested(
    types: &Types<'_>,
    reply: Reply,
    accept: String,
    arguments: &mut Vec<Argument>,
) -> Stream {
    let is_member = |argument: &Argument| {
        let in_body = matches!(
            argument.location,
            Location::Field | Location::FormField(_) | Location::Part(_)
        );
        in_body && !argument.required
    };
    let is_switch = |argument: &Argument| argument.wire == "stream" && argument.ty == Type::Bool;
    // Server-sent events, as one of the formats of the response.
    let format = |argument: &Argument| {
        let Some(Shape::StringEnum(values)) = types.shape_of(&argument.ty) else {
            return None;
        };
        let names = ["sse", "event-stream", "text/event-stream"];
        let mut values = values.iter().map(|value| &value.wire);
        values
            .find(|value| names.contains(&value.as_str()))
            .cloned()
    };
    let members = || {
        arguments
            .iter()
            .enumerate()
            .filter(|(_, one)| is_member(one))
    };
    let switch = members().find(|(_, one)| is_switch(one));
    let found = switch.map(|(at, _)| (at, Scalar::Bool(true))).or_else(|| {
        let mut formats = members().filter_map(|(at, one)| Some((at, Scalar::Text(format(one)?))));
        formats.next().filter(|_| matches!(reply, Reply::Events(_)))
    });
    // Bytes are the same whether they are streamed or not.
    let (at, value) = found.filter(|_| reply != Reply::Pieces).unzip();
    Stream {
        accept,
        member: at.map(|at| arguments.remove(at)),
        value: value.unwrap_or(Scalar::Bool(true)),
        reply,
    }
}
