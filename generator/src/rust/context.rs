//! The context that every emitter needs, and the types that a crate has.

use proc_macro2::Ident;

use crate::model::{Api, Group, ResourceId, Root, Type, TypeDef};

use super::name::{Names, TypeName};

use super::tokens::ident;

/// The context that every emitter needs.
#[derive(Clone, Copy)]
pub(super) struct Emit<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
}

impl<'a> Emit<'a> {
    /// The types to emit. A type of an operation is skipped if nothing uses it: the properties of a
    /// request body become arguments, so its own type may be unused.
    pub(super) fn types(self) -> impl Iterator<Item = &'a TypeDef> {
        self.api.types.iter().filter(|def| is_emitted(def))
    }

    /// The groups of the resource at the top that a resource belongs to.
    pub(super) fn groups(self, id: ResourceId) -> &'a [Group] {
        let top = self.api.ancestry(id).first().copied();
        let top = top.and_then(|top| self.api.resources.get(top.0));
        top.map_or(&[], |top| &top.groups)
    }

    /// The names of the type of all webhook events.
    pub(super) fn webhook_event(self) -> Option<&'a TypeName> {
        let event = self.api.webhook_event.as_ref();
        event.and_then(Type::named).and_then(|id| self.names.ty(id))
    }
}

pub(super) fn is_emitted(def: &TypeDef) -> bool {
    matches!(def.path.root, Root::Component(_)) || def.usage.request || def.usage.response
}

/// The name of the crate in code.
pub(super) fn crate_ident(cx: Emit<'_>) -> Ident {
    ident(&cx.api.package.name.replace('-', "_"))
}
