//! The method that takes the whole body of a request in place of its members.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Argument, Location, Operation};
use crate::rust::tokens::ident;

use super::operation::{MethodContext, core, media_type};
use super::switch::{switched_off, turned_off};
use super::{argument, docs};

/// The method that takes the whole body in place of its members.
pub(super) fn method(
    at: &MethodContext<'_>,
    index: usize,
    operation: &Operation,
) -> Option<TokenStream> {
    let name = at.cx.names.operations().get(index)?;
    let body = operation.body.as_ref()?;
    let put = ident(if body.is_form {
        "form_object"
    } else {
        "object"
    });
    let body = at.scope.ty(&body.ty);
    let method = ident(name.with_body.as_ref()?);
    let request = ident(&name.request);
    let bare = name.method.trim_start_matches("r#");
    let about = docs::attributes(&docs::markdown_lines(&format!(
        "Like [`{bare}`](Self::{bare}), but takes the whole body as one value. Setters of the \
         request replace members of that body."
    )));
    let deprecated = docs::deprecated(&operation.docs);
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let arguments = arguments.filter(|(one, _)| one.required && !is_member(one));
    let arguments: Vec<_> = arguments.collect();
    let off = switched_off(operation).or_else(|| turned_off(operation));
    let asked = arguments.iter().filter(|(one, _)| one.constant.is_none());
    let parameters = asked.map(|(one, name)| argument::parameter(at.scope, one, name));
    let set = arguments
        .iter()
        .map(|(one, name)| argument::put(at.scope, one, name));
    let server = operation.server.iter().map(|url| quote!(.server(#url)));
    let content_type = media_type(operation);
    let core = core(at);
    let into = at.scope.prelude("Into");
    let mut whole = "body".to_owned();
    while arguments.iter().any(|(_, name)| **name == whole) {
        whole.insert_str(0, "whole_");
    }
    let whole = ident(&whole);
    Some(quote! {
        #about
        #deprecated
        pub fn #method(&self, #(#parameters,)* #whole: impl #into<#body>) -> #request {
            let request = #request::for_client(#core) #(#server)* #content_type #(#set)* .#put(&#whole.into()) #off;
            #request { request }
        }
    })
}

/// Whether an argument is a member of the body.
pub(in crate::rust) fn is_member(argument: &Argument) -> bool {
    matches!(argument.location, Location::Field | Location::FormField(_))
}
