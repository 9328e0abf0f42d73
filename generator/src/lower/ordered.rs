//! Decides the parts of a multipart body that have positions instead of names (OpenAPI 3.2, 4.14.5.2).

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase as _;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Argument, Content, Docs, Facts, Location, Reply, Step, Type};
use crate::openapi::{Context, Encoding, JsonType, MediaType, SchemaObject, is_json, is_open};
use crate::source::{Node, Site};

use super::media::{self, Kind};
use super::part_file::{Files, LEVELS, file, media_type};
use super::part_header::{self, Owner};
use super::schema::{Slot, Types, unwrap};
use super::{all_of, part, union};

/// A position, or all positions after the others.
struct Position<'m, 'a> {
    site: Site<'a>,
    encoding: Option<&'m Encoding<'a>>,
    /// Whether any number of parts is like this.
    each: bool,
}

/// The content of a part.
enum Held {
    /// A file: its media types.
    File(String),
    /// A value in this media type.
    Value(String),
}

/// Returns whether the parts of a body have positions: its schema is an array, or describes one item.
pub(super) fn is<'a>(cx: Context<'a>, media: &MediaType<'a>) -> bool {
    let schema = media.schema.as_ref();
    let schema = schema.and_then(|site| all_of::resolve(cx, site.clone()));
    let is_array = schema.as_ref().is_some_and(|schema| {
        schema.types.as_slice() == [JsonType::Array]
            || schema.items.is_some()
            || !schema.prefix_items.is_empty()
    });
    let has_names = schema.is_some_and(|schema| !schema.properties.is_empty());
    let is_items = media.item_schema.is_some() && !has_names;
    media.essence().starts_with("multipart/") && (is_array || is_items)
}

/// The schemas of the first parts, and that of all others.
fn schemas<'a>(cx: Context<'a>, media: &MediaType<'a>) -> (Vec<Site<'a>>, Option<Site<'a>>) {
    let schema = media.schema.as_ref();
    let schema = schema.and_then(|site| all_of::resolve(cx, site.clone()));
    let (prefix, items) = schema.map_or_else(Default::default, |schema| {
        (schema.prefix_items, schema.items)
    });
    let items = match items {
        Some(site) => Some(site).filter(|site| *site.node != Node::Bool(false)),
        None => media.item_schema.clone(),
    };
    (prefix, items)
}

/// The positions of a body. One that only has an encoding has the schema of the items (OpenAPI 3.2, 4.14.5.2).
fn positions<'m, 'a>(cx: Context<'a>, media: &'m MediaType<'a>) -> Vec<Position<'m, 'a>> {
    let (prefix, items) = schemas(cx, media);
    let more = media.prefix_encoding.len().saturating_sub(prefix.len());
    let more = items.iter().cycle().take(more).cloned();
    let prefix: Vec<Site<'a>> = prefix.into_iter().chain(more).collect();
    let prefix = prefix
        .into_iter()
        .enumerate()
        .map(|(index, site)| Position {
            site,
            encoding: media.prefix_encoding.get(index).and_then(Option::as_ref),
            each: false,
        });
    let items = items.map(|site| Position {
        site,
        encoding: media.item_encoding.as_ref(),
        each: true,
    });
    prefix.chain(items).collect()
}

/// Returns the arguments for the parts of a request body, one for each position. Returns `None` if the schema
/// describes no parts.
pub(super) fn arguments<'a>(
    types: &mut Types<'a>,
    required: bool,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Option<Vec<Argument>> {
    let positions = positions(types.cx, media);
    if !positions.is_empty() {
        warn_of_names(types.cx, media);
    }
    let mut names = Names::default();
    let mut arguments: Vec<Argument> = Vec::new();
    for (index, one) in positions.iter().enumerate() {
        let name = names.unused(name(types.cx, one, index));
        let wire = index.to_string();
        let mut argument = argument(types, media, one, (&name, &wire), slot);
        argument.required = required && !one.each;
        if argument.required {
            // A part with only one value needs no argument.
            argument.constant = part_header::constant(types, Some(&one.site), &argument.ty);
        }
        arguments.push(argument);
    }
    if let [only] = arguments.as_mut_slice() {
        // A body has at least one part.
        only.required = required;
    }
    let wires: Vec<String> = (0..positions.len())
        .map(|index| index.to_string())
        .collect();
    let encodings = positions.iter().zip(&wires);
    let encodings = encodings.filter_map(|(one, wire)| Some((Owner::At(wire), one.encoding?)));
    let encodings: Vec<_> = encodings.collect();
    part_header::add(types, &encodings, slot, &mut arguments);
    (!arguments.is_empty()).then_some(arguments)
}

/// Warns that the parts of a form have no names, by which alone a server knows them.
fn warn_of_names<'a>(cx: Context<'a>, media: &MediaType<'a>) {
    if media.essence() == "multipart/form-data" {
        let message = "the parts of `multipart/form-data` need names, but those of an array have none; they are sent without names";
        let help =
            "use `multipart/mixed`, or a schema that is an object with a property for each part";
        let diagnostic = Diagnostic::new(Code::PartsWithoutNames, &media.at, message);
        cx.diagnostics.report(diagnostic.help(help));
    }
}

/// The names of the positions so far.
#[derive(Default)]
struct Names {
    used: HashSet<String>,
    /// The next number for each name.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// The words of a position, with a number if another position has the same: `a`, `a 2`.
    fn unused(&mut self, name: String) -> String {
        let snake = name.to_snake_case();
        if self.used.insert(snake.clone()) {
            return name;
        }
        let number = self.numbers.entry(snake).or_insert(2);
        loop {
            let numbered = format!("{name} {number}");
            *number += 1;
            if self.used.insert(numbered.to_snake_case()) {
                return numbered;
            }
        }
    }
}

/// The words for a position: the name of the component, the title, or else its number.
fn name<'a>(cx: Context<'a>, one: &Position<'_, 'a>, index: usize) -> String {
    const ORDER: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    if one.each {
        return "parts".to_owned();
    }
    let target = one.site.child("$ref").and_then(|one| cx.target(&one));
    let component = target.and_then(|site| site.at.last().map(str::to_owned));
    let schema = all_of::resolve(cx, one.site.clone());
    let title = schema.and_then(|schema| schema.title);
    component
        .or_else(|| title.map(str::to_owned))
        .unwrap_or_else(|| match ORDER.get(index) {
            Some(word) => format!("{word} part"),
            None => format!("part {}", index + 1),
        })
}

fn argument<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    one: &Position<'_, 'a>,
    (name, wire): (&str, &str),
    slot: &Slot,
) -> Argument {
    let (ty, held) = match held(types.cx, one) {
        Held::File(media) => (Type::File(one.each), media),
        Held::Value(media) => {
            let ty = value(types, one, (name, &media), slot);
            let list = |ty| Type::List(Box::new(ty));
            (if one.each { list(ty) } else { ty }, media)
        }
    };
    note_nested(types.cx, media, one);
    Argument {
        origin: media.at.clone(),
        wire: wire.to_owned(),
        label: Some(name.to_owned()),
        location: Location::OrderedPart {
            media_type: held,
            each: one.each,
        },
        required: false,
        nullable: false,
        ty,
        constant: None,
        docs: described(types, one, wire),
        facts: Facts::default(),
        example: None,
    }
}

/// The description of a part, or else its position.
fn described<'a>(types: &Types<'a>, one: &Position<'_, 'a>, wire: &str) -> Docs {
    let own = types.docs(&one.site);
    let is_first = wire == "0";
    let position = match (one.each, is_first) {
        (true, true) => "The parts of the body.".to_owned(),
        (true, false) => "Further parts, after those that have arguments of their own.".to_owned(),
        (false, _) => format!("The part at index {wire}."),
    };
    Docs {
        text: own.text.or(Some(position)),
        ..own
    }
}

/// The type of a value. What has no form in its media type is text that the caller writes.
fn value<'a>(
    types: &mut Types<'a>,
    one: &Position<'_, 'a>,
    (name, media_type): (&str, &str),
    slot: &Slot,
) -> Type {
    let ty = types.schema(one.site.clone(), slot.step(Step::Named(name.to_owned())));
    if is_json(media_type) {
        return ty;
    }
    let ty = unwrap(ty);
    if part::as_text(types, &ty).is_none() {
        return ty;
    }
    let message = format!(
        "the part `{name}` is an object with the media type `{media_type}`, which the client cannot serialize; the caller passes it as text"
    );
    types
        .cx
        .diagnostics
        .tell(Code::OtherBodyKind, &one.site.at, message);
    Type::String
}

/// The content of a part: by `contentType`, or else by the type (OpenAPI 3.2, 4.15.1.1).
fn held<'a>(cx: Context<'a>, one: &Position<'_, 'a>) -> Held {
    let listed = one.encoding.and_then(|encoding| encoding.content_type);
    if listed.is_some_and(|list| list.trim().starts_with("multipart/")) {
        return Held::File(listed.unwrap_or_default().to_owned());
    }
    if file(cx, &one.site, one.encoding, true, LEVELS) == Some(Files::One) {
        let held = media_type(cx, &one.site);
        let held = listed.or(held).unwrap_or("application/octet-stream");
        return Held::File(held.to_owned());
    }
    let mut list = listed.into_iter().flat_map(|list| list.split(','));
    let exact = list.find(|one| !is_open(one)).map(str::trim);
    let schema = all_of::resolve(cx, one.site.clone()).unwrap_or_default();
    Held::Value(exact.unwrap_or_else(|| usual(&schema)).to_owned())
}

/// The default of `contentType`. Without a type, the listed values tell it.
fn usual(schema: &SchemaObject<'_>) -> &'static str {
    match schema.types.as_slice() {
        [] if lists_texts(schema) => "text/plain",
        [JsonType::String] if schema.content_encoding.is_some() => "application/octet-stream",
        [JsonType::String | JsonType::Number | JsonType::Integer | JsonType::Boolean] => {
            "text/plain"
        }
        _ => "application/json",
    }
}

/// Whether a schema lists values, all of which are strings, numbers or booleans.
fn lists_texts(schema: &SchemaObject<'_>) -> bool {
    let listed = schema.enumeration.as_deref().unwrap_or_default();
    let mut all = schema.constant.iter().chain(listed).peekable();
    all.peek().is_some()
        && all.all(|one| matches!(one, Node::String(_) | Node::Number(_) | Node::Bool(_)))
}

/// Notes parts inside of a part, which the caller writes.
fn note_nested<'a>(cx: Context<'a>, media: &MediaType<'a>, one: &Position<'_, 'a>) {
    let listed = one.encoding.and_then(|encoding| encoding.content_type);
    if listed.is_some_and(|list| list.trim().starts_with("multipart/")) {
        let message = "a part is itself a multipart body; the caller writes the inner parts, and passes them as a file whose media type states the boundary";
        cx.diagnostics.tell(Code::OtherBodyKind, &media.at, message);
    }
}

/// The parts of a response: JSON, text, or bytes.
pub(super) fn parts_of_response<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
) -> Reply {
    let cx = types.cx;
    let positions = positions(cx, media);
    let mut json = Vec::new();
    let (mut texts, mut files) = (0, 0);
    for one in &positions {
        match held(cx, one) {
            Held::Value(media) if is_json(&media) => {
                if json.iter().all(|known: &Site<'a>| known.at != one.site.at) {
                    json.push(one.site.clone());
                }
            }
            Held::Value(_) => texts += 1,
            Held::File(_) => files += 1,
        }
    }
    match (json.len(), texts, files) {
        (0, 1.., 0) => Reply::Parts(Content::Text, Type::String),
        (1.., 0, 0) => {
            let item = slot.step(Step::Item);
            Reply::Parts(Content::Json, union::of_sites(types, &json, item))
        }
        (0, 0, _) => Reply::Parts(Content::Bytes, Type::Bytes),
        _ => {
            let message = "the parts of the response have different media types; each is returned as bytes with its headers";
            cx.diagnostics.tell(Code::OtherBodyKind, &media.at, message);
            Reply::Parts(Content::Bytes, Type::Bytes)
        }
    }
}

/// Notes encodings and schemas of items that have no effect on a body.
pub(super) fn note_unused<'a>(cx: Context<'a>, media: &MediaType<'a>) {
    let note = |key: &str, message: &str| {
        let code = Code::KeywordWithoutEffect;
        cx.diagnostics.tell(code, &media.at.child(key), message);
    };
    if let Some(why) = unused_items(cx, media) {
        note("itemSchema", &format!("`itemSchema` has no effect: {why}"));
    }
    let has_prefix = !media.prefix_encoding.is_empty();
    if !is(cx, media) {
        let keys = [
            ("prefixEncoding", has_prefix),
            ("itemEncoding", media.item_encoding.is_some()),
        ];
        for (key, _) in keys.iter().filter(|(_, is_written)| *is_written) {
            let message = format!(
                "`{key}` has no effect on a body that is not multipart, or whose schema is not an array"
            );
            note(key, &message);
        }
        return;
    }
    if !media.encoding.is_empty() {
        let message = "`encoding` has no effect on a body whose parts have positions instead of names; `prefixEncoding` and `itemEncoding` describe these";
        note("encoding", message);
    }
    let (prefix, items) = schemas(cx, media);
    if media.prefix_encoding.len() > prefix.len() && items.is_none() {
        let message = format!(
            "`prefixEncoding` has more entries ({}) than the schema has parts ({}); the rest has no effect",
            media.prefix_encoding.len(),
            prefix.len()
        );
        note("prefixEncoding", &message);
    }
    if media.item_encoding.is_some() && items.is_none() {
        let message = "`itemEncoding` has no effect on a body without `items`";
        note("itemEncoding", message);
    }
}

/// Why the `itemSchema` of a body has no effect, if it has one.
fn unused_items<'a>(cx: Context<'a>, media: &MediaType<'a>) -> Option<String> {
    media.item_schema.as_ref()?;
    match media::kind(cx, media) {
        Kind::Events | Kind::Lines => return None,
        Kind::Multipart => {}
        Kind::Json | Kind::Xml | Kind::LooseText | Kind::Text | Kind::Bytes | Kind::Form => {
            return Some(format!("`{}` is not a sequence of items", media.name));
        }
    }
    let schema = all_of::resolve(cx, media.schema.clone()?)?;
    if schema.items.is_some() {
        return Some("the `items` of the `schema` describe the parts".to_owned());
    }
    (!schema.properties.is_empty())
        .then(|| "the properties of the `schema` describe the parts".to_owned())
}
