//! The rules of OpenAPI 3.2 on parameters and headers. They also apply to components that no operation uses.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Map, Node, Pointer, Site};

use super::Context;
use super::path_item::is_token;

/// A parameter, as far as its rules depend on it.
struct Declared<'a> {
    at: Pointer,
    name: &'a str,
    location: &'a str,
}

/// Judges a parameter, or a header, whose name is its key.
pub(super) fn judge(cx: Context<'_>, site: &Site<'_>, map: &Map) {
    let text = |key| map.get(key).and_then(Node::as_str);
    let location = text("in").unwrap_or("header");
    let name = text("name").or_else(|| header_name(&site.at));
    if let Some(name) = name {
        judge_name(cx, site, location, name);
    }
    if location == "querystring" && map.get("content").is_none() {
        let message = "a parameter with `in: querystring` must have `content` instead of `schema`; the query string is read as a form";
        let at = match map.get("schema") {
            Some(_) => site.at.child("schema"),
            None => site.at.clone(),
        };
        let diagnostic = Diagnostic::new(Code::BesideQueryString, &at, message);
        let help = "write `content: { application/x-www-form-urlencoded: { schema: … } }`";
        cx.diagnostics.report(diagnostic.help(help));
    }
}

/// The name of a Header Object that is not a component: its key.
fn header_name(at: &Pointer) -> Option<&str> {
    match at.tokens().as_slice() {
        ["components", "headers", _] => None,
        [.., "headers", _] => at.last(),
        _ => None,
    }
}

fn judge_name(cx: Context<'_>, site: &Site<'_>, location: &str, name: &str) {
    let message = match location {
        "header" if !is_token(name) && site.child("name").is_some() => {
            format!("a header cannot have the name `{name}`; the parameter is ignored")
        }
        "header" if !is_token(name) => {
            format!("a header cannot have the name `{name}`; the header is ignored")
        }
        "path" if name.contains(['{', '}']) => {
            format!("a path parameter cannot have the name `{name}`, which contains a brace")
        }
        _ => return,
    };
    let at = match site.child("name") {
        Some(name) => name.at,
        None => site.at.clone(),
    };
    cx.diagnostics.tell(Code::InvalidHeaderName, &at, message);
}

/// Judges the parameters of a path item together with those of each operation.
pub(super) fn judge_path_item<'a>(cx: Context<'a>, item: &Site<'a>) {
    let shared = declared(cx, item);
    let fixed = cx.version.methods().iter();
    let fixed = fixed.filter_map(|method| item.child(method));
    let more = item.child("additionalOperations");
    let more = more.iter().flat_map(Site::members).map(|(_, site)| site);
    let mut all: Vec<Vec<Declared<'_>>> = fixed
        .chain(more)
        .map(|operation| declared(cx, &operation))
        .collect();
    if all.is_empty() {
        all.push(Vec::new());
    }
    for own in &all {
        let overrides = |one: &&Declared<'_>| {
            own.iter()
                .all(|other| (other.name, other.location) != (one.name, one.location))
        };
        let together: Vec<&Declared<'_>> =
            own.iter().chain(shared.iter().filter(overrides)).collect();
        let whole = together.iter().find(|one| one.location == "querystring");
        let Some(whole) = whole else { continue };
        for one in &together {
            let is_second = one.location == "querystring" && one.at != whole.at;
            if is_second || one.location == "query" {
                let (one_name, whole_name) = (one.name, whole.name);
                let found = conflict(is_second, (one_name, &one.at), (whole_name, &whole.at));
                cx.diagnostics.report(found);
            }
        }
    }
}

/// The diagnostic for a parameter beside one that is the whole query string: a second one, or one in the query.
pub(super) fn conflict(
    is_second: bool,
    (name, at): (&str, &Pointer),
    (whole, whole_at): (&str, &Pointer),
) -> Diagnostic {
    let message = if is_second {
        format!("the parameter `{name}` is a second query string; the parameter is ignored")
    } else {
        format!(
            "the parameter `{name}` cannot be in the query, because `{whole}` is the whole query string; the parameter is ignored"
        )
    };
    Diagnostic::new(Code::BesideQueryString, at, message)
        .related(whole_at, "the query string is here")
        .help(format!("add it to the schema of `{whole}`"))
}

fn declared<'a>(cx: Context<'a>, object: &Site<'a>) -> Vec<Declared<'a>> {
    let list = object.child("parameters");
    let list = list.iter().flat_map(Site::items);
    let read = |site: Site<'a>| {
        let reference = site.child("$ref");
        let text = reference.as_ref().and_then(|one| one.node.as_str());
        let site = match text {
            Some(text) => cx.sources.resolve(&site.at, text).ok()?,
            None => site,
        };
        let text = |key| site.node.get(key).and_then(Node::as_str);
        Some(Declared {
            name: text("name")?,
            location: text("in")?,
            at: site.at.clone(),
        })
    };
    list.filter_map(read).collect()
}
