//! Actions carried out: nodes removed, and merged as the specification's update says (4.4.3).

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Node, Pointer};

use super::query::Token;
use super::{Action, Change};

/// The document while it is changed.
pub(super) struct Applied<'d> {
    root: Node,
    at: Pointer,
    grafts: HashMap<Pointer, Pointer>,
    diagnostics: &'d Diagnostics,
}

impl<'d> Applied<'d> {
    /// The tree `root` of the document at `at`.
    pub(super) fn new(root: Node, at: Pointer, diagnostics: &'d Diagnostics) -> Self {
        let grafts = HashMap::new();
        Self {
            root,
            at,
            grafts,
            diagnostics,
        }
    }

    /// The changed tree, and where the text of what was written into it is.
    pub(super) fn finish(self) -> (Node, HashMap<Pointer, Pointer>) {
        (self.root, self.grafts)
    }

    /// Carries out one action on everything that its target selects.
    pub(super) fn action(&mut self, action: &Action) {
        let mut ways = action.target.locate(&self.root);
        if ways.is_empty() {
            let message = "this target selects nothing in the document";
            self.diagnostics
                .tell(Code::TargetSelectsNothing, &action.at, message);
            return;
        }
        match &action.change {
            Change::Remove => {
                // Later elements first, so that the indices of earlier ones stay right.
                ways.sort();
                for way in ways.iter().rev() {
                    self.remove(way, action);
                }
            }
            Change::Update(update, from) => {
                let mut root = std::mem::take(&mut self.root);
                for way in &ways {
                    self.update(&mut root, way, update, from);
                }
                self.root = root;
            }
        }
    }

    fn remove(&mut self, way: &[Token], action: &Action) {
        let Some((last, holder)) = way.split_last() else {
            let message = "the document itself cannot be removed";
            self.diagnostics
                .tell(Code::DocumentRemoved, &action.at, message);
            return;
        };
        match (find(&mut self.root, holder), last) {
            (Some(Node::Object(map)), Token::Key(key)) => {
                map.remove(key);
            }
            (Some(Node::Array(items)), Token::Index(index)) if *index < items.len() => {
                items.remove(*index);
            }
            // Gone already, with a node around it.
            _ => {}
        }
    }

    fn update(&mut self, root: &mut Node, way: &[Token], update: &Node, from: &Pointer) {
        let mut at = self.at.clone();
        for token in way {
            at = match token {
                Token::Key(key) => at.child(key),
                Token::Index(index) => at.index(*index),
            };
        }
        let Some(target) = find(root, way) else {
            return;
        };
        if target.as_object().is_some() && update.as_object().is_none() {
            let kind = update.kind();
            let message = format!(
                "the target is an object, so `update` must be an object, but this is {kind}"
            );
            self.diagnostics
                .tell(Code::UpdateOfOtherKind, from, message);
            return;
        }
        self.merge(target, &at, update, from);
    }

    /// Objects are merged member by member, arrays take what is new at their end, and everything
    /// else is replaced.
    fn merge(&mut self, target: &mut Node, at: &Pointer, update: &Node, from: &Pointer) {
        match (target, update) {
            (Node::Object(map), Node::Object(members)) => {
                for (key, member) in members.iter() {
                    let (at, from) = (at.child(key), from.child(key));
                    if let Some(old) = map.get_mut(key) {
                        self.merge(old, &at, member, &from);
                    } else {
                        map.insert(key.to_owned(), member.clone());
                        self.grafts.insert(at, from);
                    }
                }
            }
            (Node::Array(items), Node::Array(new)) => {
                for (index, item) in new.iter().enumerate() {
                    self.append(items, at, item, from.index(index));
                }
            }
            (Node::Array(items), item) => self.append(items, at, item, from.clone()),
            (target, update) => {
                let container = |node: &Node| matches!(node, Node::Object(_) | Node::Array(_));
                if *target != Node::Null && (container(target) || container(update)) {
                    let (old, new) = (target.kind(), update.kind());
                    let message = format!("{new} replaces {old} of the document");
                    self.diagnostics
                        .tell(Code::ReplacedByOtherKind, from, message);
                }
                target.clone_from(update);
                self.grafts.insert(at.clone(), from.clone());
            }
        }
    }

    fn append(&mut self, items: &mut Vec<Node>, at: &Pointer, item: &Node, from: Pointer) {
        self.grafts.insert(at.index(items.len()), from);
        items.push(item.clone());
    }
}

/// The node at the end of `way`.
fn find<'n>(root: &'n mut Node, way: &[Token]) -> Option<&'n mut Node> {
    way.iter()
        .try_fold(root, |node, token| match (node, token) {
            (Node::Object(map), Token::Key(key)) => map.get_mut(key),
            (Node::Array(items), Token::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}
