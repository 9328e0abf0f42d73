//! Which item of the crate stands for which place of the document: for tools that check the one
//! against the other.

use crate::ir::{Api, BodyKind, Location, Reply, Type, TypeId};
use crate::name::{Module, Names};
use crate::source::Pointer;

use super::Emit;
use super::ty::Scope;

/// The items of a crate by the places that they come from.
///
/// Types are written as a module of the crate sees them that stands beside the modules of the
/// components: `super::` is `types`, `crate::` is the crate.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// Every operation that has a method.
    pub operations: Vec<OperationItem>,
    /// The schemas that have a type of their own, and that type.
    pub types: Vec<(Pointer, String)>,
}

/// An operation that has a method.
#[derive(Clone, Debug)]
pub struct OperationItem {
    /// Where it is described.
    pub origin: Pointer,
    /// The type that its answer is decoded into, if that is JSON.
    pub reply: Option<String>,
    /// The type of its body, if that is JSON and given as a whole.
    pub body: Option<String>,
}

/// Maps every item.
#[must_use]
pub fn source_map(api: &Api, names: &Names) -> SourceMap {
    let beside = Module::Component(String::new());
    let scope = Scope::of_module(Emit { api, names }, &beside, &[]);
    let operations = api.operations.iter().map(|operation| OperationItem {
        origin: operation.origin.clone(),
        reply: match &operation.reply {
            Reply::Json(ty) | Reply::OptionalJson(ty) => Some(scope.ty(ty).to_string()),
            _ => None,
        },
        body: operation
            .arguments
            .iter()
            .find(|argument| argument.location == Location::Body(BodyKind::Json))
            .map(|argument| scope.ty(&argument.ty).to_string()),
    });
    let emitted = api.types.iter().enumerate();
    let emitted = emitted.filter(|(_, def)| super::is_emitted(def));
    let types = emitted.map(|(index, def)| {
        let ty = scope.ty(&Type::Named(TypeId(index)));
        (def.origin.clone(), ty.to_string())
    });
    SourceMap {
        operations: operations.collect(),
        types: types.collect(),
    }
}
