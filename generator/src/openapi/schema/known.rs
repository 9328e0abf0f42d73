//! The schemas that have been read, and those that several places describe together.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::openapi::{Inheritance, UnionTags};
use crate::source::{Node, Pointer, Site};

use super::SchemaObject;

/// Caches the schemas that have been read, by node, because many passes read the same ones.
#[derive(Debug, Default)]
pub struct Schemas<'a> {
    read: RefCell<HashMap<*const Node, Rc<SchemaObject<'a>>>>,
    /// The schemas whose meaning depends on two places.
    combined: RefCell<HashMap<Pointer, Rc<SchemaObject<'a>>>>,
    /// The schemas that were chosen for values that two places describe.
    chosen: RefCell<HashMap<(Pointer, Pointer), Site<'a>>>,
    pub(in crate::openapi) inheritance: OnceCell<Inheritance<'a>>,
    pub(in crate::openapi) union_tags: OnceCell<UnionTags<'a>>,
}

/// The node of schemas that are not written in one place. It has no keywords to look up.
static COMBINED: Node = Node::Bool(true);

impl<'a> Schemas<'a> {
    /// The schema at `site`, if it has been read or combined.
    pub(super) fn known(&self, site: &Site<'a>) -> Option<Rc<SchemaObject<'a>>> {
        if site.at.is_affected() {
            return self.combined.borrow().get(&site.at).cloned();
        }
        // Pointers are stable because the nodes are borrowed, and each node has exactly one place.
        let node = std::ptr::from_ref(site.node);
        self.read.borrow().get(&node).cloned()
    }

    /// Keeps a schema that has been read.
    pub(super) fn keep(&self, site: Site<'a>, schema: Rc<SchemaObject<'a>>) {
        if site.at.is_affected() {
            self.combined.borrow_mut().insert(site.at, schema);
        } else {
            let node = std::ptr::from_ref(site.node);
            self.read.borrow_mut().insert(node, schema);
        }
    }

    /// Returns a site for a schema that combines those at `one` and `other`.
    pub fn combine(&self, one: &Pointer, other: &Pointer, schema: SchemaObject<'a>) -> Site<'a> {
        let at = one.with(other);
        let mut combined = self.combined.borrow_mut();
        combined.insert(at.clone(), Rc::new(schema));
        let node = &COMBINED;
        Site { node, at }
    }

    /// Returns the schema for a value that two places describe, as `choose` decides it. While it is
    /// being decided, the schema at `other` stands for it.
    pub fn of_both(
        &self,
        one: &Site<'a>,
        other: &Site<'a>,
        choose: impl FnOnce() -> Site<'a>,
    ) -> Site<'a> {
        let key = (one.at.clone(), other.at.clone());
        if let Some(known) = self.chosen.borrow().get(&key) {
            return known.clone();
        }
        let mut chosen = self.chosen.borrow_mut();
        chosen.insert(key.clone(), other.clone());
        drop(chosen);
        let site = choose();
        self.chosen.borrow_mut().insert(key, site.clone());
        site
    }
}
