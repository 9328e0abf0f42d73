//! The names that schemas declare for themselves: `$anchor`, `$dynamicAnchor` and `$id` (JSON
//! Schema 2020-12, 8.2).

use std::collections::{HashMap, HashSet};

use iri_string::types::UriStr;

use super::identity::resolved;
use super::node::Node;
use super::pointer::{self, Pointer};
use super::site::Site;

/// The named places of a file.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    names: HashMap<String, Vec<Anchor>>,
    ids: HashMap<String, Pointer>,
    /// The places with an `$id`. Each is the root of a resource of its own (8.2.1).
    resources: HashSet<Pointer>,
    /// The absolute URIs of resources, each resolved against that of the resource around it (8.2.1).
    uris: HashMap<Pointer, String>,
    by_uri: HashMap<String, Pointer>,
}

/// A place with a name.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) place: Pointer,
    /// The resource that the name belongs to.
    resource: Pointer,
    /// Whether the name is a `$dynamicAnchor`.
    pub(super) dynamic: bool,
}

impl Anchors {
    /// Collects the names in a tree.
    pub(super) fn of(root: &Node, at: &Pointer) -> Self {
        let mut found = Self::default();
        let mut open = vec![(root, at.clone(), at.clone())];
        while let Some((node, at, around)) = open.pop() {
            match node {
                Node::Object(map) => {
                    let resource = found.identify(node, &at, &around).unwrap_or(around);
                    for (key, member) in map.iter() {
                        match (key, member) {
                            ("$anchor" | "$dynamicAnchor", Node::String(name)) => {
                                let anchor = Anchor {
                                    place: at.clone(),
                                    resource: resource.clone(),
                                    dynamic: key == "$dynamicAnchor",
                                };
                                found.names.entry(name.clone()).or_default().push(anchor);
                            }
                            (_, Node::Object(_) | Node::Array(_)) => {
                                open.push((member, at.child(key), resource.clone()));
                            }
                            _ => {}
                        }
                    }
                }
                Node::Array(items) => {
                    let items = items.iter().enumerate();
                    let nested =
                        items.filter(|(_, item)| matches!(item, Node::Object(_) | Node::Array(_)));
                    let inside = |(index, item)| (item, at.index(index), around.clone());
                    open.extend(nested.map(inside));
                }
                Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
            }
        }
        found
    }

    /// Adds the resource that starts at `at`, if the node has an `$id`.
    fn identify(&mut self, node: &Node, at: &Pointer, around: &Pointer) -> Option<Pointer> {
        let id = node.get("$id")?.as_str()?.trim_end_matches('#').to_owned();
        // In older drafts, `#name` is an anchor.
        if id.is_empty() || id.starts_with('#') {
            return None;
        }
        let base = self.uris.get(around);
        let uri = match base {
            Some(base) => resolved(base, &id).ok(),
            None => UriStr::new(&id).ok().map(|uri| uri.normalize().to_string()),
        };
        if let Some(uri) = uri {
            self.by_uri.entry(uri.clone()).or_insert_with(|| at.clone());
            self.uris.insert(at.clone(), uri);
        }
        self.ids.entry(id).or_insert_with(|| at.clone());
        self.resources.insert(at.clone());
        Some(at.clone())
    }

    /// The place that `name` denotes in a resource. A name that only another resource of the file
    /// has is found, too: many documents expect that.
    pub(super) fn named(&self, name: &str, from: &Scope) -> Option<&Pointer> {
        let all = self.names.get(name)?;
        let only = |is_meant: &dyn Fn(&Anchor) -> bool| {
            let mut found = all.iter().filter(|one| is_meant(one));
            let first = found.next()?;
            // A schema may have the name as both kinds of anchors.
            found.all(|one| one.place == first.place).then_some(first)
        };
        only(&|one| self.scope(&one.place) == *from)
            .or_else(|| only(&|one| one.resource == from.resource))
            .or_else(|| only(&|_| true))
            .map(|one| &one.place)
    }

    /// The dynamic anchors of this name in a scope.
    pub(super) fn dynamic(&self, name: &str, scope: &Scope) -> Vec<&Anchor> {
        let all = self.names.get(name).into_iter().flatten();
        all.filter(|one| one.dynamic && self.scope(&one.place) == *scope)
            .collect()
    }

    /// The names of the dynamic anchors, once for each place.
    pub(super) fn dynamic_names(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter();
        names.flat_map(|(name, all)| {
            let dynamic = all.iter().filter(|one| one.dynamic);
            dynamic.map(move |_| name.as_str())
        })
    }

    /// The resource that a place belongs to.
    pub(super) fn resource(&self, at: &Pointer) -> Pointer {
        let mut around = std::iter::successors(Some(at), |at| at.parent());
        let own = around.find(|at| self.resources.contains(at));
        own.cloned().unwrap_or_else(|| Pointer::root(at.file()))
    }

    /// The scope that a place belongs to.
    pub(super) fn scope(&self, at: &Pointer) -> Scope {
        let resource = self.resource(at);
        let mut component = at.clone();
        if resource.parent().is_none()
            && matches!(at.tokens()[..], ["components", "schemas", _, ..])
        {
            while let (Some(around), true) = (component.parent(), component.tokens().len() > 3) {
                component = around.clone();
            }
        } else {
            component = resource.clone();
        }
        Scope {
            place: component,
            resource,
        }
    }

    /// The absolute URI of the resource that a place belongs to, if it has one.
    pub(super) fn base(&self, at: &Pointer) -> Option<&str> {
        self.uris.get(&self.resource(at)).map(String::as_str)
    }

    /// The resource with this absolute URI.
    pub(super) fn of_uri(&self, uri: &str) -> Option<&Pointer> {
        self.by_uri.get(uri)
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

/// The schemas that one name is declared in at most once: a resource with an `$id`, or else a
/// component. Components without an `$id` are one resource, but documents write generic ones as if
/// each was its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// The place of the scope.
    pub(super) place: Pointer,
    /// The resource that it belongs to.
    pub(super) resource: Pointer,
}

/// Resolves a fragment within a schema: a JSON Pointer or an anchor.
pub(super) fn within<'a>(site: &Site<'a>, fragment: &str) -> Option<Site<'a>> {
    let Some(tokens) = pointer::parse(fragment) else {
        let anchors = Anchors::of(site.node, &site.at);
        let scope = Scope {
            place: site.at.clone(),
            resource: site.at.clone(),
        };
        let place = anchors.named(fragment, &scope)?;
        let own = site.at.tokens().len();
        let tokens = place.tokens();
        let mut inner = tokens.iter().skip(own);
        return inner.try_fold(site.clone(), |site, token| site.child(token));
    };
    tokens
        .iter()
        .try_fold(site.clone(), |site, token| site.child(token))
}
