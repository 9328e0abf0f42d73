//! Open enums of texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{EnumValue, TypeDef};
use crate::name::TypeName;

use super::ty::Scope;
use super::{docs, ident};

/// An enum and the table from which its conversions are made.
pub(super) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    values: &[EnumValue],
) -> Vec<TokenStream> {
    let about = docs::attributes(&docs::lines(&def.docs, &super::types::described(def, name)));
    let variants: Vec<_> = name.members.iter().map(|member| ident(member)).collect();
    let wires: Vec<&str> = values.iter().map(|value| value.wire.as_str()).collect();
    let value_docs = values
        .iter()
        .map(|value| docs::attributes(&docs::lines(&value.docs, &docs::code(&value.wire))));
    let derives = ["Clone", "Debug", "PartialEq", "Eq", "Hash"].map(|name| scope.prelude(name));
    let item = ident(&name.ident);
    let declaration = quote! {
        #about
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub enum #item {
            #(#value_docs #variants,)*
            /// A value that this version of the crate has no name for; it is written back unchanged.
            Unknown(UnknownValue),
        }
    };
    vec![
        declaration,
        quote!(string_enum!(#item { #(#variants = #wires),* });),
    ]
}
