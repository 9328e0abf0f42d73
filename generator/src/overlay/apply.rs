//! Applies the actions of an overlay to the document.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Grafts, Node, Pointer};

use super::action::{Action, Change};
use super::merge::{From, Kind, Merge};
use super::query::{Query, Token};
use super::version::Version;

/// The document while actions are applied to it.
pub(super) struct Applied<'d> {
    root: Node,
    at: Pointer,
    grafts: Grafts,
    version: Version,
    diagnostics: &'d Diagnostics,
}

impl<'d> Applied<'d> {
    /// Starts with the tree `root` of the document at `at`, for an overlay of this version.
    pub(super) fn new(
        root: Node,
        at: Pointer,
        grafts: Grafts,
        version: Version,
        diagnostics: &'d Diagnostics,
    ) -> Self {
        Self {
            root,
            at,
            grafts,
            version,
            diagnostics,
        }
    }

    /// The changed tree and the origins of the nodes that were written into it.
    pub(super) fn finish(self) -> (Node, Grafts) {
        (self.root, self.grafts)
    }

    /// Applies one action to every node that its target selects.
    pub(super) fn action(&mut self, action: &Action) {
        let Some(ways) = self.locate(&action.target, &action.at) else {
            return;
        };
        if ways.is_empty() {
            let message = "the target selects nothing in the document; the action is ignored";
            self.diagnostics
                .tell(Code::TargetSelectsNothing, &action.at, message);
            return;
        }
        match &action.change {
            Change::Remove => self.remove_all(ways, action),
            Change::Update(update, from) => {
                self.note_primitives(&ways, action);
                self.merge_all(&ways, action, update, &From::Update(from.clone()));
            }
            Change::Copy(source, at) => {
                if let Some((node, text)) = self.source(source, at) {
                    self.merge_all(&ways, action, &node, &From::Copy(at.clone(), text));
                }
            }
        }
    }

    fn locate(&self, query: &Query, at: &Pointer) -> Option<Vec<Vec<Token>>> {
        match query.locate(&self.root) {
            Ok(ways) => Some(ways),
            Err(reason) => {
                let message = format!("this JSONPath cannot be evaluated: {reason}");
                self.diagnostics.tell(Code::InvalidTarget, at, message);
                None
            }
        }
    }

    /// Returns the single node to be copied and its origins. Reports an error if the query selects
    /// none or several.
    fn source(&self, query: &Query, at: &Pointer) -> Option<(Node, Grafts)> {
        let ways = self.locate(query, at)?;
        let [way] = ways.as_slice() else {
            let count = ways.len();
            let message = match count {
                0 => "`copy` must select exactly one node, but selects none".to_owned(),
                _ => {
                    format!("`copy` must select exactly one node, but selects {count}")
                }
            };
            let diagnostic = Diagnostic::new(Code::CopyOfOneNode, at, message);
            let places = ways.iter().take(2).map(|way| self.place(way));
            let diagnostic = places.fold(diagnostic, |diagnostic, place| {
                diagnostic.related(&place, "one of the nodes is here")
            });
            self.diagnostics.report(diagnostic);
            return None;
        };
        let node = find(&self.root, way)?.clone();
        Some((node, self.grafts.of(&self.place(way))))
    }

    /// Notes that Overlay 1.0 allows only objects and arrays as targets of an update. Removing
    /// other values is unambiguous and needs no note.
    fn note_primitives(&self, ways: &[Vec<Token>], action: &Action) {
        if self.version != Version::V1_0 {
            return;
        }
        let node = |way: &Vec<Token>| find(&self.root, way);
        let mut nodes = ways.iter().filter_map(node);
        if nodes.any(|node| Kind::of(node) == Kind::Primitive) {
            let message = "this target selects a value that is neither an object nor an array; it is updated as in Overlay 1.1";
            self.diagnostics
                .tell(Code::PrimitiveTarget, &action.at, message);
        }
    }

    fn remove_all(&mut self, mut ways: Vec<Vec<Token>>, action: &Action) {
        // Remove later items first, so that the indices of earlier items stay valid.
        ways.sort();
        for way in ways.iter().rev() {
            self.remove(way, action);
        }
    }

    fn remove(&mut self, way: &[Token], action: &Action) {
        let Some((last, holder)) = way.split_last() else {
            let message = "an action cannot remove the whole document";
            self.diagnostics
                .tell(Code::DocumentRemoved, &action.at, message);
            return;
        };
        let at = self.place(holder);
        match (find_mut(&mut self.root, holder), last) {
            (Some(Node::Object(map)), Token::Key(key)) => {
                map.remove(key);
                self.grafts.remove_member(&at, key);
            }
            (Some(Node::Array(items)), Token::Index(index)) if *index < items.len() => {
                self.grafts.remove_element(&at, *index, items.len());
                items.remove(*index);
            }
            // Already removed together with an enclosing node.
            _ => {}
        }
    }

    fn merge_all(&mut self, ways: &[Vec<Token>], action: &Action, node: &Node, from: &From) {
        if self.version == Version::V1_1 && !self.are_of_one_kind(ways, action) {
            return;
        }
        for way in ways {
            let at = self.place(way);
            let mut merge = Merge {
                grafts: &mut self.grafts,
                diagnostics: self.diagnostics,
                version: self.version,
            };
            if let Some(target) = find_mut(&mut self.root, way) {
                merge.target(target, &at, node, from);
            }
        }
    }

    fn are_of_one_kind(&self, ways: &[Vec<Token>], action: &Action) -> bool {
        let nodes = ways
            .iter()
            .filter_map(|way| Some((way, find(&self.root, way)?)));
        let nodes: Vec<_> = nodes.collect();
        let Some((first, one)) = nodes.first() else {
            return true;
        };
        let other = |(_, node): &&(_, &Node)| Kind::of(node) != Kind::of(one);
        let Some((other, node)) = nodes.iter().find(other) else {
            return true;
        };
        let message = "this target selects nodes of different types; they must all be objects, all be arrays, or all be other values";
        self.diagnostics.report(
            Diagnostic::new(Code::TargetsOfSeveralKinds, &action.at, message)
                .related(&self.place(first), format!("{} is here", one.kind()))
                .related(&self.place(other), format!("{} is here", node.kind())),
        );
        false
    }

    fn place(&self, way: &[Token]) -> Pointer {
        way.iter().fold(self.at.clone(), |at, token| match token {
            Token::Key(key) => at.child(key),
            Token::Index(index) => at.index(*index),
        })
    }
}

/// The node at the end of `way`.
fn find<'n>(root: &'n Node, way: &[Token]) -> Option<&'n Node> {
    way.iter()
        .try_fold(root, |node, token| match (node, token) {
            (Node::Object(map), Token::Key(key)) => map.get(key),
            (Node::Array(items), Token::Index(index)) => items.get(*index),
            _ => None,
        })
}

/// The node at the end of `way`, mutably.
fn find_mut<'n>(root: &'n mut Node, way: &[Token]) -> Option<&'n mut Node> {
    way.iter()
        .try_fold(root, |node, token| match (node, token) {
            (Node::Object(map), Token::Key(key)) => map.get_mut(key),
            (Node::Array(items), Token::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}
