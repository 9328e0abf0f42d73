//! Arguments in examples: what the document shows for them, or values made for their types; what
//! cannot be written in a few words is something that the reader brings.

mod shown;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Argument, Operation, Type};
use crate::name::OperationName;

use super::ty::Scope;
use super::{Emit, argument, ident};

use value::Maker;

/// A required argument in an example.
pub(super) struct Sample {
    /// What is passed.
    pub(super) value: TokenStream,
    /// What the example takes from outside, since no short value would do.
    pub(super) given: Option<TokenStream>,
}

/// How an argument is shown.
pub(super) fn sample(cx: Emit<'_>, argument: &Argument, name: &str) -> Sample {
    if let Some(value) = Maker::new(cx).asked(argument) {
        return Sample { value, given: None };
    }
    let scope = Scope::outside(cx);
    let bare = ident(name);
    let ty = match &argument.ty {
        Type::File(true) => {
            let file = scope.ty(&Type::File(false));
            quote!(Vec<#file>)
        }
        ty if argument::sends_null(argument) => scope.option(scope.ty(ty)),
        ty => scope.ty(ty),
    };
    Sample {
        value: quote!(#bare),
        given: Some(quote!(#bare: #ty)),
    }
}

/// How many options a call shows at most.
const OPTIONS: usize = 5;

/// The calls that set what the document's example of the request sets.
pub(super) fn options<'a>(
    cx: Emit<'a>,
    operation: &'a Operation,
    name: &'a OperationName,
) -> impl Iterator<Item = TokenStream> + 'a {
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let set = arguments.filter_map(move |(argument, name)| {
        if argument.required || argument.docs.deprecated || !is_in_body(argument) {
            return None;
        }
        let value = Maker::new(cx).set(argument, argument.example.as_ref()?)?;
        let setter = ident(name);
        Some(quote!(.#setter(#value)))
    });
    set.take(OPTIONS)
}

/// Whether an argument is a part of the body: only there examples are of a whole call.
fn is_in_body(argument: &Argument) -> bool {
    use crate::ir::Location;
    match argument.location {
        Location::Path(_)
        | Location::Query(_)
        | Location::Header { .. }
        | Location::JsonHeader
        | Location::Cookie { .. }
        | Location::JsonCookie => false,
        Location::Field
        | Location::FormField(_)
        | Location::Part(_)
        | Location::FilePart(_)
        | Location::Body(_) => true,
    }
}

/// What the example of an operation takes from outside.
pub(super) fn given(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<TokenStream> {
    asked(operation, name)
        .filter_map(|(argument, name)| sample(cx, argument, name).given)
        .collect()
}

/// The arguments that a call must have.
pub(super) fn asked<'a>(
    operation: &'a Operation,
    name: &'a OperationName,
) -> impl Iterator<Item = (&'a Argument, &'a str)> {
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let asked = arguments.filter(|(argument, _)| argument.required && argument.constant.is_none());
    asked.map(|(argument, name)| (argument, name.as_str()))
}
