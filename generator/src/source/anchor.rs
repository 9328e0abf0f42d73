//! The names that schemas declare for themselves: `$anchor`, `$dynamicAnchor` and `$id` (JSON
//! Schema 2020-12, 8.2).

use std::collections::HashMap;

use super::node::Node;
use super::pointer::{self, Pointer};
use super::site::Site;

/// The named places of a file.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    names: HashMap<String, Pointer>,
    ids: HashMap<String, Pointer>,
}

impl Anchors {
    /// Collects the names in a tree.
    pub(super) fn of(root: &Node, at: &Pointer) -> Self {
        let mut found = Self::default();
        let mut open = vec![(root, at.clone())];
        while let Some((node, at)) = open.pop() {
            match node {
                Node::Object(map) => {
                    for (key, member) in map.iter() {
                        match (key, member) {
                            ("$anchor" | "$dynamicAnchor", Node::String(name)) => {
                                found
                                    .names
                                    .entry(name.clone())
                                    .or_insert_with(|| at.clone());
                            }
                            ("$id", Node::String(id)) => {
                                let id = id.trim_end_matches('#').to_owned();
                                found.ids.entry(id).or_insert_with(|| at.clone());
                            }
                            (_, Node::Object(_) | Node::Array(_)) => {
                                open.push((member, at.child(key)));
                            }
                            _ => {}
                        }
                    }
                }
                Node::Array(items) => {
                    let items = items.iter().enumerate();
                    let nested =
                        items.filter(|(_, item)| matches!(item, Node::Object(_) | Node::Array(_)));
                    open.extend(nested.map(|(index, item)| (item, at.index(index))));
                }
                Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
            }
        }
        found
    }

    /// The place with this anchor.
    pub(super) fn named(&self, name: &str) -> Option<&Pointer> {
        self.names.get(name)
    }

    /// The place with this identifier, either literally or relative to the identifier's own folder.
    pub(super) fn identified(&self, uri: &str) -> Option<&Pointer> {
        if self.ids.is_empty() {
            return None;
        }
        let relative = format!("/{}", uri.trim_start_matches("./").trim_start_matches('/'));
        let ends = || {
            let mut ids = self.ids.iter().filter(|(id, _)| id.ends_with(&relative));
            ids.next().filter(|_| ids.next().is_none())
        };
        let found = self.ids.get(uri);
        found.or_else(|| ends().map(|(_, place)| place))
    }
}

/// Resolves a fragment within a schema: a JSON Pointer or an anchor.
pub(super) fn within<'a>(site: &Site<'a>, fragment: &str) -> Option<Site<'a>> {
    let Some(tokens) = pointer::parse(fragment) else {
        let anchors = Anchors::of(site.node, &site.at);
        let place = anchors.named(fragment)?;
        let own = site.at.tokens().len();
        let tokens = place.tokens();
        let mut inner = tokens.iter().skip(own);
        return inner.try_fold(site.clone(), |site, token| site.child(token));
    };
    tokens
        .iter()
        .try_fold(site.clone(), |site, token| site.child(token))
}
