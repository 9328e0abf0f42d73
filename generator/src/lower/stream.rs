//! Decides streams: the type of their events or lines, and how they are requested.

use crate::diagnostic::Code;
use crate::model::{Argument, Location, Reply, Scalar, Shape, Stream, Type};
use crate::openapi::{Context, MediaType};
use crate::source::{Node, Site};

use super::media::Kind;
use super::schema::{Slot, Types};
use super::union::{self, Event};
use super::{all_of, string_enum};

/// Returns the response for a stream of events or lines.
pub(super) fn items(types: &Types<'_>, kind: Kind, item: Type) -> Reply {
    if kind != Kind::Events {
        return Reply::Lines(item);
    }
    let named = match types.shape_of(&item) {
        Some(Shape::Union(variants)) => variants.iter().any(|one| !one.events.is_empty()),
        _ => false,
    };
    if named {
        Reply::NamedEvents(item)
    } else {
        Reply::Events(item)
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
    let events = site.filter(|_| is_event);
    let events = events.and_then(|site| events_of(types.cx, site, whole, LEVELS));
    if let Some(site) = site.filter(|_| whole && events.is_some()) {
        let message = "the schema describes whole events; the stream returns their `data`";
        let code = Code::SchemaOfWholeEvents;
        types.cx.diagnostics.tell(code, &site.at, message);
    }
    let ty = match (&events, site) {
        (Some(events), _) => of_events(types, events, slot),
        (None, Some(site)) => types.schema(site.clone(), slot),
        (None, None) => Type::Any,
    };
    match ty {
        ty if events.is_some() => text_or(types, ty),
        // A schema of the whole stream does not describe its lines. The data of events are strings.
        Type::String | Type::Text(_) if whole && !is_event => Type::Any,
        Type::List(item) if whole => *item,
        ty if is_event => text_or(types, ty),
        ty => ty,
    }
}

/// The type of the data of events, without an alias of strings.
fn text_or(types: &Types<'_>, ty: Type) -> Type {
    match types.plain(&ty) {
        plain if plain.is_text() => Type::String,
        _ => ty,
    }
}

/// The number of nested unions that are searched for events. Schemas may contain themselves.
const LEVELS: usize = 8;

/// The events that a schema describes, if it describes whole events, with fields such as `event`
/// and `data` (OpenAPI 3.2, 4.14.4.3). `contentSchema` describes the JSON in a string.
///
/// Before OpenAPI 3.2 defined `itemSchema`, documents had such schemas in `schema`, beside schemas of
/// only the data. There, `event` or a required `data` tells them apart.
fn events_of<'a>(
    cx: Context<'a>,
    site: &Site<'a>,
    whole: bool,
    levels: usize,
) -> Option<Vec<Event<'a>>> {
    let levels = levels.checked_sub(1)?;
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.properties.is_empty() {
        let items = schema.items.iter().filter(|_| whole);
        let all = schema.alternatives().chain(items);
        let all = all.map(|site| events_of(cx, site, whole, levels));
        let all: Option<Vec<Vec<Event<'a>>>> = all.collect();
        return all
            .map(|events| events.concat())
            .filter(|events| !events.is_empty());
    }
    let fields = ["event", "data", "id", "retry", "comment"];
    let field = |name: &str| {
        let mut properties = schema.properties.iter();
        properties.find(|(known, _)| *known == name)
    };
    let are_fields = schema
        .properties
        .iter()
        .all(|(name, _)| fields.contains(name));
    let (_, data) = field("data")?;
    let tells = !whole || field("event").is_some() || schema.required.contains(&"data");
    if !are_fields || !tells {
        return None;
    }
    let names = field("event").and_then(|(_, site)| all_of::resolve(cx, site.clone()));
    let names = names.and_then(|event| string_enum::values(&event));
    let target = data.child("$ref").and_then(|one| cx.target(&one));
    let content = target.as_ref().unwrap_or(data).child("contentSchema");
    let content = content.unwrap_or_else(|| data.clone());
    Some(vec![Event {
        names: names
            .into_iter()
            .flatten()
            .map(|value| value.wire)
            .collect(),
        data: content,
    }])
}

/// The type of the data of events. Their names decide the variant if the schemas state names.
fn of_events<'a>(types: &mut Types<'a>, events: &[Event<'a>], slot: Slot) -> Type {
    let cx = types.cx;
    let ends = |event: &&Event<'a>| {
        let schema = all_of::resolve(cx, event.data.clone());
        let end = Node::String("[DONE]".to_owned());
        schema.is_none_or(|schema| schema.constant != Some(&end))
    };
    let events: Vec<Event<'a>> = match events {
        [one] => vec![one.clone()],
        events => events.iter().filter(ends).cloned().collect(),
    };
    if events.len() > 1 && events.iter().any(|event| !event.names.is_empty()) {
        return union::of_events(types, &events, slot);
    }
    let data: Vec<Site<'a>> = events.into_iter().map(|event| event.data).collect();
    union::of_sites(types, &data, slot)
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
            Location::Field | Location::FormField(_) | Location::Part(_) | Location::Query(_)
        );
        in_body && argument.constant.is_none()
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
        let optional = members().filter(|(_, one)| !one.required);
        let mut formats = optional.filter_map(|(at, one)| Some((at, Scalar::Text(format(one)?))));
        formats.next().filter(|_| reply.is_events())
    });
    // Bytes are the same whether they are streamed or not.
    let (at, value) = found.filter(|_| reply != Reply::Pieces).unzip();
    let member = at.map(|at| arguments.remove(at));
    let by_default = |one: &Argument| one.required || one.facts.default.as_deref() == Some("true");
    Stream {
        accept,
        off: member
            .as_ref()
            .is_some_and(|one| is_switch(one) && by_default(one)),
        member,
        value: value.unwrap_or(Scalar::Bool(true)),
        reply,
    }
}
