//! Says where a document does not keep to the specification: keys that an object does not have, and
//! what [`conformance`] finds.
//!
//! The whole document is walked through, with the files that it refers to, whether something is
//! used or not; what is read later is judged no more by its keys.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Map, Node, Site};

use super::keyword::{Keyword, Kind, Shape};
use super::near::nearest;
use super::{Context, conformance};

/// Judges the document at `root`, which is one of OpenAPI 3.
pub fn judge<'a>(cx: Context<'a>, root: Site<'a>) {
    let mut judge = Judge {
        cx,
        minor: conformance::minor(root.node),
        seen: HashSet::new(),
        references: HashSet::new(),
        pending: vec![(Shape::One(Kind::Document), root)],
        operations: 0,
        misspelled: Vec::new(),
    };
    while let Some((shape, site)) = judge.pending.pop() {
        judge.value(shape, site);
    }
    judge.finish();
}

struct Judge<'a> {
    cx: Context<'a>,
    /// The minor version of OpenAPI 3.
    minor: u8,
    /// Objects that were judged. Nodes do not move while they are borrowed.
    seen: HashSet<*const Node>,
    /// References that were followed.
    references: HashSet<(FileId, &'a str)>,
    /// What references lead to.
    pending: Vec<(Shape, Site<'a>)>,
    /// How many operations were found.
    operations: usize,
    /// Keys that are most likely meant to lead to operations.
    misspelled: Vec<Diagnostic>,
}

impl<'a> Judge<'a> {
    /// Reports what leads to operations under a wrong key: an error, if there are no others.
    fn finish(self) {
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

    /// Judges what is in a value of `shape`.
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

    /// Judges the members of a mapping, each of which is of the shape `member`. Where a `$ref` is in
    /// the mapping's place, it is followed.
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

    /// Judges an object. What is none is reported when it is read.
    fn object(&mut self, kind: Kind, site: Site<'a>) {
        let Node::Object(map) = site.node else {
            return;
        };
        if !self.seen.insert(std::ptr::from_ref(site.node)) {
            return;
        }
        if let Some(reference) = map.get("$ref") {
            // One that is no text is reported where it is needed.
            if let Node::String(reference) = reference {
                self.follow(Shape::One(kind), &site, reference);
            }
            // What else a Reference Object may have says nothing of its target (4.8.23).
            if kind != Kind::Schema {
                return;
            }
        }
        conformance::judge(self.cx, self.minor, kind, &site, map);
        for (key, node) in map.iter().filter(|(key, _)| !key.starts_with("x-")) {
            let mut keywords = kind.keywords().iter();
            match keywords.find(|keyword| keyword.name == key) {
                Some(keyword) => self.known(keyword, &site, node),
                None => self.unknown(kind, &site, map, key, node),
            }
        }
    }

    fn known(&mut self, keyword: &Keyword, object: &Site<'a>, node: &'a Node) {
        if keyword.without_effect {
            let message = format!("`{}` has no effect on the generated code", keyword.name);
            let at = object.at.child(keyword.name);
            let code = Code::KeywordWithoutEffect;
            self.cx.diagnostics.tell(code, &at, message);
        }
        if keyword.shape == Shape::One(Kind::Operation) && node.as_object().is_some() {
            self.operations += 1;
        }
        if matches!(node, Node::Array(_) | Node::Object(_)) {
            let at = object.at.child(keyword.name);
            self.value(keyword.shape, Site { node, at });
        }
    }

    /// Reports a key that objects of this kind do not have, with the one that was most likely meant:
    /// one that the object lacks and that has such values.
    fn unknown(&mut self, kind: Kind, object: &Site<'a>, map: &Map, key: &str, node: &Node) {
        let fits = |keyword: &&Keyword| {
            let here = keyword.since <= self.minor && map.get(keyword.name).is_none();
            here && keyword.shape.takes(node)
        };
        let names = kind.keywords().iter().filter(fits);
        let Some(near) = nearest(key, names.map(|keyword| keyword.name)) else {
            let message = format!("`{key}` is not a key of {}; it is ignored", kind.name());
            let at = object.at.child(key);
            self.cx.diagnostics.tell(Code::UnknownKeyword, &at, message);
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

    /// Keeps what a reference leads to. One that leads nowhere is reported where it is needed.
    fn follow(&mut self, shape: Shape, site: &Site<'a>, reference: &'a str) {
        let file = site.at.file();
        if !self.references.insert((file, reference)) {
            return;
        }
        if let Ok(target) = self.cx.sources.resolve(file, reference) {
            self.pending.push((shape, target));
        }
    }
}
