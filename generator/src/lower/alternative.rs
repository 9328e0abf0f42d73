//! Decides which responses a client can request instead of the usual one.

use crate::diagnostic::Code;
use crate::model::{Alternative, Reply};
use crate::openapi::{Context, MediaType, is_open, parameters};

use super::media::{self, Kind};
use super::reply::{self, Entry};

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
            Kind::Xml | Kind::Text => Reply::Text,
            Kind::Json
            | Kind::LooseText
            | Kind::Events
            | Kind::Lines
            | Kind::Form
            | Kind::Multipart => continue,
        };
        let known = [Some(first), streamed].into_iter().flatten();
        let essence = entry.media.essence();
        let accept = reply::accept(entry.media);
        let known = known
            .map(|one| one.media.essence())
            .any(|one| one == essence)
            || found.iter().any(|other| asks_for(other, &accept));
        let repeated = entries.iter().filter(|one| one.kind == Kind::Json);
        if known || essence == "*/*" || repeated.clone().any(|one| same(one.media, entry)) {
            continue;
        }
        let beside = entry.is_elsewhere(entries, first);
        let usual = beside.then(|| reply::accept(first.media));
        found.push(Alternative {
            name: word(&essence),
            reply,
            accept: std::iter::once(accept)
                .chain(usual)
                .collect::<Vec<_>>()
                .join(", "),
            beside_json: beside && first.kind == Kind::Json,
        });
    }
    found
}

/// Returns whether an alternative requests a media type.
pub(super) fn asks_for(alternative: &Alternative, accept: &str) -> bool {
    alternative.accept.split(", ").next() == Some(accept)
}

impl Entry<'_, '_> {
    /// Returns whether only a response with a status code other than that of `first` has this media type.
    /// The server then decides which of the two it sends, whatever the client asks for.
    fn is_elsewhere(&self, entries: &[Self], first: &Self) -> bool {
        let essence = self.media.essence();
        let mut beside = entries.iter().filter(|one| one.response == first.response);
        beside.all(|one| one.media.essence() != essence)
    }
}

/// The value of `Accept` for the usual response: its media type, and those that only responses with other
/// status codes have.
pub(super) fn all_accepted<'a>(
    cx: Context<'a>,
    entries: &[Entry<'_, 'a>],
    first: &Entry<'_, 'a>,
) -> String {
    let usual = reply::accept(first.media);
    let mut all = vec![usual.clone()];
    let elsewhere = entries
        .iter()
        .filter(|one| one.is_elsewhere(entries, first));
    for entry in elsewhere.filter(|_| !is_open(&usual)) {
        let accept = reply::accept(entry.media);
        if entry.kind == first.kind && entry.kind == Kind::Json || all.contains(&accept) {
            continue;
        }
        let message = format!(
            "the successful responses have different media types, depending on the status code; the method reads `{usual}`, and a response with `{accept}` is an error unless another method requests it"
        );
        cx.diagnostics
            .tell(Code::MediaTypeByStatus, &entry.media.at, message);
        all.push(accept);
    }
    all.join(", ")
}

/// Notes a response that no method requests.
pub(super) fn note_other(cx: Context<'_>, media: &MediaType<'_>) {
    let message = format!(
        "responses with the media type `{}` are not requested",
        media.name
    );
    cx.diagnostics
        .tell(Code::OtherResponseMediaType, &media.at, message);
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

/// The words for a media type: its format, and the values of its parameters besides the charset.
pub(super) fn words(media: &MediaType<'_>) -> String {
    let mut words = word(&media.essence());
    for (key, value) in distinctive(media) {
        words.extend([" ", key, " ", value]);
    }
    words
}

/// A text that is the same for two media types that differ only in their charset or in how they are written.
pub(super) fn identity(media: &MediaType<'_>) -> String {
    let mut all: Vec<String> = distinctive(media)
        .map(|(key, value)| format!(";{}={value}", key.to_ascii_lowercase()))
        .collect();
    all.sort_unstable();
    media.essence() + &all.concat()
}

/// The parameters of a media type besides the charset.
fn distinctive<'m>(media: &MediaType<'m>) -> impl Iterator<Item = (&'m str, &'m str)> {
    let pairs = parameters(media.name).filter_map(|parameter| parameter.split_once('='));
    let pairs = pairs.map(|(key, value)| (key.trim(), value.trim().trim_matches('"')));
    pairs.filter(|(key, value)| !key.eq_ignore_ascii_case("charset") && !value.is_empty())
}
