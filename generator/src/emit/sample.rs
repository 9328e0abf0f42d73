//! Values for examples: a literal where one is enough, otherwise something that the reader brings.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Argument, Operation, Shape, Type};
use crate::name::OperationName;

use super::ty::Scope;
use super::{Emit, argument, ident};

/// A required argument in an example.
pub(super) struct Sample {
    /// What is passed.
    pub(super) value: TokenStream,
    /// What the example takes from outside, since no short value would do.
    pub(super) given: Option<TokenStream>,
}

/// How an argument is shown.
pub(super) fn sample(cx: Emit<'_>, argument: &Argument, name: &str) -> Sample {
    let scope = Scope::outside(cx);
    let value = |value: TokenStream| Sample { value, given: None };
    let bare = ident(name);
    let wire = &argument.wire;
    if !argument::sends_null(argument) {
        match scope.resolved(&argument.ty) {
            Type::String => return value(quote!(#wire)),
            Type::Bool => return value(quote!(true)),
            Type::Integer(_) => return value(quote!(1)),
            Type::Number => return value(quote!(1.0)),
            Type::Named(id) => {
                let shape = cx.api.types.get(id.0).map(|def| &def.shape);
                if let Some(Shape::StringEnum(values)) = shape
                    && let Some(first) = values.first()
                {
                    let first = &first.wire;
                    return value(quote!(#first));
                }
                if let Some(Shape::IntegerEnum(values)) = shape
                    && let Some(first) = values.first()
                    && let Ok(number) = first.wire.parse()
                {
                    let number = proc_macro2::Literal::i64_unsuffixed(number);
                    return value(quote!(#number));
                }
            }
            _ => {}
        }
    }
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
