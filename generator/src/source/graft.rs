//! The origins of nodes that were written into a tree after it was read.

use std::collections::HashMap;

use super::pointer::Pointer;

/// The origins of the nodes that were written into a tree. Each entry applies to its node and all
/// nodes below it that have no entry of their own.
#[derive(Clone, Debug, Default)]
pub struct Grafts {
    /// The place of the node's text, if it differs from the node's own place.
    origin: Option<Pointer>,
    below: HashMap<String, Grafts>,
}

impl Grafts {
    /// Returns the origins of a tree whose whole text is at `origin`.
    #[must_use]
    pub fn all_of(origin: Pointer) -> Self {
        Self {
            origin: Some(origin),
            below: HashMap::new(),
        }
    }

    /// Returns the place of the text of `place`.
    #[must_use]
    pub fn origin(&self, place: &Pointer) -> Pointer {
        let root = || Pointer::root(place.file());
        let mut origin = self.origin.clone().unwrap_or_else(root);
        let mut known = Some(self);
        for token in place.tokens() {
            known = known.and_then(|grafts| grafts.below.get(token));
            let own = known.and_then(|grafts| grafts.origin.clone());
            origin = own.unwrap_or_else(|| origin.child(token));
        }
        origin
    }

    /// Returns the origins of `place` and of all nodes below it, for a copy of that tree.
    #[must_use]
    pub fn of(&self, place: &Pointer) -> Self {
        let tokens = place.tokens();
        let found = tokens
            .iter()
            .try_fold(self, |grafts, token| grafts.below.get(*token));
        let mut found = found.cloned().unwrap_or_default();
        found.origin = Some(self.origin(place));
        found
    }

    /// Returns the origins of a member or item of this tree and of all nodes below it.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut child = self.below.get(token).cloned().unwrap_or_default();
        let inherited = self.origin.as_ref().map(|origin| origin.child(token));
        child.origin = child.origin.or(inherited);
        child
    }

    /// Records that `place` was replaced, with all nodes below it.
    pub fn write(&mut self, place: &Pointer, text: Self) {
        *self.at(place) = text;
    }

    /// Records that the member `key` of `place` was removed.
    pub fn remove_member(&mut self, place: &Pointer, key: &str) {
        self.at(place).below.remove(key);
    }

    /// Records that the item `index` of the array `place`, which had `length` items, was removed.
    /// The later items move up.
    pub fn remove_element(&mut self, place: &Pointer, index: usize, length: usize) {
        for later in index + 1..length {
            let text = self.of(&place.index(later));
            self.write(&place.index(later - 1), text);
        }
        let last = length.saturating_sub(1).to_string();
        self.remove_member(place, &last);
    }

    fn at(&mut self, place: &Pointer) -> &mut Self {
        let tokens = place.tokens().into_iter();
        tokens.fold(self, |grafts, token| {
            grafts.below.entry(token.to_owned()).or_default()
        })
    }
}
