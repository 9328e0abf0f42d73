//! Decides whether a response is one item or several. The path alone cannot tell for words such as
//! `settings` or `inventory`.

use heck::ToSnakeCase;

use crate::lower::gateway;
use crate::openapi::{Context, Operation, Response, Status};
use crate::source::{Node, Site};

/// The contents of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One item.
    One,
    /// Several items, in an array or as a page.
    Several,
    /// An object that is a page of a collection, or one item if the path denotes one.
    Paged,
    /// An object that may be a page, or one item with several parts.
    Wrapped,
    /// Unknown.
    Unknown,
}

/// Members that hold the items of a page.
const ELEMENTS: &[&str] = &[
    "data",
    "elements",
    "entries",
    "hydra:member",
    "items",
    "list",
    "member",
    "records",
    "results",
    "values",
];

/// Parameters that request a part of a list.
const PAGING: &[&str] = &[
    "after",
    "before",
    "continue",
    "cursor",
    "iterator",
    "limit",
    "offset",
    "page",
    "page_number",
    "page_size",
    "page_token",
    "per_page",
    "skip",
    "starting_after",
];

/// The maximum depth that is searched for items: `_embedded: { users: [] }`.
const DEPTH: usize = 3;

impl Shape {
    /// Returns the contents of `operation`'s success response, at a path that ends in `last`.
    pub(super) fn of<'a>(cx: Context<'a>, operation: &Operation<'a>, last: &str) -> Self {
        let schema = match content(cx, operation) {
            Content::Json(schema) => schema,
            Content::Other => return Self::One,
            Content::Unknown => return Self::Unknown,
        };
        if is_array(schema.node) || is_one_of_arrays(cx, &schema) {
            return Self::Several;
        }
        if is_scalar(schema.node) {
            return Self::One;
        }
        let members = members(cx, &schema, DEPTH);
        if members.is_empty() {
            return Self::Unknown;
        }
        let paged = operation
            .parameters
            .iter()
            .any(|parameter| PAGING.contains(&parameter.name.to_snake_case().as_str()));
        let elements = |(name, site): &(&str, Site<'a>)| {
            is_array(site.node) && ELEMENTS.contains(name) && paged
        };
        if members.iter().any(elements) {
            return Self::Several;
        }
        let arrays = members.iter().filter(|(_, site)| is_array(site.node));
        if paged && arrays.count() == 1 {
            return Self::Paged;
        }
        let same = last.to_snake_case();
        let holds = |(name, site): &(&str, Site<'a>)| {
            (is_array(site.node) && (ELEMENTS.contains(name) || name.to_snake_case() == same))
                || holds_records(cx, site, DEPTH)
        };
        // `data: { users: [] }`.
        let wraps = |(name, site): &(&str, Site<'a>)| {
            let inner = ELEMENTS
                .contains(name)
                .then(|| self::members(cx, site, DEPTH));
            inner.is_some_and(|inner| inner.iter().any(|(_, site)| holds_records(cx, site, DEPTH)))
        };
        if members.iter().any(|member| holds(member) || wraps(member)) {
            Self::Wrapped
        } else {
            Self::One
        }
    }
}

/// The content of a success response.
enum Content<'a> {
    /// JSON or XML of this schema.
    Json(Site<'a>),
    /// Text, bytes, or a redirect.
    Other,
    /// Unknown, or a sequence of events or lines.
    Unknown,
}

fn content<'a>(cx: Context<'a>, operation: &Operation<'a>) -> Content<'a> {
    let successes = operation.responses.iter();
    let mut successes: Vec<_> = successes
        .filter(|(status, _)| status.is_success() || *status == Status::Default)
        .collect();
    successes.sort_by_key(|(status, _)| *status);
    let Some((_, site)) = successes.first() else {
        let mut others = operation.responses.iter();
        let redirects =
            others.any(|(status, _)| matches!(status, Status::Code(300..400) | Status::Range(3)));
        return if redirects {
            Content::Other
        } else {
            Content::Unknown
        };
    };
    let Some(response) = Response::read(cx, (*site).clone()) else {
        return Content::Unknown;
    };
    if gateway::streams(cx, &response) {
        return Content::Unknown;
    }
    let types = response.content;
    let find = |words: &[&str]| {
        let is = |name: &str| words.iter().any(|word| name.contains(word));
        types.iter().find(|media| is(media.name))
    };
    if find(&["event-stream", "json-seq", "jsonl", "ndjson"]).is_some() {
        return Content::Unknown;
    }
    match find(&["json"]).or_else(|| find(&["xml", "yaml", "*/*"])) {
        Some(media) => {
            let schema = media.schema.clone().and_then(|schema| follow(cx, schema));
            schema.map_or(Content::Unknown, Content::Json)
        }
        None if types.is_empty() => Content::Unknown,
        None => Content::Other,
    }
}

/// Returns the end of a chain of references. Errors are not reported, because lowering the types
/// reports them.
fn follow<'a>(cx: Context<'a>, mut site: Site<'a>) -> Option<Site<'a>> {
    for _ in 0..16 {
        let Some(reference) = site.child("$ref") else {
            return Some(site);
        };
        let text = reference.node.as_str()?;
        site = cx.sources.resolve(&site.at, text).ok()?;
    }
    None
}

/// The properties of a schema and of the members of its `allOf`, with references resolved.
fn members<'a>(cx: Context<'a>, schema: &Site<'a>, depth: usize) -> Vec<(&'a str, Site<'a>)> {
    let properties = schema.child("properties");
    let own = properties
        .into_iter()
        .flat_map(|site| site.members().collect::<Vec<_>>());
    let mut found: Vec<_> = own
        .filter_map(|(name, site)| Some((name, follow(cx, site)?)))
        .collect();
    if let (Some(parts), Some(depth)) = (schema.child("allOf"), depth.checked_sub(1)) {
        for part in parts.items().filter_map(|part| follow(cx, part)) {
            found.extend(members(cx, &part, depth));
        }
    }
    found
}

/// Returns whether a schema has alternatives, all of which are arrays or null.
fn is_one_of_arrays<'a>(cx: Context<'a>, schema: &Site<'a>) -> bool {
    let written = schema.child("oneOf").or_else(|| schema.child("anyOf"));
    let alternatives = written.iter().flat_map(Site::items);
    let mut alternatives = alternatives
        .map(|one| follow(cx, one))
        .filter(|one| !one.as_ref().is_some_and(|one| is_null(one.node)))
        .peekable();
    alternatives.peek().is_some()
        && alternatives.all(|one| one.is_some_and(|one| is_array(one.node)))
}

/// Returns whether a schema is an array of objects or contains one.
fn holds_records<'a>(cx: Context<'a>, schema: &Site<'a>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    if is_array(schema.node) {
        let items = schema.child("items").and_then(|items| follow(cx, items));
        return items.is_some_and(|items| !is_scalar(items.node));
    }
    let members = members(cx, schema, depth);
    members
        .iter()
        .any(|(_, site)| is_array(site.node) && holds_records(cx, site, depth))
}

fn is_array(schema: &Node) -> bool {
    match schema.get("type") {
        Some(Node::String(name)) => name == "array",
        Some(Node::Array(names)) => names.iter().any(|name| name.as_str() == Some("array")),
        _ => schema.get("items").is_some(),
    }
}

fn is_scalar(schema: &Node) -> bool {
    matches!(
        schema.get("type").and_then(Node::as_str),
        Some("string" | "integer" | "number" | "boolean")
    )
}

fn is_null(schema: &Node) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("null")
}
