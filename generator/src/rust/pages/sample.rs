//! Values for arguments in examples, taken from the document or made for their types. If a value
//! would be too long, the example takes it as a parameter.

mod shown;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Argument, Operation, Type};
use crate::rust::name::OperationName;

use crate::rust::context::Emit;
use crate::rust::items::ty::Scope;
use crate::rust::tokens::ident;

use value::Maker;

/// The value of a required argument in an example.
pub(in crate::rust) struct Sample {
    /// The expression to pass.
    pub(in crate::rust) value: TokenStream,
    /// The parameter of the example, if no short value exists.
    pub(in crate::rust) given: Option<TokenStream>,
}

/// The value of an argument in an example.
pub(in crate::rust) fn sample(cx: Emit<'_>, argument: &Argument, name: &str) -> Sample {
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
        ty if argument.sends_null() => scope.option(scope.ty(ty)),
        ty => scope.ty(ty),
    };
    Sample {
        value: quote!(#bare),
        given: Some(quote!(#bare: #ty)),
    }
}

/// The maximum number of options in an example call.
const OPTIONS: usize = 5;

/// The setters for the optional arguments that the document's example of the request contains.
pub(in crate::rust) fn options<'a>(
    cx: Emit<'a>,
    operation: &'a Operation,
    name: &'a OperationName,
) -> impl Iterator<Item = TokenStream> + 'a {
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let set = arguments.filter_map(move |(argument, name)| {
        if argument.required || argument.docs.deprecated || !argument.location.is_in_body() {
            return None;
        }
        let value = Maker::new(cx).set(argument, argument.example.as_ref()?)?;
        let setter = ident(name);
        Some(quote!(.#setter(#value)))
    });
    set.take(OPTIONS)
}

/// The parameters of an operation's example.
pub(in crate::rust) fn given(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<TokenStream> {
    asked(operation, name)
        .filter_map(|(argument, name)| sample(cx, argument, name).given)
        .collect()
}

/// The required arguments, except constants.
pub(in crate::rust) fn asked<'a>(
    operation: &'a Operation,
    name: &'a OperationName,
) -> impl Iterator<Item = (&'a Argument, &'a str)> {
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let asked = arguments.filter(|(argument, _)| argument.is_asked());
    asked.map(|(argument, name)| (argument, name.as_str()))
}
