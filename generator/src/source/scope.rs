//! Finds the targets of references whose meaning depends on the schemas that led to them:
//! `$dynamicRef` (JSON Schema 2020-12, 7.1 and 8.2.3.2), and `$recursiveRef` of 2019-09.
//!
//! A generic schema refers to a placeholder, `$dynamicRef: '#item'`, and schemas that refer to the
//! generic one declare `$dynamicAnchor: item` themselves. The outermost declaration applies. The
//! place of a generic schema therefore carries the places of the schemas that declare such names.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, PoisonError};

use super::node::Node;
use super::{Pointer, Site, Sources, Unresolved};

impl Sources {
    /// Finds the target of the reference text at `reference`, with the schemas that affect it.
    ///
    /// # Errors
    ///
    /// Fails like [`Sources::resolve`], or if several targets are equally good.
    pub fn target<'s>(&'s self, reference: &Site<'s>, text: &str) -> Result<Site<'s>, Unresolved> {
        if reference.at.last() == Some("$recursiveRef") {
            let root = self.recursive(&reference.at);
            return root.ok_or_else(|| Unresolved::Nowhere(reference.at.clone()));
        }
        let found = self.resolve(&reference.at, text);
        if !self.is_dynamic() {
            return found;
        }
        let name = text.split_once('#').map_or("", |(_, name)| name);
        let dynamic = reference.at.last() == Some("$dynamicRef");
        let around = self.around(&reference.at);
        let target = match &found {
            Ok(site) if !dynamic || !declares(site, name) => {
                return found.map(|site| self.affected(&around, site));
            }
            _ if dynamic => self.outermost(&around, name)?,
            _ => None,
        };
        match target.map_or(found, Ok) {
            Ok(site) => Ok(self.affected(&around, site)),
            Err(_) if dynamic && self.shared_names().contains(name) => Err(Unresolved::Ambiguous),
            Err(error) => Err(error),
        }
    }

    /// The schema that a `$recursiveRef` at a place leads to (JSON Schema 2019-09, 8.2.4.2): the outermost one around
    /// it that has `$recursiveAnchor: true`, or else the root of its resource.
    fn recursive(&self, at: &Pointer) -> Option<Site<'_>> {
        let root = self.anchors(at.file())?.scope(&at.plain()).place;
        let mut found = None;
        let mut around = Some(at.plain());
        while let Some(place) = around {
            let site = self.at(&place)?;
            let is_anchor = site.node.get("$recursiveAnchor") == Some(&Node::Bool(true));
            // The root of a document of OpenAPI is not a schema.
            let is_schema = ["openapi", "swagger"]
                .iter()
                .all(|key| site.node.get(key).is_none());
            let is_root = place == root;
            if is_anchor || is_root && is_schema && found.is_none() {
                found = Some(site);
            }
            around = place.parent().filter(|_| !is_root).cloned();
        }
        found
    }

    /// Returns whether a dynamic anchor is declared more than once. Otherwise, every reference has
    /// one target.
    fn is_dynamic(&self) -> bool {
        !self.shared_names().is_empty()
    }

    /// The dynamic anchors that are declared more than once.
    fn shared_names(&self) -> &HashSet<String> {
        self.shared_names.get_or_init(|| {
            let mut seen = HashSet::new();
            let mut shared = HashSet::new();
            let files = (0..self.files.len()).filter_map(|index| self.file(index));
            for file in files.filter(|file| self.text(*file).contains("$dynamicAnchor")) {
                for name in self
                    .anchors(file)
                    .iter()
                    .flat_map(|one| one.dynamic_names())
                {
                    if !seen.insert(name.to_owned()) {
                        shared.insert(name.to_owned());
                    }
                }
            }
            shared
        })
    }

    /// The scopes around a reference, outermost first (8.2.3.2).
    fn around(&self, at: &Pointer) -> Vec<Pointer> {
        let mut scopes = Vec::new();
        let mut outer = at.affected_by();
        while let Some(scope) = outer {
            scopes.push(scope.plain());
            outer = scope.affected_by();
        }
        scopes.reverse();
        let own = at.plain();
        scopes.extend(
            self.anchors(own.file())
                .map(|anchors| anchors.scope(&own).place),
        );
        scopes
    }

    /// Returns the place that declares a dynamic anchor in the outermost scope that does.
    fn outermost(&self, around: &[Pointer], name: &str) -> Result<Option<Site<'_>>, Unresolved> {
        for scope in around {
            match self.declared(scope, name).as_slice() {
                [] => {}
                [one] => return Ok(self.at(one)),
                _ => return Err(Unresolved::Ambiguous),
            }
        }
        Ok(None)
    }

    /// The places in a scope that declare a dynamic anchor.
    fn declared(&self, scope: &Pointer, name: &str) -> Vec<Pointer> {
        let Some(anchors) = self.anchors(scope.file()) else {
            return Vec::new();
        };
        let found = anchors.dynamic(name, &anchors.scope(scope));
        found.into_iter().map(|one| one.place.clone()).collect()
    }

    /// Returns a target together with the outer scopes that change what it refers to.
    fn affected<'s>(&'s self, around: &[Pointer], target: Site<'s>) -> Site<'s> {
        let names = self.dynamic_names(&target);
        let Some(anchors) = self.anchors(target.at.file()).filter(|_| !names.is_empty()) else {
            return target;
        };
        let own = anchors.scope(&target.at).place;
        let binds = |scope: &&Pointer, name: &str| !self.declared(scope, name).is_empty();
        let binder = |name: &String| around.iter().find(|scope| binds(scope, name));
        let binders: HashSet<&Pointer> = names.iter().filter_map(binder).collect();
        // The root of the document is not a schema; names in it belong to its components.
        let counts = |scope: &&&Pointer| **scope != &own && scope.parent().is_some();
        let mut seen = HashSet::new();
        let outer = around
            .iter()
            .filter(|scope| binders.contains(scope) && seen.insert(*scope));
        let chain = outer.collect::<Vec<_>>();
        let chain = chain.iter().filter(|scope| counts(scope));
        let scope = chain.fold(None::<Pointer>, |outer, scope| match outer {
            Some(outer) => Some(scope.with(&outer)),
            None => Some((*scope).clone()),
        });
        match scope {
            Some(scope) => Site {
                at: target.at.with(&scope),
                ..target
            },
            None => target,
        }
    }

    /// The shared dynamic anchors that a schema refers to, directly or through other schemas.
    fn dynamic_names(&self, target: &Site<'_>) -> Arc<BTreeSet<String>> {
        let known = || {
            self.dynamic_uses
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(names) = known().get(&target.at) {
            return names.clone();
        }
        let mut names = BTreeSet::new();
        let mut seen = HashSet::from([target.at.clone()]);
        let mut open = vec![(target.node, target.at.clone())];
        while let Some((node, at)) = open.pop() {
            let site = Site { node, at };
            for key in ["$ref", "$dynamicRef"] {
                let Some(text) = site.node.get(key).and_then(Node::as_str) else {
                    continue;
                };
                let name = text.split_once('#').map_or("", |(_, name)| name);
                if key == "$dynamicRef" && self.shared_names().contains(name) {
                    names.insert(name.to_owned());
                }
                if let Ok(found) = self.resolve(&site.at, text)
                    && seen.insert(found.at.clone())
                {
                    open.push((found.node, found.at));
                }
            }
            open.extend(site.members().map(|(_, one)| (one.node, one.at)));
            open.extend(site.items().map(|one| (one.node, one.at)));
        }
        let names = Arc::new(names);
        known().insert(target.at.clone(), names.clone());
        names
    }
}

fn declares(site: &Site<'_>, name: &str) -> bool {
    let own = site.node.get("$dynamicAnchor");
    own.and_then(Node::as_str) == Some(name)
}
