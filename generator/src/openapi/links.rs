//! The site that the links in a document's descriptions lead to.

use std::collections::BTreeMap;

use crate::source::Node;

/// The origin that root-relative links such as `/docs/models` belong to: the one for which the document
/// has absolute links with the same first path segment, such as `https://shop.example/docs`. Of several
/// origins, the one with the most such links. `None` if there are none.
pub(super) fn origin(document: &Node) -> Option<String> {
    let mut links = Links::default();
    links.collect(document);
    let Links { relative, absolute } = links;
    let mut scores = BTreeMap::<&str, usize>::new();
    for ((origin, segment), count) in &absolute {
        if relative.contains_key(segment) {
            *scores.entry(origin).or_default() += count;
        }
    }
    let best = scores.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map(|(origin, _)| origin.to_owned())
}

/// The links in a document, counted by the first segment of their paths.
#[derive(Default)]
struct Links<'a> {
    relative: BTreeMap<&'a str, usize>,
    absolute: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Links<'a> {
    fn collect(&mut self, node: &'a Node) {
        match node {
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
            Node::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Node::Object(members) => {
                for (key, member) in members.iter() {
                    match member {
                        Node::String(text) if key == "description" => self.read(text),
                        other => self.collect(other),
                    }
                }
            }
        }
    }

    fn read(&mut self, text: &'a str) {
        // Descriptions are Markdown or HTML.
        for link in ["](/", "href=\"/"] {
            for (start, link) in text.match_indices(link) {
                let path = text.get(start + link.len()..).unwrap_or_default();
                if let Some(segment) = segment(path) {
                    *self.relative.entry(segment).or_default() += 1;
                }
            }
        }
        for (start, scheme) in text.match_indices("https://") {
            let (_, url) = text.split_at(start);
            let Some((host, path)) = url
                .get(scheme.len()..)
                .and_then(|rest| rest.split_once('/'))
            else {
                continue;
            };
            let origin = url.get(..scheme.len() + host.len()).unwrap_or_default();
            let is_host =
                |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | ':');
            if let Some(segment) =
                segment(path).filter(|_| !host.is_empty() && host.chars().all(is_host))
            {
                *self.absolute.entry((origin, segment)).or_default() += 1;
            }
        }
    }
}

/// The first segment of a path, or `None` if it is empty.
fn segment(path: &str) -> Option<&str> {
    let ends = |char: char| !(char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'));
    let segment = path.split(ends).next()?;
    Some(segment.trim_end_matches('.')).filter(|segment| !segment.is_empty())
}
