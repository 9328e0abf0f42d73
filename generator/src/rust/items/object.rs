//! Structs with named fields.

use crate::rust::tokens::literal;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Field, Presence, Scalar, Struct, Type, TypeDef};
use crate::rust::name::TypeName;

use super::argument::{Taken, kinds};
use super::text_method::derives;
use super::ty::Scope;
use super::{docs, facts};
use crate::rust::tokens::ident;

/// An item of the table `object!`, or of `input!` if users construct the type: `/// Words.` and
/// `pub struct Invite + extra { … }`.
pub(in crate::rust) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    object: &Struct,
) -> TokenStream {
    let about = docs::attributes(&docs::lines(scope.cx(), &def.docs, &docs::described(def)));
    let needs = object.fields.iter().map(|field| {
        let given = given(scope, def, field);
        def.usage.is_made() && matches!(given, Given::First(taken) if taken.is_of_kind())
    });
    let kinds = kinds(needs);
    let fields = object.fields.iter().zip(&name.members).zip(&kinds);
    let fields =
        fields.map(|((field, member), kind)| entry(scope, def, field, member, kind.as_ref()));
    let extra = name.members.last().map(|member| ident(member));
    let (any, typed) = if object.extra == Type::Any {
        (quote!(+ #extra), TokenStream::new())
    } else {
        let ty = scope.ty(&object.extra);
        (TokenStream::new(), quote!(..pub #extra: #ty,))
    };
    let item = ident(&name.ident);
    let derives = derives(def);
    let asks = |field: &Field| matches!(given(scope, def, field), Given::First(_));
    let has_default = def.usage.is_made() && !object.fields.iter().any(asks);
    let default = has_default.then(|| quote!(: Default));
    quote! {
        #about
        #derives
        pub struct #item #any #default { #(#fields)* #typed }
    }
}

/// An entry of the item: `pub id: String = "id",`
fn entry(
    scope: &Scope<'_>,
    def: &TypeDef,
    field: &Field,
    member: &str,
    kind: Option<&Ident>,
) -> TokenStream {
    let about = docs::attributes(&facts::of_field(scope.cx(), field));
    let member = ident(member);
    let sent = def.usage.tells_null();
    let ty = field_type(scope, field, sent);
    let three = sent && field.presence == Presence::OptionalNullable;
    let wire = key(&field.wire);
    let constant = field.constant.as_ref().or(field.only.as_ref());
    let constant = constant.and_then(|value| fixed(value, scope.resolved(&field.ty)));
    let null = is_always_written(scope, field).then(|| quote!(| null));
    let three = three.then(|| quote!(?null));
    let made = def.usage.is_made().then(|| match given(scope, def, field) {
        Given::Never => TokenStream::new(),
        Given::First(taken) => {
            let notation = taken.in_new(kind);
            quote!(new #notation)
        }
        Given::Later(taken) => {
            let notation = taken.in_set();
            quote!(set #notation)
        }
    });
    let received = is_received(def, field).then(|| quote!(-received));
    quote!(#about pub #member: #ty = #wire #constant #null #three #received #made,)
}

/// A key as JSON writes it between its quotes.
fn key(name: &str) -> String {
    let quoted = serde_json::Value::from(name).to_string();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or_default().to_owned()
}

/// Whether a field occurs only in responses, although requests use the type of the object.
fn is_received(def: &TypeDef, field: &Field) -> bool {
    let sent = def.usage.request || (def.usage.other && def.usage.response);
    sent && field.facts.read_only
}

/// Whether a field is always serialized, because its value may be null.
pub(in crate::rust) fn is_always_written(scope: &Scope<'_>, field: &Field) -> bool {
    match field.presence {
        Presence::Required => *scope.resolved(&field.ty) == Type::Any,
        Presence::RequiredNullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    }
}

/// The constant of a field, in the notation of the table.
fn fixed(value: &Scalar, ty: &Type) -> Option<TokenStream> {
    let literal = literal(value, ty)?;
    Some(match value {
        Scalar::Text(_) => quote!(const #literal),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => quote!(always #literal),
    })
}

/// The type of a field. If users set the field, and absence differs from null, it has two
/// `Option`s.
pub(in crate::rust) fn field_type(scope: &Scope<'_>, field: &Field, sent: bool) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match field.presence {
        Presence::Required => ty,
        Presence::OptionalNullable if sent => scope.option(scope.option(ty)),
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => {
            scope.option(ty)
        }
    }
}

/// The way in which users set a field.
pub(in crate::rust) enum Given {
    /// Not at all, because the field is constant or read-only.
    Never,
    /// As an argument of `new`.
    First(Taken),
    /// With a setter.
    Later(Taken),
}

/// The way in which users set the field.
pub(in crate::rust) fn given(scope: &Scope<'_>, def: &TypeDef, field: &Field) -> Given {
    match field.presence {
        _ if field.constant.is_some() => Given::Never,
        _ if field.facts.read_only && def.usage.request => Given::Never,
        Presence::Required => Given::First(Taken::of(scope, &field.ty)),
        Presence::RequiredNullable => Given::First(Taken::or_null(scope, &field.ty)),
        // Requests do not contain it.
        Presence::Optional | Presence::OptionalNullable if is_received(def, field) => Given::Never,
        Presence::Optional | Presence::OptionalNullable => {
            Given::Later(Taken::of(scope, &field.ty))
        }
    }
}
