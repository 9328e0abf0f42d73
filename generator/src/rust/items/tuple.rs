//! Arrays with a fixed number of elements, each with its own type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Type, TypeDef};
use crate::rust::name::TypeName;

use super::docs;
use super::text_method::derives;
use super::ty::Scope;
use crate::rust::tokens::ident;

/// An item of the table `tuple!`.
pub(in crate::rust) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    items: &[Type],
) -> TokenStream {
    let about = docs::attributes(&docs::lines(scope.cx(), &def.docs, &docs::described(def)));
    let item = ident(&name.ident);
    let derives = derives(def);
    let count = Literal::usize_unsuffixed(items.len());
    let elements = items.iter().enumerate().map(|(index, ty)| {
        let index = Literal::usize_unsuffixed(index);
        let ty = scope.ty(ty);
        quote!(#index: #ty,)
    });
    quote! {
        #about
        #derives
        pub struct #item of #count { #(#elements)* }
    }
}
