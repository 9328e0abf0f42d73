//! Finds the cycles of types.

use crate::model::Api;

/// Returns the cycle that each type belongs to, or `None` if it belongs to none. Uses Tarjan's
/// algorithm with an explicit stack, because the document determines the depth.
pub(in crate::lower) fn groups(
    api: &Api,
    successors: impl Fn(&Api, usize) -> Vec<usize>,
) -> Vec<Option<usize>> {
    let count = api.types.len();
    let edges: Vec<Vec<usize>> = (0..count).map(|index| successors(api, index)).collect();
    let mut state = Tarjan {
        edges: &edges,
        order: vec![None; count],
        low: vec![0; count],
        waiting: Vec::new(),
        on_stack: vec![false; count],
        groups: vec![None; count],
        next: 0,
    };
    for start in 0..count {
        if state.order.get(start).is_some_and(Option::is_none) {
            state.visit(start);
        }
    }
    state.groups
}

struct Tarjan<'a> {
    edges: &'a [Vec<usize>],
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    waiting: Vec<usize>,
    on_stack: Vec<bool>,
    groups: Vec<Option<usize>>,
    next: usize,
}

impl Tarjan<'_> {
    fn visit(&mut self, start: usize) {
        let mut calls = vec![(start, 0)];
        self.open(start);
        while let Some((node, edge)) = calls.pop() {
            if let Some(next) = self
                .edges
                .get(node)
                .and_then(|edges| edges.get(edge))
                .copied()
            {
                calls.push((node, edge + 1));
                match self.order.get(next).copied().flatten() {
                    None => {
                        self.open(next);
                        calls.push((next, 0));
                    }
                    Some(order) if self.on_stack.get(next) == Some(&true) => {
                        self.lower(node, order);
                    }
                    Some(_) => {}
                }
            } else {
                self.close(node);
                let low = self.low.get(node).copied().unwrap_or_default();
                if let Some((parent, _)) = calls.last() {
                    self.lower(*parent, low);
                }
            }
        }
    }

    fn open(&mut self, node: usize) {
        set(&mut self.order, node, Some(self.next));
        set(&mut self.low, node, self.next);
        set(&mut self.on_stack, node, true);
        self.next += 1;
        self.waiting.push(node);
    }

    fn lower(&mut self, node: usize, order: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(order);
        }
    }

    /// Finishes a node. It is the root of a group if it reaches no earlier node.
    fn close(&mut self, node: usize) {
        let order = self.order.get(node).copied().flatten();
        if order != self.low.get(node).copied() {
            return;
        }
        let mut members = Vec::new();
        while let Some(member) = self.waiting.pop() {
            set(&mut self.on_stack, member, false);
            members.push(member);
            if member == node {
                break;
            }
        }
        let itself = self
            .edges
            .get(node)
            .is_some_and(|edges| edges.contains(&node));
        if members.len() > 1 || itself {
            for member in members {
                set(&mut self.groups, member, order);
            }
        }
    }
}

/// Sets an item, if there is one at this index.
pub(super) fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}
