//! A node with its place, for traversing a document.

use super::node::{Map, Node};
use super::pointer::Pointer;

/// A node with its place.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The node.
    pub node: &'a Node,
    /// The place of the node.
    pub at: Pointer,
}

impl<'a> Site<'a> {
    /// The member or item `token`.
    #[must_use]
    pub fn child(&self, token: &str) -> Option<Self> {
        let node = match self.node {
            Node::Object(map) => map.get(token)?,
            Node::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
        Some(Self {
            node,
            at: self.at.child(token),
        })
    }

    /// The items of a sequence. Empty for other nodes.
    pub fn items(&self) -> impl Iterator<Item = Site<'a>> + use<'a> {
        let items = match self.node {
            Node::Array(items) => items.as_slice(),
            _ => &[],
        };
        let at = self.at.clone();
        items.iter().enumerate().map(move |(index, node)| Site {
            node,
            at: at.index(index),
        })
    }

    /// The keys and values of a mapping. Empty for other nodes.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Site<'a>)> + use<'a> {
        let at = self.at.clone();
        let map = self.node.as_object();
        map.into_iter().flat_map(Map::iter).map(move |(key, node)| {
            let site = Site {
                node,
                at: at.child(key),
            };
            (key, site)
        })
    }
}
