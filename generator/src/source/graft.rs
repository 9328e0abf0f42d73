//! Where the text of a tree is that was changed after it was read.

use std::collections::HashMap;

use super::Pointer;

/// Which places of a tree were written into it, and from where: each holds for all that is below it
/// until a deeper one.
#[derive(Clone, Debug, Default)]
pub struct Grafts {
    /// Where the text of the place itself is, if it is not where the place is.
    origin: Option<Pointer>,
    below: HashMap<String, Grafts>,
}

impl Grafts {
    /// Of a tree whose text is all there.
    #[must_use]
    pub fn all_of(origin: Pointer) -> Self {
        Self {
            origin: Some(origin),
            below: HashMap::new(),
        }
    }

    /// Where the text of `place` is.
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

    /// What is known of `place` and all below it, to be put elsewhere.
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

    /// The same, of a member or element of the tree at hand.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut child = self.below.get(token).cloned().unwrap_or_default();
        let inherited = self.origin.as_ref().map(|origin| origin.child(token));
        child.origin = child.origin.or(inherited);
        child
    }

    /// `place` has been written, with all below it.
    pub fn write(&mut self, place: &Pointer, text: Self) {
        *self.at(place) = text;
    }

    /// The member `key` of `place` has been removed.
    pub fn remove_member(&mut self, place: &Pointer, key: &str) {
        self.at(place).below.remove(key);
    }

    /// The element `index` of `place`, which had `length` of them, has been removed: the later ones
    /// have moved up.
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
