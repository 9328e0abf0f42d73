//! Decides the order in which named schemas are lowered.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lower::{all_of, nullable};
use crate::model::{Shape, Type, TypeDef, TypeId, TypePath, Usage};
use crate::source::{Pointer, Site};

use super::{STEPS, Slot, Types, unwrap, wrap};

/// The maximum nesting in which named schemas are lowered recursively. Chains of references can be
/// arbitrarily long, but the stack is limited.
const DEPTH: usize = 1_000;

impl<'a> Types<'a> {
    /// The definition of a type.
    pub(in crate::lower) fn def(&self, id: TypeId) -> Option<&TypeDef> {
        self.defs.get(id.0)
    }

    /// The definition of a type, to complete it.
    pub(in crate::lower) fn def_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.defs.get_mut(id.0)
    }

    /// Returns the type of a schema that is reached again while it is being lowered. A `$ref`
    /// usually leads to a component, but a `$ref` in place of all properties can lead here, too.
    pub(super) fn inside_itself(&self, at: &Pointer) -> Type {
        if let Some(ty) = self.named.get(at) {
            return ty.clone();
        }
        let message = "this schema contains itself; the inner occurrence accepts any JSON value";
        self.cx.diagnostics.tell(Code::EmptyCycle, at, message);
        Type::Any
    }

    /// Reports a schema that is nested too deeply.
    pub(super) fn too_deep(&self, at: &Pointer) -> Type {
        let message = format!(
            "more than {STEPS} unnamed types are nested; deeper ones accept any JSON value"
        );
        let mut diagnostic = Diagnostic::new(Code::TooLarge, at, message);
        diagnostic.severity = Severity::Warning;
        self.cx.diagnostics.report(diagnostic);
        Type::Any
    }

    /// Names schemas in other files after the components that only refer to them.
    pub(in crate::lower) fn name_outside(&mut self, components: &[(&'a str, Site<'a>)]) {
        for (name, site) in components {
            if let Some(target) = self.refers_outside(site) {
                let path = || TypePath::component(name);
                self.outside.entry(target.at).or_insert_with(path);
            }
        }
    }

    /// Returns the target in another file if a schema of the document is nothing but a `$ref`.
    pub(in crate::lower) fn refers_outside(&self, site: &Site<'a>) -> Option<Site<'a>> {
        let reference = site.child("$ref")?;
        let text = reference.node.as_str()?;
        let target = self.cx.sources.resolve(&site.at, text).ok()?;
        let alone = site.members().count() == 1;
        (alone && target.at.file() != self.cx.sources.entry()).then_some(target)
    }

    /// Returns the type of the named schema at `site`.
    ///
    /// Its id is reserved before its contents are lowered, so that it may contain itself.
    pub(in crate::lower) fn component(&mut self, site: Site<'a>, path: TypePath) -> Type {
        if let Some(ty) = self.named.get(&site.at) {
            return ty.clone();
        }
        if let Some(target) = self.refers_outside(&site)
            && self.outside.get(&target.at) == Some(&path)
        {
            // The component is the name of that type rather than an alias for it.
            let ty = self.component(target, path);
            self.named.insert(site.at, ty.clone());
            return ty;
        }
        let origin = site.at.clone();
        let docs = self.docs(&site);
        // The type is any JSON value until its contents are known, and forever if it only refers to
        // itself.
        let id = self.reserve(TypeDef {
            origin: origin.clone(),
            path: path.clone(),
            docs,
            shape: Shape::Alias(Type::Any),
            usage: Usage::default(),
            features: BTreeSet::new(),
            derives: Vec::new(),
        });
        let nullable = nullable::site(self.cx, site.clone());
        let ty = wrap(Type::Named(id), nullable);
        self.named.insert(origin.clone(), ty.clone());
        self.waiting.push((site, path, id));
        if self.depth < DEPTH {
            self.depth += 1;
            self.inside();
            self.depth -= 1;
        }
        while self.depth == 0 && !self.waiting.is_empty() {
            self.depth += 1;
            self.inside();
            self.depth -= 1;
        }
        ty
    }

    /// Returns the struct of the schema at `site`, whose own name belongs to the enum of its
    /// children.
    pub(in crate::lower) fn apart(&mut self, site: &Site<'a>, path: TypePath) -> Type {
        if let Some(ty) = self.bases.get(&site.at) {
            return ty.clone();
        }
        let id = self.reserve(TypeDef {
            origin: site.at.clone(),
            path: path.clone(),
            docs: self.docs(site),
            shape: Shape::Alias(Type::Any),
            usage: Usage::default(),
            features: BTreeSet::new(),
            derives: Vec::new(),
        });
        self.bases.insert(site.at.clone(), Type::Named(id));
        let mut schema = all_of::resolve(self.cx, site.clone()).unwrap_or_default();
        schema.one_of.clear();
        schema.any_of.clear();
        let slot = Slot { path, id: Some(id) };
        let around = std::mem::take(&mut self.open);
        let inner = unwrap(self.flat(&site.at, schema, slot));
        self.open = around;
        if inner != Type::Named(id) {
            self.put(id, Shape::Alias(inner));
        }
        Type::Named(id)
    }

    /// Lowers the contents of the most recently queued schema.
    fn inside(&mut self) {
        let Some((site, path, id)) = self.waiting.pop() else {
            return;
        };
        let slot = Slot { path, id: Some(id) };
        // The schemas around the reference do not enclose its target.
        let around = std::mem::take(&mut self.open);
        let inner = unwrap(self.schema(site, slot));
        self.open = around;
        if inner != Type::Named(id) {
            self.put(id, Shape::Alias(inner));
        }
    }
}
