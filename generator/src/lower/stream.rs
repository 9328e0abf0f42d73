//! Decides streams: the type of their events or lines, and how they are requested.

use crate::diagnostic::Code;
use crate::model::{Argument, Content, Location, Reply, Scalar, Shape, Stream, Type};
use crate::openapi::{Context, MediaType, SchemaObject, is_json};
use crate::source::{Node, Site};

use super::media::Kind;
use super::schema::{Slot, Types};
use super::union::{self, Event};
use super::{all_of, string_enum};

/// Returns the response for a stream of events or lines.
pub(super) fn items<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    kind: Kind,
    slot: Slot,
) -> Reply {
    let site = media.item_schema.as_ref().or(media.schema.as_ref());
    let whole = media.item_schema.is_none();
    let is_event = kind == Kind::Events;
    let events = site.filter(|_| is_event);
    let events =
        events.and_then(|site| events_of(types.cx, site, whole, &Around::default(), LEVELS));
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
    let ty = match ty {
        // A schema of the whole stream does not describe its lines. The data of events are strings.
        Type::String | Type::Text(_) if whole && !is_event => Type::Any,
        Type::List(item) if whole && events.is_none() => *item,
        ty => ty,
    };
    if !is_event {
        return Reply::Lines(ty);
    }
    let is_json = events.is_some_and(|events| events.iter().any(|event| event.is_json));
    of_data(types, ty, is_json)
}

/// Returns the response for events whose data has this type, and is JSON in some of them.
fn of_data(types: &Types<'_>, ty: Type, is_json: bool) -> Reply {
    let named = match types.shape_of(&ty) {
        Some(Shape::Union(variants)) => variants.iter().any(|one| !one.events.is_empty()),
        _ => false,
    };
    if named {
        Reply::NamedEvents(ty)
    } else if is_json || !union::is_text(types, &ty) {
        Reply::Events(Content::Json, ty)
    } else if types.plain(&ty).is_text() {
        // Text is not checked against a format.
        Reply::Events(Content::Text, Type::String)
    } else {
        Reply::Events(Content::Text, ty)
    }
}

/// The number of nested unions that are searched for events. Schemas may contain themselves.
const LEVELS: usize = 8;

/// The facts about the events of an alternative that the schemas around it state.
#[derive(Clone, Default)]
struct Around<'a> {
    /// Whether there are properties, all of them fields of events.
    has_fields: bool,
    /// Whether the properties are certainly those of events.
    tells: bool,
    names: Vec<String>,
    /// The schema of the data, and whether the data is JSON.
    data: Option<(Site<'a>, bool)>,
}

impl<'a> Around<'a> {
    /// Adds the properties of a schema; `None` if they are not those of events.
    fn with(&self, cx: Context<'a>, schema: &SchemaObject<'a>) -> Option<Self> {
        let fields = ["event", "data", "id", "retry", "comment"];
        let mut all = schema.properties.iter();
        if !all.all(|(name, _)| fields.contains(name)) {
            return None;
        }
        let field = |name: &str| {
            let mut properties = schema.properties.iter();
            properties.find(|(known, _)| *known == name)
        };
        let event = field("event");
        let names = event.and_then(|(_, site)| all_of::resolve(cx, site.clone()));
        let names = names.and_then(|event| string_enum::values(&event));
        // An empty name is the same as none (WHATWG HTML, 9.2.6).
        let names = names.map(|all| all.into_iter().map(|value| value.wire));
        let names = names.map(|all| all.filter(|name| !name.is_empty()).collect());
        let data = field("data").map(|(_, site)| site);
        // An alternative may only say that its data is text, which the schema around it says, too.
        let data = data.filter(|site| self.data.is_none() || !is_untyped(cx, site));
        let data = data.map(|site| content(cx, site));
        Some(Self {
            has_fields: self.has_fields || !schema.properties.is_empty(),
            tells: self.tells || event.is_some() || schema.required.contains(&"data"),
            names: names.unwrap_or_else(|| self.names.clone()),
            data: data.or_else(|| self.data.clone()),
        })
    }
}

/// Whether a schema of data says nothing of its type.
fn is_untyped<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    let (held, is_json) = content(cx, site);
    let schema = all_of::resolve(cx, held);
    !is_json
        && schema.is_some_and(|schema| {
            schema.types.is_empty()
                && schema.properties.is_empty()
                && schema.enumeration.is_none()
                && schema.constant.is_none()
                && schema.format.is_none()
                && schema.alternatives().next().is_none()
        })
}

/// The schema of the data of an event, and whether the data is JSON: `contentSchema` describes the JSON in a string.
/// If all alternatives of the data have one, the data is one of theirs.
fn content<'a>(cx: Context<'a>, data: &Site<'a>) -> (Site<'a>, bool) {
    let target = data.child("$ref").and_then(|one| cx.target(&one));
    let holder = target.as_ref().unwrap_or(data);
    if let Some(content) = content_schema(holder) {
        return (content, true);
    }
    let lists = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| holder.child(key));
    let all: Vec<Site<'a>> = lists
        .flat_map(|list| list.items().collect::<Vec<_>>())
        .collect();
    let contents = all.iter().map(|one| {
        let target = one.child("$ref").and_then(|one| cx.target(&one));
        content_schema(target.as_ref().unwrap_or(one))
    });
    let contents: Option<Vec<Site<'a>>> = contents.collect();
    let Some(one_of) = contents.filter(|all| !all.is_empty()) else {
        return (data.clone(), false);
    };
    let union = SchemaObject {
        one_of,
        ..SchemaObject::default()
    };
    let place = holder.at.child("contentSchema");
    (cx.schemas.combine(&holder.at, &place, union), true)
}

/// The `contentSchema` of a schema, if it describes JSON.
fn content_schema<'a>(holder: &Site<'a>) -> Option<Site<'a>> {
    let media = holder.child("contentMediaType");
    let media = media.and_then(|site| site.node.as_str());
    // Without a media type, the schema is taken to describe JSON. Nothing else is decoded.
    let content = holder.child("contentSchema");
    content.filter(|_| media.is_none_or(is_json))
}

/// The events that a schema describes, if it describes whole events, with fields such as `event`
/// and `data` (OpenAPI 3.2, 4.14.4.3). Alternatives may refine the fields of the schema around them. An event
/// without data is never dispatched (WHATWG HTML, 9.2.6).
///
/// Before OpenAPI 3.2 defined `itemSchema`, documents had such schemas in `schema`, beside schemas of
/// only the data. There, `event` or a required `data` tells them apart.
fn events_of<'a>(
    cx: Context<'a>,
    site: &Site<'a>,
    whole: bool,
    around: &Around<'a>,
    levels: usize,
) -> Option<Vec<Event<'a>>> {
    let levels = levels.checked_sub(1)?;
    let schema = all_of::resolve(cx, site.clone())?;
    let own = around.with(cx, &schema)?;
    let items = schema.items.iter().filter(|_| whole);
    let mut all = schema.alternatives().chain(items).peekable();
    if all.peek().is_some() {
        let all = all.map(|site| events_of(cx, site, whole, &own, levels));
        let all: Option<Vec<Vec<Event<'a>>>> = all.collect();
        return all
            .map(|events| events.concat())
            .filter(|events| !whole || !events.is_empty());
    }
    if !own.has_fields || whole && !own.tells {
        return None;
    }
    let Around { names, data, .. } = own;
    match data {
        Some((data, is_json)) => Some(vec![Event {
            names,
            data,
            is_json,
        }]),
        None => (!whole).then(Vec::new),
    }
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
        in_body && argument.only_value().is_none()
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
