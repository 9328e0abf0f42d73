//! Decides in which order schemas with a name of their own are lowered.

use std::collections::BTreeSet;

use crate::ir::{Shape, Type, TypeDef, TypePath, Usage};
use crate::lower::{all_of, nullable};
use crate::source::Site;

use super::{Slot, Types, unwrap, wrap};

/// How deep schemas with a name are lowered inside of each other. A chain of references may be as
/// long as a document likes, but the stack is not.
const DEPTH: usize = 1_000;

impl<'a> Types<'a> {
    /// Gives schemas in other files the names of the components that only refer to them.
    pub(in crate::lower) fn name_outside(&mut self, components: &[(&'a str, Site<'a>)]) {
        for (name, site) in components {
            if let Some(target) = self.refers_outside(site) {
                let path = || TypePath::component(name);
                self.outside.entry(target.at).or_insert_with(path);
            }
        }
    }

    /// What a schema of the document refers to in another file, if it says nothing else.
    pub(in crate::lower) fn refers_outside(&self, site: &Site<'a>) -> Option<Site<'a>> {
        let reference = site.child("$ref")?;
        let text = reference.node.as_str()?;
        let target = self.cx.sources.resolve(site.at.file(), text).ok()?;
        let alone = site.members().count() == 1;
        (alone && target.at.file() != self.cx.sources.entry()).then_some(target)
    }

    /// The type of the schema at `site`, which has a name by itself.
    ///
    /// Its id is known before its inside is, so that it may contain itself.
    pub(in crate::lower) fn component(&mut self, site: Site<'a>, path: TypePath) -> Type {
        if let Some(ty) = self.named.get(&site.at) {
            return ty.clone();
        }
        if let Some(target) = self.refers_outside(&site)
            && self.outside.get(&target.at) == Some(&path)
        {
            // It is not another name for that type, but its name.
            let ty = self.component(target, path);
            self.named.insert(site.at, ty.clone());
            return ty;
        }
        let origin = site.at.clone();
        let docs = self.docs(&site);
        // Until its inside is known, and for ever if it consists of nothing but itself, any JSON.
        let id = self.reserve(TypeDef {
            origin: origin.clone(),
            path: path.clone(),
            docs,
            shape: Shape::Alias(Type::Any),
            usage: Usage::default(),
            features: BTreeSet::new(),
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

    /// The type of the members of the schema at `site`, which is an enum of others by its name.
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

    /// Lowers the inside of the schema that has waited least.
    fn inside(&mut self) {
        let Some((site, path, id)) = self.waiting.pop() else {
            return;
        };
        let slot = Slot { path, id: Some(id) };
        // What is around the reference to it is not around the schema.
        let around = std::mem::take(&mut self.open);
        let inner = unwrap(self.schema(site, slot));
        self.open = around;
        if inner != Type::Named(id) {
            self.put(id, Shape::Alias(inner));
        }
    }
}
