//! Decides the type of the events or lines of a stream.

use crate::model::{Reply, Type};
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
    let data = data.and_then(|site| event_data(types.cx, site));
    let ty = match (&data, site) {
        (Some(data), _) => of_sites(types, data, slot),
        (None, Some(site)) => types.schema(site.clone(), slot),
        (None, None) => Type::Any,
    };
    match ty {
        // A schema of the whole stream does not describe its lines. The data of events are strings.
        Type::String if whole && !is_event => Type::Any,
        Type::List(item) if whole => *item,
        ty if is_event && *types.plain(&ty) == Type::String => Type::String,
        ty => ty,
    }
}

/// The schemas of the data of events, if the schema describes whole events, with fields such as `event`
/// and `data` (OpenAPI 3.2, 4.14.4.3). `contentSchema` describes the JSON in a string.
fn event_data<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<Vec<Site<'a>>> {
    let schema = all_of::resolve(cx, site.clone())?;
    if schema.properties.is_empty() {
        let all = schema.alternatives().map(|site| event_data(cx, site));
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
