//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, Struct, Type, TypeDef};
use crate::name::TypeName;

use super::argument::Taken;
use super::ty::Scope;
use super::{docs, facts, ident};

/// `/// Words.` and `pub struct Invite + extra { … }`, an item of the table `object!`, or
/// of `input!` if users make it.
pub(super) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    object: &Struct,
) -> TokenStream {
    let about = docs::attributes(&docs::lines(
        scope.cx(),
        &def.docs,
        &super::types::described(def),
    ));
    let fields = object.fields.iter().zip(&name.members);
    let fields = fields.map(|(field, member)| entry(scope, def, field, member));
    let extra = name.members.last().map(|member| ident(member));
    let (any, typed) = if object.extra == Type::Any {
        (quote!(+ #extra), TokenStream::new())
    } else {
        let ty = scope.ty(&object.extra);
        (TokenStream::new(), quote!(..pub #extra: #ty,))
    };
    let item = ident(&name.ident);
    quote! {
        #about
        pub struct #item #any { #(#fields)* #typed }
    }
}

/// `pub id: String = "id",`
fn entry(scope: &Scope<'_>, def: &TypeDef, field: &Field, member: &str) -> TokenStream {
    let about = docs::attributes(&facts::of_field(scope.cx(), field));
    let member = ident(member);
    let sent = def.usage.request;
    let ty = field_type(scope, field, sent);
    let three = sent && field.presence == Presence::OptionalNullable;
    let wire = &field.wire;
    let constant = field.constant.iter().map(|text| quote!(const #text));
    let null = (field.presence == Presence::RequiredNullable).then(|| quote!(| null));
    let three = three.then(|| quote!(?null));
    let made = sent.then(|| match given(scope, field) {
        Given::Never => TokenStream::new(),
        Given::First(taken) => {
            let kind = taken.in_table();
            quote!(new #kind)
        }
        Given::Later(taken) => {
            let kind = taken.in_table();
            quote!(set #kind)
        }
    });
    quote!(#about pub #member: #ty = #wire #(#constant)* #null #three #made,)
}

/// The type of a field: where absent and null are not the same, and users may choose, there are two
/// `Option`s.
pub(super) fn field_type(scope: &Scope<'_>, field: &Field, sent: bool) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match field.presence {
        Presence::Required => ty,
        Presence::OptionalNullable if sent => scope.option(scope.option(ty)),
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => {
            scope.option(ty)
        }
    }
}

/// How users give a field a value.
pub(super) enum Given {
    /// It is always the same.
    Never,
    /// To `new`.
    First(Taken),
    /// By a method of its own.
    Later(Taken),
}

/// How users give a field a value.
pub(super) fn given(scope: &Scope<'_>, field: &Field) -> Given {
    let option = || Taken::Into(scope.option(scope.ty(&field.ty)));
    match field.presence {
        _ if field.constant.is_some() => Given::Never,
        Presence::Required => Given::First(Taken::of(scope, &field.ty)),
        Presence::RequiredNullable => Given::First(option()),
        Presence::Optional => Given::Later(Taken::of(scope, &field.ty)),
        Presence::OptionalNullable => Given::Later(option()),
    }
}
