//! Decides in which media types a request can be sent. One is the default. Bodies with other
//! content have a separate method each. Other media types of the same content are selected by an
//! option.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::ContentType;
use crate::openapi::{Context, JsonType, MediaType, RequestBody};

use super::alternative::{identity, words};
use super::media::{self, Kind};
use super::part::HeldFiles;
use super::xml::XmlRules;
use super::{all_of, difference, part, sent_media_type, xml};

/// The maximum number of methods per operation, each for a body with different content.
const MOST: usize = 4;

/// A body that can be sent.
pub(super) struct Content<'m, 'a> {
    pub(super) media: &'m MediaType<'a>,
    pub(super) kind: Kind,
    /// Whether this is a JSON Patch (RFC 6902) whose schema does not describe one.
    pub(super) is_patch_list: bool,
    /// Whether this is a patch whose members are arguments. They may be null, which removes them.
    is_patch_of_members: bool,
    /// Other media types of the same content.
    others: Vec<&'m MediaType<'a>>,
}

/// Returns the bodies that can be sent, the default first. Notes the rest.
pub(super) fn choose<'m, 'a>(
    cx: Context<'a>,
    rules: &XmlRules,
    body: &'m RequestBody<'a>,
) -> Vec<Content<'m, 'a>> {
    let mut entries: Vec<Content<'m, 'a>> = body
        .content
        .iter()
        .map(|media| {
            let kind = media::kind(cx, media);
            Content {
                media,
                kind,
                is_patch_list: kind == Kind::Json && is_patch_list(cx, media),
                is_patch_of_members: is_patch(media) && has_members(cx, media),
                others: Vec::new(),
            }
        })
        .collect();
    entries.sort_by_key(|entry| rank(cx, entry));
    let mut chosen: Vec<Content<'m, 'a>> = Vec::new();
    for mut entry in entries {
        let is_xml = entry.kind == Kind::Xml && chosen.is_empty();
        if is_xml && xml::root(cx, rules, entry.media).is_none() {
            without_root(cx, entry.media);
            entry.kind = Kind::Text;
        }
        let same = chosen.iter().position(|known| known.is_same(&entry));
        if let Some(known) = same.and_then(|index| chosen.get_mut(index)) {
            known.others.push(entry.media);
        } else if chosen.is_empty() || (chosen.len() < MOST && entry.says_something()) {
            difference::of_request(cx, entry.media, entry.kind);
            chosen.push(entry);
        } else {
            note(cx, chosen.first(), entry.media);
        }
    }
    for content in &chosen {
        for other in content
            .others
            .iter()
            .filter(|other| !content.is_choice(cx, other))
        {
            note(cx, Some(content), other);
        }
    }
    chosen
}

/// Reports an XML body that has to be written by the caller.
fn without_root(cx: Context<'_>, media: &MediaType<'_>) {
    let message = "the schema of the XML request body has no name for the root element; the body is sent as text that the caller writes";
    let place = media.schema.as_ref().map_or(&media.at, |site| &site.at);
    let diagnostic = Diagnostic::new(Code::XmlWithoutRoot, place, message);
    let help = "move the schema to `components/schemas`, or add `xml: {name: …}`";
    cx.diagnostics.report(diagnostic.help(help));
}

fn note<'a>(cx: Context<'a>, sent: Option<&Content<'_, 'a>>, other: &MediaType<'a>) {
    // All text is sent in UTF-8, whether the media type says so or not.
    let same = sent.is_some_and(|sent| identity(sent.media) == identity(other));
    let sent = sent.map_or("", |content| content.media.name);
    if !same {
        let message = format!(
            "the request body is sent as `{sent}`, not as `{}`",
            other.name
        );
        let code = Code::OtherRequestMediaType;
        cx.diagnostics.tell(code, &other.at, message);
    }
}

impl<'a> Content<'_, 'a> {
    /// The words that distinguish the method for this body from the methods for other bodies.
    pub(super) fn words(&self) -> String {
        words(self.media)
    }

    /// Whether the body is a merge patch (RFC 7396), possibly only by option.
    pub(super) fn merges(&self) -> bool {
        let mut media = std::iter::once(&self.media).chain(&self.others);
        media.any(|media| media.essence() == "application/merge-patch+json")
    }

    /// Returns whether an option selects the media type: it changes what the server does with the
    /// same body, as those of the various patch formats do, or it is another format of bytes.
    fn is_choice(&self, cx: Context<'a>, other: &MediaType<'a>) -> bool {
        let bytes = self.kind == Kind::Bytes && media::kind(cx, other) == Kind::Bytes;
        let version = other.essence() == self.media.essence() && words(other) != words(self.media);
        is_patch(other) || version || (bytes && !other.is_open())
    }

    /// The other media types that an option can select.
    pub(super) fn choices(&self, cx: Context<'a>) -> Vec<ContentType> {
        let choices = self.others.iter();
        let choices = choices.filter(|other| self.is_choice(cx, other));
        let choice = |other: &&MediaType<'a>| ContentType {
            name: words(other),
            media_type: sent_media_type::of(cx, other, media::kind(cx, other)),
        };
        choices.map(choice).collect()
    }

    fn is_same(&self, other: &Self) -> bool {
        let nodes = |content: &Self| content.media.schema.as_ref().map(|site| site.node);
        self.is_patch_list == other.is_patch_list
            && self.is_patch_of_members == other.is_patch_of_members
            && (nodes(other).is_none() || nodes(self) == nodes(other))
    }

    /// Returns whether the body has a schema.
    fn says_something(&self) -> bool {
        self.media.schema.is_some()
    }
}

/// Returns whether the media type is one of the various patch formats.
fn is_patch(media: &MediaType<'_>) -> bool {
    let essence = media.essence();
    essence.ends_with("patch+json") || essence.ends_with("patch+yaml")
}

/// Returns whether a media type is JSON Patch although its schema is neither an array nor an object
/// with properties. Some frameworks list this media type for all bodies.
fn is_patch_list<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    let open = schema.is_none_or(|schema| {
        let array = schema.types.as_slice() == [JsonType::Array];
        !array && schema.properties.is_empty() && schema.alternatives().next().is_none()
    });
    media.essence() == "application/json-patch+json" && open
}

/// Returns whether the schema of a body has properties.
fn has_members<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let schema = media.schema.clone();
    let schema = schema.and_then(|site| all_of::resolve(cx, site));
    schema.is_some_and(|schema| !schema.properties.is_empty())
}

/// Ranks content: multipart with required files first, then JSON or multipart with optional files, whichever the document
/// lists first, then JSON that would have to hold files, then the others by how much they can express. Of the same
/// format, content with a schema comes first, then that with the usual media type.
fn rank<'a>(cx: Context<'a>, content: &Content<'_, 'a>) -> (u8, bool, bool) {
    let format = match content.kind {
        Kind::Multipart => match part::held_files(cx, content.media) {
            HeldFiles::Required => 0,
            HeldFiles::Optional => 1,
            HeldFiles::None => 3,
        },
        Kind::Json if content.is_patch_list => 2,
        Kind::Json if part::held_files(cx, content.media) != HeldFiles::None => 2,
        Kind::Json => 1,
        Kind::Xml => 2,
        Kind::Form => 4,
        Kind::Lines => 5,
        Kind::Text | Kind::LooseText => 6,
        Kind::Bytes | Kind::Events => 7,
    };
    let is_unusual = content.kind == Kind::Json && content.media.essence() != "application/json";
    (format, !content.says_something(), is_unusual)
}
