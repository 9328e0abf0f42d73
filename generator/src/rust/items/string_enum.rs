//! Open enums of strings and integers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{EnumValue, TypeDef};
use crate::rust::name::TypeName;

use super::docs;
use super::text_method::derives;
use crate::rust::context::Emit;
use crate::rust::tokens::ident;

/// An item of the table `string_enum!`.
pub(in crate::rust) fn emit(
    cx: Emit<'_>,
    def: &TypeDef,
    name: &TypeName,
    values: &[EnumValue],
) -> TokenStream {
    let about = docs::attributes(&docs::lines(cx, &def.docs, &docs::described(def)));
    let variants = values.iter().zip(&name.members).map(|(value, member)| {
        // The table adds the value on the wire.
        let about = docs::attributes(&docs::lines(cx, &value.docs, ""));
        let member = ident(member);
        let wire = value.wire.as_str();
        let default = value.is_default.then(|| quote!(#[default]));
        quote!(#about #default #member = #wire,)
    });
    let item = ident(&name.ident);
    let derives = derives(def);
    let default = values.iter().any(|value| value.is_default);
    let default = default.then(|| quote!(#[derive(Default)]));
    quote! {
        #about
        #default
        #derives
        pub enum #item { #(#variants)* }
    }
}

/// An item of the table `integer_enum!`.
pub(in crate::rust) fn of_integers(
    cx: Emit<'_>,
    def: &TypeDef,
    name: &TypeName,
    values: &[EnumValue],
) -> TokenStream {
    let about = docs::attributes(&docs::lines(cx, &def.docs, &docs::described(def)));
    let variants = values.iter().zip(&name.members).map(|(value, member)| {
        let about = docs::attributes(&docs::lines(cx, &value.docs, ""));
        let member = ident(member);
        let number = Literal::i64_unsuffixed(value.wire.parse().unwrap_or_default());
        let default = value.is_default.then(|| quote!(#[default]));
        quote!(#about #default #member = #number,)
    });
    let item = ident(&name.ident);
    let derives = derives(def);
    let default = values.iter().any(|value| value.is_default);
    let default = default.then(|| quote!(#[derive(Default)]));
    quote! {
        #about
        #default
        #derives
        pub enum #item { #(#variants)* }
    }
}
