//! Which item of the crate stands for which place of the document: for tools that check the one
//! against the other.

use std::rc::Rc;

use crate::ir::{Api, BodyKind, Location, Operation, Reply, Type, TypeId};
use crate::name::{Module, Names, OperationName};
use crate::source::Pointer;

use super::ty::Scope;
use super::{Emit, argument};

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
    /// The method, from the client on: `client.invites().retrieve`.
    pub call: String,
    /// What it takes: those that are required, in their order, and the methods of the request.
    pub arguments: Vec<ArgumentItem>,
    /// The media type of the body, if it has one.
    pub content_type: Option<String>,
    /// The media type that is asked for.
    pub accept: String,
    /// Whether the request has a method `stream`.
    pub streams: bool,
}

/// A value that a call takes; one that is always the same is not among them.
#[derive(Clone, Debug)]
pub struct ArgumentItem {
    /// Where it is described.
    pub origin: Pointer,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// Whether the method asks for it; otherwise the request has a method of this name.
    pub required: bool,
    /// What it is called in Rust.
    pub name: String,
    /// A type that may be passed, as it is written outside of the crate.
    pub ty: String,
}

/// Maps every item.
#[must_use]
pub fn source_map(api: &Api, names: &Names) -> SourceMap {
    let beside = Module::Component(String::new());
    let scope = Scope::of_module(Emit { api, names }, &beside, &Rc::default());
    let named = api.operations.iter().zip(names.operations());
    let operations =
        named.map(|(operation, name)| item(&scope, Emit { api, names }, operation, name));
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

fn item(
    scope: &Scope<'_>,
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> OperationItem {
    let body = operation
        .arguments
        .iter()
        .find(|argument| argument.location == Location::Body(BodyKind::Json));
    OperationItem {
        origin: operation.origin.clone(),
        reply: match &operation.reply {
            Reply::Json(ty) | Reply::OptionalJson(ty) => Some(scope.ty(ty).to_string()),
            _ => None,
        },
        body: body.map(|argument| scope.ty(&argument.ty).to_string()),
        call: format!("{}.{}", cx.chain(operation.resource), name.method),
        arguments: arguments(cx, operation, name),
        content_type: operation.content_type.clone(),
        accept: operation.accept.clone(),
        streams: operation.stream.is_some(),
    }
}

fn arguments(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<ArgumentItem> {
    let outside = Scope::outside(cx);
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let free = arguments.filter(|(argument, _)| argument.constant.is_none());
    free.map(|(argument, name)| {
        let ty = match &argument.ty {
            Type::File(true) => outside.ty(&Type::List(Box::new(Type::File(false)))),
            ty if argument::sends_null(argument) => outside.option(outside.ty(ty)),
            ty => outside.ty(ty),
        };
        ArgumentItem {
            origin: argument.origin.clone(),
            wire: argument.wire.clone(),
            location: argument.location.clone(),
            required: argument.required,
            name: name.clone(),
            ty: ty.to_string(),
        }
    })
    .collect()
}
