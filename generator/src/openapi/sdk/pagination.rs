//! `x-sdk.pagination` of an operation.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::source::{Node, Pointer, Site};

use super::super::Object;
use super::unknown_keys;

/// The value of `x-sdk.pagination`.
#[derive(Clone, Debug)]
pub enum PaginationConfig<'a> {
    /// `false`: the operation is not paginated.
    Off,
    /// The operation is paginated.
    On(PagesConfig<'a>),
    /// Another generator's extension says how the operation is paginated. It is ignored if it does
    /// not fit.
    Hint(PagesConfig<'a>),
}

/// A name or a JSON Pointer, and the place where the document has it.
pub type Chosen<'a> = (Cow<'a, str>, Pointer);

/// The pagination of an operation.
#[derive(Clone, Debug)]
pub struct PagesConfig<'a> {
    /// The place of the setting.
    pub at: Pointer,
    /// A JSON Pointer to the items. Inferred if missing.
    pub items: Option<Chosen<'a>>,
    /// A JSON Pointer to a boolean that is `true` if there is another page.
    pub more: Option<Chosen<'a>>,
    /// The way to request the next page.
    pub pager: PagerConfig<'a>,
}

/// The way to request the next page. Every part has its place.
#[derive(Clone, Debug)]
pub enum PagerConfig<'a> {
    /// A query parameter, and JSON Pointers to its next value.
    Cursor(Chosen<'a>, Vec<Chosen<'a>>),
    /// A query parameter, its first value, and a JSON Pointer to the total number of items.
    Offset(Chosen<'a>, u64, Option<Chosen<'a>>),
    /// A query parameter, its first value, and a JSON Pointer to the total number of pages.
    Page(Chosen<'a>, u64, Option<Chosen<'a>>),
    /// JSON Pointers to the URL of the next page.
    Url(Vec<Chosen<'a>>),
    /// The header `Link`.
    Link,
}

const KINDS: [&str; 5] = ["cursor", "offset", "page", "url", "link"];

impl<'a> PaginationConfig<'a> {
    /// Reads `pagination`. Returns `None` after reporting an error.
    pub(super) fn read(sdk: &Object<'a>) -> Option<Self> {
        let site = sdk.get("pagination")?;
        if *site.node == Node::Bool(false) {
            return Some(Self::Off);
        }
        let error = |message: String| {
            sdk.context()
                .diagnostics
                .tell(Code::InvalidSdkValue, &site.at, message);
        };
        let object = site.node.as_object();
        let Some(object) = object.and_then(|_| sdk.object("pagination")) else {
            error("`pagination` must be `false` or an object".to_owned());
            return None;
        };
        let known: Vec<&str> = KINDS.into_iter().chain(["items", "more"]).collect();
        unknown_keys(&object, &known);
        let mut kinds = KINDS.into_iter().filter(|kind| object.get(kind).is_some());
        let (Some(kind), None) = (kinds.next(), kinds.next()) else {
            error(format!(
                "`pagination` must have exactly one of `{}`",
                KINDS.join("`, `")
            ));
            return None;
        };
        Some(Self::On(PagesConfig {
            at: object.at().clone(),
            items: text(&object, "items"),
            more: text(&object, "more"),
            pager: pager(&object, kind)?,
        }))
    }
}

fn pager<'a>(object: &Object<'a>, kind: &str) -> Option<PagerConfig<'a>> {
    match kind {
        "url" => return Some(PagerConfig::Url(texts(object, "url"))),
        "link" => return Some(PagerConfig::Link),
        _ => {}
    }
    let kind_at = object.at().child(kind);
    let Some(rule) = object.object(kind) else {
        let message = format!("`{kind}` must be an object");
        object
            .context()
            .diagnostics
            .tell(Code::InvalidSdkValue, &kind_at, message);
        return None;
    };
    let (ends, offset) = match kind {
        "cursor" => ("value", false),
        "offset" => ("total", true),
        _ => ("pages", false),
    };
    let counted: &[&str] = &["parameter", "first", ends];
    let known = if kind == "cursor" {
        &["parameter", ends]
    } else {
        counted
    };
    unknown_keys(&rule, known);
    let name = format!("`{kind}`");
    rule.required_str("parameter", &name, &name)?;
    let parameter = text(&rule, "parameter")?;
    if kind == "cursor" {
        let values = texts(&rule, ends);
        if values.is_empty() {
            rule.missing(ends, "`cursor`", "`cursor`");
            return None;
        }
        return Some(PagerConfig::Cursor(parameter, values));
    }
    let first = rule.number("first").and_then(|number| match number {
        crate::source::Number::Int(first) => u64::try_from(first).ok(),
        crate::source::Number::Float(_) => None,
    });
    let end = text(&rule, ends);
    Some(if offset {
        PagerConfig::Offset(parameter, first.unwrap_or(0), end)
    } else {
        PagerConfig::Page(parameter, first.unwrap_or(1), end)
    })
}

fn text<'a>(object: &Object<'a>, key: &str) -> Option<Chosen<'a>> {
    Some((object.str(key)?.into(), object.at().child(key)))
}

/// Reads one string or a list of strings.
fn texts<'a>(object: &Object<'a>, key: &str) -> Vec<Chosen<'a>> {
    let Some(site) = object.get(key) else {
        return Vec::new();
    };
    let sites: Vec<Site<'a>> = match site.node {
        Node::Array(_) => site.items().collect(),
        _ => vec![site],
    };
    let read = |site: Site<'a>| {
        let text = site.node.as_str();
        if text.is_none() {
            let message = "the value must be a JSON Pointer such as `/meta/next`";
            object
                .context()
                .diagnostics
                .tell(Code::InvalidSdkValue, &site.at, message);
        }
        Some((text?.into(), site.at))
    };
    sites.into_iter().filter_map(read).collect()
}
