//! The struct of a whole multipart body, whose parts are set as on its request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Argument, Operation};
use crate::rust::name::OperationName;
use crate::rust::tokens::ident;

use super::operation::{MethodContext, entries};
use super::{argument, docs};

/// The items of a multipart body.
pub(super) struct Emitted {
    /// Its struct.
    pub(super) item: TokenStream,
    /// The item of the table `setters!`, if there are optional parts.
    pub(super) setters: Option<TokenStream>,
}

/// Emits the struct of a body, if it is multipart.
pub(super) fn emit(at: &MethodContext<'_>, index: usize, operation: &Operation) -> Option<Emitted> {
    let name = at.cx.names.operations().get(index)?;
    let item = ident(name.parts.as_ref()?);
    let members = || {
        let all = operation.arguments.iter().zip(&name.arguments);
        all.filter(|(one, _)| one.location.is_in_body())
    };
    let mut optional = members().filter(|(one, _)| !one.required).peekable();
    let setters = optional.peek().is_some().then(|| {
        let entries = entries(at, optional);
        quote!(impl #item { #(#entries)* })
    });
    let required: Vec<_> = members().filter(|(one, _)| one.required).collect();
    Some(Emitted {
        item: body(at, name, &required),
        setters,
    })
}

fn body(
    at: &MethodContext<'_>,
    name: &OperationName,
    required: &[(&Argument, &String)],
) -> TokenStream {
    let bare = |name: &str| name.trim_start_matches("r#").to_owned();
    let with = name.with_body.as_deref().map(bare).unwrap_or_default();
    let handle = at.handle;
    let about = format!("The whole body of a request, for [`{handle}::{with}`].");
    let about = docs::attributes(&[about]);
    let item = name.parts.as_deref().map(ident);
    let asked = required.iter().copied();
    let asked: Vec<_> = asked.filter(|(one, _)| one.constant.is_none()).collect();
    let (generics, parameters) = argument::parameters(at.scope, &asked);
    let set = required
        .iter()
        .map(|(one, name)| argument::put(at.scope, one, name));
    // A part may have that name.
    let mut new = "new".to_owned();
    while name.arguments.contains(&new) {
        new.push_str("_body");
    }
    let new = ident(&new);
    let derived = required.is_empty().then(|| quote!(, Default));
    let default = (asked.is_empty() && !required.is_empty()).then(|| {
        quote! {
            impl Default for #item {
                fn default() -> Self {
                    Self::#new()
                }
            }
        }
    });
    quote! {
        #about
        #[derive(Clone, Debug #derived)]
        pub struct #item {
            request: crate::runtime::Parts,
        }

        impl #item {
            /// Creates a body from its required parts.
            #[must_use]
            pub fn #new #generics(#(#parameters),*) -> Self {
                let request = crate::runtime::Parts::default() #(#set)*;
                Self { request }
            }
        }

        #default
    }
}
