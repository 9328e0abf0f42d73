//! Code samples and examples in vendor extensions: `x-codeSamples` (Redoc), `x-oaiMeta` and similar ones.

use crate::source::{Node, Site};

use super::Object;

/// The maximum depth at which samples are searched for in an extension.
const DEPTH: usize = 8;

/// The strings in an object's extensions that are `curl` commands.
pub(super) fn shell<'a>(object: &Object<'a>) -> Vec<&'a str> {
    let mut found = texts(object.site());
    found.retain(|(_, text)| text.trim_start().starts_with("curl "));
    found.into_iter().map(|(_, text)| text).collect()
}

/// The example responses in an operation's extensions that are JSON objects or arrays: each is the text
/// of a member `response`.
pub(super) fn responses(object: &Object<'_>) -> Vec<Node> {
    json(object.site(), "response")
}

/// The examples in the extensions of a schema that are JSON objects or arrays: each is the text of a member
/// `example`.
#[must_use]
pub fn of_schema(site: &Site<'_>) -> Vec<Node> {
    json(site, "example")
}

fn json(site: &Site<'_>, key: &str) -> Vec<Node> {
    let mut texts = texts(site);
    texts.retain(|(name, text)| *name == key && text.trim_start().starts_with(['{', '[']));
    // The same example may be shown for several languages.
    texts.sort_unstable();
    texts.dedup();
    let texts = texts.into_iter();
    texts
        .filter_map(|(_, text)| Node::from_json(text))
        .collect()
}

/// All strings in the extensions of an object, each with the key of the member that holds it.
fn texts<'a>(site: &Site<'a>) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for (key, member) in site.members().filter(|(key, _)| key.starts_with("x-")) {
        collect(key, member.node, DEPTH, &mut found);
    }
    found
}

fn collect<'a>(key: &'a str, node: &'a Node, depth: usize, found: &mut Vec<(&'a str, &'a str)>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match node {
        Node::String(text) => found.push((key, text)),
        Node::Null | Node::Bool(_) | Node::Number(_) => {}
        Node::Array(items) => {
            for item in items {
                collect(key, item, depth, found);
            }
        }
        Node::Object(members) => {
            for (key, member) in members.iter() {
                collect(key, member, depth, found);
            }
        }
    }
}
