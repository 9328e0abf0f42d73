//! Reports violations of the specification: unknown keys, and the findings of [`conformance`].
//!
//! This pass visits the whole document and all files that it refers to, used or not. Later stages
//! do not check keys again.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Map, Node, Pointer, Site};

use super::keyword::{Keyword, Kind, Shape};
use super::near::nearest;
use super::{Context, Version, conformance, other_version, wrong_kind};

/// Judges the document at `root`, which must be of the version in the context.
pub fn judge<'a>(cx: Context<'a>, root: Site<'a>) {
    let more = match cx.version {
        Version::V20 => root.child("x-ms-paths"),
        Version::V30 | Version::V31 | Version::V32 => None,
    };
    let paths = Shape::Patterned(Kind::PathItem);
    let mut judge = Judge {
        cx,
        minor: conformance::minor(root.node),
        seen: HashSet::new(),
        references: HashSet::new(),
        pending: vec![(Shape::One(Kind::Document), root)],
        operations: 0,
        noted: BTreeMap::new(),
        misspelled: Vec::new(),
    };
    judge.pending.extend(more.map(|site| (paths, site)));
    while let Some((shape, site)) = judge.pending.pop() {
        judge.value(shape, site);
    }
    judge.finish();
}

struct Judge<'a> {
    cx: Context<'a>,
    /// The minor version of OpenAPI 3.
    minor: u8,
    /// The objects that were judged. Pointers are stable because the nodes are borrowed.
    seen: HashSet<*const Node>,
    /// The references that were followed.
    references: HashSet<(Pointer, &'a str)>,
    /// The values that are still to be judged, such as targets of references.
    pending: Vec<(Shape, Site<'a>)>,
    /// The number of operations found.
    operations: usize,
    /// The notes on keys of other versions, each with a place and the number of places.
    noted: BTreeMap<String, (Pointer, usize)>,
    /// Diagnostics for keys that are probably misspellings of keys that lead to operations.
    misspelled: Vec<Diagnostic>,
}

impl<'a> Judge<'a> {
    /// Reports the keys of other versions, and misspelled keys that lead to operations. These are errors if
    /// the document has no other operations.
    fn finish(self) {
        for (message, (at, count)) in self.noted {
            let more = match count {
                0 | 1 => String::new(),
                count => format!(" (in {count} places)"),
            };
            let code = Code::KeywordOfOtherVersion;
            self.cx.diagnostics.tell(code, &at, message + &more);
        }
        for mut diagnostic in self.misspelled {
            if self.operations == 0 {
                diagnostic.code = Code::MisspelledOperations;
                diagnostic.severity = Severity::Error;
                diagnostic
                    .message
                    .push_str(" Without it, the document has no operations");
            }
            self.cx.diagnostics.report(diagnostic);
        }
    }

    /// Judges all objects in a value of `shape`.
    fn value(&mut self, shape: Shape, site: Site<'a>) {
        match shape {
            Shape::Free | Shape::Scalar | Shape::List => {}
            Shape::One(kind) => self.object(kind, site),
            Shape::Schema => self.object(Kind::Schema, site),
            Shape::Schemas if matches!(site.node, Node::Object(_)) => {
                self.object(Kind::Schema, site);
            }
            Shape::Schemas => self.items(Kind::Schema, &site),
            Shape::Many(kind) => self.items(kind, &site),
            Shape::Named(kind) => self.members(shape, Shape::One(kind), site, false),
            Shape::Patterned(kind) => self.members(shape, Shape::One(kind), site, true),
            Shape::Callbacks => {
                self.members(shape, Shape::Patterned(Kind::PathItem), site, false);
            }
        }
    }

    fn items(&mut self, kind: Kind, site: &Site<'a>) {
        for item in site.items() {
            self.object(kind, item);
        }
    }

    /// Judges the members of a mapping, each of shape `member`. Follows a `$ref` in place of the
    /// mapping.
    fn members(&mut self, shape: Shape, member: Shape, site: Site<'a>, extensible: bool) {
        if let Some(Node::String(reference)) = site.node.get("$ref") {
            self.follow(shape, &site, reference);
            return;
        }
        for (key, site) in site.members() {
            if !(extensible && key.starts_with("x-")) {
                self.value(member, site);
            }
        }
    }

    /// Judges an object. A value of another type is reported when it is read.
    fn object(&mut self, kind: Kind, site: Site<'a>) {
        let Node::Object(map) = site.node else {
            return;
        };
        if !self.seen.insert(std::ptr::from_ref(site.node)) {
            return;
        }
        if let Some(reference) = map.get("$ref") {
            // A `$ref` that is not a string is reported where it is used.
            if let Node::String(reference) = reference {
                self.follow(Shape::One(kind), &site, reference);
            }
            // The siblings of `$ref` in a Reference Object have no effect on the target (4.8.23).
            if kind != Kind::Schema {
                return;
            }
        }
        conformance::judge(self.cx, self.minor, kind, &site, map);
        if kind == Kind::Schema {
            for other in other_version::of_schema(self.cx.version, &site, map) {
                self.note(&other.at, other.message);
            }
        }
        for (key, node) in map.iter().filter(|(key, _)| !key.starts_with("x-")) {
            if let Some(diagnostic) =
                other_version::ignored(self.cx.version, self.minor, kind, &site, key)
            {
                self.cx.diagnostics.report(diagnostic);
                continue;
            }
            let mut keywords = kind.keywords(self.cx.version).iter();
            match keywords.find(|keyword| keyword.name == key) {
                Some(keyword) => {
                    self.of_other_version(keyword, kind, &site);
                    self.known(keyword, &site, node);
                }
                None => self.unknown(kind, &site, map, key, node),
            }
        }
    }

    /// Notes a key of another version. Those of OpenAPI 3 in a document of version 2.0 are noted at each place.
    fn of_other_version(&mut self, keyword: &Keyword, kind: Kind, object: &Site<'a>) {
        let version = self.cx.version;
        let Some(message) = other_version::of_key(version, self.minor, kind, keyword) else {
            return;
        };
        let at = object.at.child(keyword.name);
        if version == Version::V20 {
            let code = Code::KeywordOfOtherVersion;
            self.cx.diagnostics.tell(code, &at, message);
        } else {
            self.note(&at, message);
        }
    }

    /// Notes a key of another version of the specification. Each note is reported once.
    fn note(&mut self, at: &Pointer, message: String) {
        let (_, count) = self.noted.entry(message).or_insert_with(|| (at.clone(), 0));
        *count += 1;
    }

    fn known(&mut self, keyword: &Keyword, object: &Site<'a>, node: &'a Node) {
        if keyword.without_effect {
            let message = format!("`{}` has no effect on the generated code", keyword.name);
            let at = object.at.child(keyword.name);
            let code = Code::KeywordWithoutEffect;
            self.cx.diagnostics.tell(code, &at, message);
        }
        match (keyword.shape, node.as_object()) {
            (Shape::One(Kind::Operation), Some(_)) => self.operations += 1,
            (Shape::Named(Kind::Operation), Some(map)) => self.operations += map.iter().count(),
            _ => {}
        }
        if matches!(node, Node::Array(_) | Node::Object(_)) {
            let at = object.at.child(keyword.name);
            self.value(keyword.shape, Site { node, at });
        }
    }

    /// Reports a key that objects of this kind do not have. Suggests the most similar keyword that
    /// the object lacks and that takes such a value.
    fn unknown(&mut self, kind: Kind, object: &Site<'a>, map: &Map, key: &str, node: &Node) {
        let fits = |keyword: &&Keyword| {
            let here = keyword.since <= self.minor && map.get(keyword.name).is_none();
            here && keyword.shape.takes(node)
        };
        let version = self.cx.version;
        let help = match version {
            Version::V20 => kind.replacement(key),
            Version::V30 | Version::V31 | Version::V32 => None,
        };
        let names = kind.keywords(version).iter().filter(fits);
        let near = nearest(key, names.map(|keyword| keyword.name)).filter(|_| help.is_none());
        let Some(near) = near else {
            let name = kind.name(version);
            let message = format!("`{key}` is not a key of {name}; it is ignored");
            let at = object.at.child(key);
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, &at, message);
            self.cx.diagnostics.report(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
            return;
        };
        let message = format!("unknown key `{key}`; did you mean `{near}`?");
        let diagnostic = Diagnostic::new(Code::UnknownKeyword, &object.at.child(key), message);
        let leads_to_operations = match kind {
            Kind::Document => matches!(near, "paths" | "webhooks"),
            Kind::PathItem => super::METHODS.contains(&near),
            _ => false,
        };
        if leads_to_operations {
            self.misspelled.push(diagnostic);
        } else {
            self.cx.diagnostics.report(diagnostic);
        }
    }

    /// Queues the target of a reference. An unresolvable reference is reported where it is used.
    fn follow(&mut self, shape: Shape, site: &Site<'a>, reference: &'a str) {
        let resource = self.cx.sources.resource(&site.at);
        let is_new = self.references.insert((resource, reference));
        let needed = match shape {
            Shape::One(kind) => Some(kind),
            Shape::Schema | Shape::Schemas => Some(Kind::Schema),
            Shape::Free
            | Shape::Scalar
            | Shape::List
            | Shape::Many(_)
            | Shape::Named(_)
            | Shape::Patterned(_)
            | Shape::Callbacks => None,
        };
        // References to schemas are many, and nearly all of them are in places of schemas.
        let is_usual = ["schemas/", "definitions/"]
            .iter()
            .any(|section| reference.contains(section));
        if !is_new && needed == Some(Kind::Schema) && is_usual {
            return;
        }
        let Ok(target) = self.cx.sources.resolve(&site.at, reference) else {
            return;
        };
        let check = |kind| wrong_kind::check(self.cx, kind, site, &target.at);
        if needed.is_none_or(check) && is_new {
            self.pending.push((shape, target));
        }
    }
}
