//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Presence, Struct, TypeDef};
use crate::name::TypeName;

use super::ty::Scope;
use super::{constructor, docs, ident};

/// A struct and the table from which its serde implementations are made.
pub(super) fn emit(
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
    object: &Struct,
) -> Vec<TokenStream> {
    let about = docs::attributes(&docs::lines(&def.docs, &super::types::described(def, name)));
    let fields = object.fields.iter().zip(&name.members);
    let fields = fields.map(|(field, member)| declare(scope, def, field, member));
    let extra = object.extra.as_ref().zip(name.members.last());
    let extra = extra.map(|(ty, member)| {
        let member = ident(member);
        let ty = scope.ty(&crate::ir::Type::Map(Box::new(ty.clone())));
        quote! {
            /// Members that have no field of their own.
            pub #member: #ty,
        }
    });
    let derives = ["Clone", "Debug", "PartialEq"].map(|name| scope.prelude(name));
    let item = ident(&name.ident);
    let declaration = quote! {
        #about
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #item {
            #(#fields)*
            #extra
        }
    };
    let mut items = vec![declaration, table(def, name, object)];
    if def.usage.request {
        items.push(constructor::emit(scope, name, object));
    }
    items
}

fn declare(scope: &Scope<'_>, def: &TypeDef, field: &Field, member: &str) -> TokenStream {
    let about = docs::attributes(&about(field));
    let member = ident(member);
    let ty = scope.ty(&field.ty);
    let ty = match field.presence {
        Presence::Required => ty,
        Presence::OptionalNullable if def.usage.request => scope.option(scope.option(ty)),
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => {
            scope.option(ty)
        }
    };
    quote! {
        #about
        pub #member: #ty,
    }
}

fn about(field: &Field) -> Vec<String> {
    let mut lines = docs::lines(
        &field.docs,
        &format!("The member {}.", docs::code(&field.wire)),
    );
    let mut facts = Vec::new();
    if let Some(constant) = &field.constant {
        // Many descriptions say so themselves.
        if !field
            .docs
            .text
            .as_ref()
            .is_some_and(|text| text.contains(constant))
        {
            facts.push(format!("Always {}.", docs::code(constant)));
        }
    }
    let unix = |format: &str| matches!(format, "unixtime" | "unix-time");
    if field.facts.format.as_deref().is_some_and(unix) {
        let said = |text: &String| text.to_lowercase().contains("unix");
        if !field.docs.text.as_ref().is_some_and(said) {
            facts.push("Seconds since the Unix epoch.".to_owned());
        }
    } else if let Some(format) = field
        .facts
        .format
        .as_deref()
        .filter(|format| says_more(format))
    {
        facts.push(format!("Format: {}.", docs::code(format)));
    }
    if let Some(default) = field
        .facts
        .default
        .as_deref()
        .filter(|text| text.len() <= 60)
    {
        facts.push(format!("Default: {}.", docs::code(default)));
    }
    if !facts.is_empty() {
        lines.push(String::new());
        lines.push(facts.join(" "));
    }
    lines
}

/// Whether a format tells something that the Rust type does not.
fn says_more(format: &str) -> bool {
    !matches!(
        format,
        "int32" | "int64" | "uint32" | "uint64" | "float" | "double" | "string" | ""
    )
}

/// `object!(Invite { id: "id", … });`
fn table(def: &TypeDef, name: &TypeName, object: &Struct) -> TokenStream {
    let entries = object
        .fields
        .iter()
        .zip(&name.members)
        .map(|(field, member)| {
            let member = ident(member);
            let wire = &field.wire;
            let constant = field.constant.iter().map(|text| quote!(= #text));
            let null = (field.presence == Presence::RequiredNullable).then(|| quote!(| null));
            let three = field.presence == Presence::OptionalNullable && def.usage.request;
            let three = three.then(|| quote!(?null));
            quote!(#member: #wire #(#constant)* #null #three)
        });
    let extra = object
        .extra
        .as_ref()
        .and(name.members.last())
        .map(|member| {
            let member = ident(member);
            quote!(..#member)
        });
    let entries = entries.chain(extra);
    let item = ident(&name.ident);
    quote!(object!(#item { #(#entries),* });)
}
