//! Decides which responses a client can request instead of the usual one.

use crate::model::{Alternative, Reply};
use crate::openapi::{Context, MediaType};

use super::media::{self, Kind};
use super::reply::{Entry, accept};

/// Returns the responses that can be requested instead of `first`: files and text. The same data in
/// another syntax is not an alternative.
pub(super) fn of<'a>(
    cx: Context<'a>,
    entries: &[Entry<'_, 'a>],
    first: &Entry<'_, 'a>,
    streamed: Option<&Entry<'_, 'a>>,
) -> Vec<Alternative> {
    let mut found: Vec<Alternative> = Vec::new();
    let same = |media: &MediaType<'a>, entry: &Entry<'_, 'a>| {
        let schemas = (&media.schema, &entry.media.schema);
        matches!(schemas, (Some(one), Some(other)) if one.node == other.node)
            && !media::is_any_text(cx, media)
            && entry.kind != Kind::Bytes
    };
    for entry in entries {
        let reply = match entry.kind {
            Kind::Bytes => Reply::Binary,
            Kind::Text => Reply::Text,
            Kind::Json
            | Kind::LooseText
            | Kind::Events
            | Kind::Lines
            | Kind::Form
            | Kind::Multipart => continue,
        };
        let known = [Some(first), streamed].into_iter().flatten();
        let essence = entry.media.essence();
        let accept = accept(entry.media);
        let known = known
            .map(|one| one.media.essence())
            .any(|one| one == essence)
            || found.iter().any(|other| other.accept == accept);
        let repeated = entries.iter().filter(|one| one.kind == Kind::Json);
        if known || essence == "*/*" || repeated.clone().any(|one| same(one.media, entry)) {
            continue;
        }
        found.push(Alternative {
            name: word(&essence),
            reply,
            accept,
        });
    }
    found
}

/// The word in a media type that names the format: `pdf`, `csv`, `svg`.
pub(super) fn word(essence: &str) -> String {
    let (top, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    match (top, subtype) {
        (_, "octet-stream") => "bytes".to_owned(),
        ("text", "plain") => "text".to_owned(),
        (top, "*") => top.to_owned(),
        _ => {
            let subtype = match subtype.split_once('+') {
                // A suffix such as `+json` is the syntax. The name is the part before it, as in
                // `svg+xml`.
                Some((name, _)) => name,
                None => subtype,
            };
            let last = subtype.rsplit('.').next().unwrap_or(subtype);
            last.replace('-', " ")
        }
    }
}
