//! The method that takes the whole body of a request in place of its members.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Argument, Location, Operation, Shape, Type, TypeId};
use crate::rust::name::OperationName;
use crate::rust::tokens::ident;

use super::operation::{MethodContext, core, media_type};
use super::switch::{switched_off, without_switch};
use super::ty::Scope;
use super::{argument, docs, xml};

/// The word for the pieces of the body: a multipart body has parts, a form has fields.
fn pieces(operation: &Operation) -> &'static str {
    let mut arguments = operation.arguments.iter();
    let found = arguments.find_map(|one| match one.location {
        Location::Part(_)
        | Location::FilePart(_)
        | Location::ExplodedFiles(_)
        | Location::PartHeader { .. }
        | Location::OrderedPart { .. } => Some("parts"),
        Location::FormField(_) => Some("fields"),
        Location::Path(_)
        | Location::Query(_)
        | Location::QueryString(_)
        | Location::Header { .. }
        | Location::DelimitedHeader(_)
        | Location::JsonHeader
        | Location::Cookie { .. }
        | Location::JsonCookie
        | Location::Field
        | Location::Body(_) => None,
    });
    found.unwrap_or("members")
}

/// The method that takes the whole body in place of its members.
pub(super) fn method(
    at: &MethodContext<'_>,
    index: usize,
    operation: &Operation,
) -> Option<TokenStream> {
    let name = at.cx.names.operations().get(index)?;
    let Taken { ty, put } = taken(at, operation, name)?;
    let method = ident(name.with_body.as_ref()?);
    let request = ident(&name.request);
    let bare = name.method.trim_start_matches("r#");
    let null = if operation.body.as_ref().is_some_and(|body| body.nullable) {
        " `None` sends `null`."
    } else {
        ""
    };
    let pieces = pieces(operation);
    let about = docs::attributes(&docs::markdown_lines(&format!(
        "Like [`{bare}`](Self::{bare}), but takes the whole body as one value. Setters of the \
         request replace {pieces} of that body.{null}"
    )));
    let deprecated = docs::deprecated(&operation.docs);
    let arguments = operation.arguments.iter().zip(&name.arguments);
    let arguments = arguments.filter(|(one, _)| one.is_sent() && !is_member(one));
    let arguments: Vec<_> = arguments.collect();
    let off = switched_off(operation).or_else(|| without_switch(operation));
    let asked = arguments.iter().copied();
    let asked = asked.filter(|(one, _)| one.is_asked());
    let (generics, parameters) = argument::parameters(at.scope, &asked.collect::<Vec<_>>());
    let set = arguments
        .iter()
        .map(|(one, name)| argument::put(at.scope, one, name));
    let server = operation.server.iter().map(|url| quote!(.server(#url)));
    let content_type = media_type(operation);
    let xml = xml::call(at.xml, index);
    let core = core(at);
    let mut whole = "body".to_owned();
    while arguments.iter().any(|(_, name)| **name == whole) {
        whole.insert_str(0, "whole_");
    }
    let whole = ident(&whole);
    let put = put(&whole);
    Some(quote! {
        #about
        #deprecated
        pub fn #method #generics(&self, #(#parameters,)* #whole: #ty) -> #request {
            let request = #request::for_client(#core) #(#server)* #content_type #xml #(#set)* .#put #off;
            #request { request }
        }
    })
}

/// The parameter for the whole body.
struct Taken {
    /// Its type.
    ty: TokenStream,
    /// The call that puts its value into the request, by its name.
    put: Box<dyn Fn(&Ident) -> TokenStream>,
}

fn taken(at: &MethodContext<'_>, operation: &Operation, name: &OperationName) -> Option<Taken> {
    if let Some(body) = &name.parts {
        let body = ident(body);
        return Some(Taken {
            ty: quote!(impl ::std::borrow::Borrow<#body>),
            put: Box::new(|whole| quote!(parts(&#whole.borrow().request))),
        });
    }
    let body = operation.body.as_ref()?;
    let call = ident(if body.is_form {
        "form_object"
    } else {
        "object"
    });
    let ty = at.scope.ty(&body.ty);
    let (taken, value) = if body.nullable {
        (quote!(crate::runtime::IntoNullable), ident("into_nullable"))
    } else if is_cloned(at.scope, &body.ty) {
        (quote!(crate::runtime::IntoBody), ident("into_body"))
    } else {
        (at.scope.prelude("Into"), ident("into"))
    };
    Some(Taken {
        ty: quote!(impl #taken<#ty>),
        put: Box::new(move |whole| quote!(#call(&#whole.#value()))),
    })
}

/// Whether the whole body is taken as it is, as a reference to it, or as JSON.
pub(in crate::rust) fn is_cloned(scope: &Scope<'_>, body: &Type) -> bool {
    match scope.resolved(body) {
        Type::Named(id) => argument::is_built(scope, *id) && is_struct(scope, *id),
        _ => false,
    }
}

fn is_struct(scope: &Scope<'_>, id: TypeId) -> bool {
    let def = scope.cx().api.types.get(id.0);
    def.is_some_and(|def| matches!(def.shape, Shape::Struct(_)))
}

/// Whether an argument is a member of the body.
pub(in crate::rust) fn is_member(argument: &Argument) -> bool {
    matches!(
        argument.location,
        Location::Field
            | Location::FormField(_)
            | Location::Part(_)
            | Location::FilePart(_)
            | Location::ExplodedFiles(_)
            | Location::PartHeader { .. }
    )
}
