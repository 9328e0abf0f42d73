//! Maps places in the document to items of the crate, for tools that compare the two.

use std::rc::Rc;

use super::name::{Module, Names, OperationName};
use crate::model::{Api, BodyKind, Location, Operation, Reply, Type, TypeId};
use crate::source::Pointer;

use super::context::{Emit, is_emitted};
use super::items::ty::Scope;

/// The items of a crate, and the places in the document that describe them.
///
/// Types are written as in a module next to those of the components: `super::` is `types`, and
/// `crate::` is the crate.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// The operations that have a method.
    pub operations: Vec<OperationItem>,
    /// The schemas that have a type, and that type.
    pub types: Vec<(Pointer, String)>,
}

/// An operation that has a method.
#[derive(Clone, Debug)]
pub struct OperationItem {
    /// The place of the operation in the document.
    pub origin: Pointer,
    /// The type of the response, if it is JSON.
    pub reply: Option<String>,
    /// The type of the body, if it is JSON and passed as one argument.
    pub body: Option<String>,
    /// The path of the method, starting with the client: `client.invites().retrieve`.
    pub call: String,
    /// The arguments of the method in order, and the options of the request.
    pub arguments: Vec<ArgumentItem>,
    /// The media type of the body, if there is one.
    pub content_type: Option<String>,
    /// The value of the `accept` header.
    pub accept: String,
    /// Whether the request has a method `stream`.
    pub streams: bool,
}

/// A value that callers can set. Constants are not listed.
#[derive(Clone, Debug)]
pub struct ArgumentItem {
    /// The place of the parameter or property in the document.
    pub origin: Pointer,
    /// The name on the wire.
    pub wire: String,
    /// The location in the request.
    pub location: Location,
    /// Whether the method takes it as an argument. Otherwise, the request has a setter of this
    /// name.
    pub required: bool,
    /// The name in Rust.
    pub name: String,
    /// A type that can be passed, as written outside of the crate.
    pub ty: String,
}

/// Maps all items of a crate.
#[must_use]
pub fn source_map(api: &Api, names: &Names) -> SourceMap {
    let beside = Module::Component(String::new());
    let scope = Scope::of_module(Emit { api, names }, &beside, &Rc::default());
    let named = api.operations.iter().zip(names.operations());
    let operations =
        named.map(|(operation, name)| item(&scope, Emit { api, names }, operation, name));
    let emitted = api.types.iter().enumerate();
    let emitted = emitted.filter(|(_, def)| is_emitted(def));
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
    let free = arguments.filter(|(one, _)| one.only_value().is_none());
    free.map(|(argument, name)| {
        let ty = match &argument.ty {
            Type::File(true) => outside.ty(&Type::List(Box::new(Type::File(false)))),
            ty if argument.sends_null() => outside.option(outside.ty(ty)),
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
