//! Code samples in vendor extensions: `x-codeSamples` (Redoc), `x-oaiMeta` and similar ones.

use crate::source::Node;

use super::Object;

/// The maximum depth at which samples are searched for in an extension.
const DEPTH: usize = 8;

/// The strings in an object's extensions that are `curl` commands.
pub(super) fn shell<'a>(object: &Object<'a>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let members = object.site().members();
    for (_, site) in members.filter(|(key, _)| key.starts_with("x-")) {
        collect(site.node, DEPTH, &mut found);
    }
    found
}

fn collect<'a>(node: &'a Node, depth: usize, found: &mut Vec<&'a str>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match node {
        Node::String(text) if text.trim_start().starts_with("curl ") => found.push(text),
        Node::String(_) | Node::Null | Node::Bool(_) | Node::Number(_) => {}
        Node::Array(items) => {
            for item in items {
                collect(item, depth, found);
            }
        }
        Node::Object(members) => {
            for (_, member) in members.iter() {
                collect(member, depth, found);
            }
        }
    }
}
