//! Decides which named schema a reference leads to, and the name of its type.

use crate::model::{Step, Type, TypePath};
use crate::source::{Pointer, Site};

use super::Types;

impl<'a> Types<'a> {
    /// Returns the type of a `$ref`'s target. A component is named after its key.
    pub(super) fn reference(&mut self, reference: &Site<'a>) -> Type {
        let Some(target) = self.cx.target(reference) else {
            return Type::Any;
        };
        let path = self.position(&target.at);
        self.component(target, path)
    }

    /// Returns whether a reference leads to a generic schema: one that depends on the schemas around
    /// it. A named schema that fills it in gives it its own name.
    pub(super) fn is_generic(&self, reference: &Site<'a>) -> bool {
        let target = self.cx.target(reference);
        target.is_some_and(|target| target.at.is_affected())
    }

    /// Returns the position of a reference's target: that of the component that it is a part of, or
    /// else one named after the last token of its place.
    pub(in crate::lower) fn position(&self, at: &Pointer) -> TypePath {
        if let Some(by) = at.affected_by() {
            let name = at.last().unwrap_or_default().to_owned();
            return self.position(by).step(Step::Named(name));
        }
        if let Some(path) = self.outside.get(at) {
            return path.clone();
        }
        let tokens = at.tokens();
        if let Some((name, inner)) = self.cx.version.named_schema(&tokens)
            && at.file() == self.cx.sources.entry()
        {
            let mut path = TypePath::component(name);
            for pair in inner.windows(2) {
                if let ["properties", name] = pair {
                    path = path.step(Step::Property((*name).to_owned()));
                }
            }
            if let ([.., "items"], true) = (inner, !path.steps.is_empty()) {
                path = path.step(Step::Item);
            }
            if !inner.is_empty() && path.steps.is_empty() {
                path = path.step(Step::Named(inner.join(" ")));
            }
            return path;
        }
        let keyword =
            |token: &&&str| !matches!(**token, "schema" | "items" | "content" | "properties");
        let name = tokens.iter().rev().find(keyword).copied();
        TypePath::component(name.unwrap_or_else(|| self.file_name(at)))
    }

    /// Returns the name of a reference's target: the last token of its place, or that of the file.
    pub(in crate::lower) fn name_of<'p>(&'p self, at: &'p Pointer) -> &'p str {
        at.last().unwrap_or_else(|| self.file_name(at))
    }

    /// Returns the name of the file of a place, without its extension.
    fn file_name(&self, at: &Pointer) -> &str {
        let file = self.cx.sources.path(at.file()).file_stem();
        file.and_then(|stem| stem.to_str()).unwrap_or("Root")
    }
}
