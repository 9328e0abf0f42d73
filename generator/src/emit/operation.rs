//! Methods and the requests that they return.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Argument, Operation, Reply, Type};
use crate::name::OperationName;

use super::ty::Scope;
use super::{Emit, docs, example, ident};

/// Where methods are emitted.
pub(super) struct MethodContext<'a> {
    pub(super) cx: Emit<'a>,
    pub(super) scope: &'a Scope<'a>,
    /// The handle's name.
    pub(super) handle: &'a str,
}

/// What the file of these operations imports from the runtime.
pub(super) fn runtime_items(operations: &[(usize, &Operation)]) -> Vec<TokenStream> {
    let mut items = vec![quote!(Endpoint)];
    if operations
        .iter()
        .any(|(_, operation)| operation.reply == Reply::Empty)
    {
        items.push(quote!(Empty));
    }
    if operations
        .iter()
        .any(|(_, operation)| matches!(operation.reply, Reply::Json(_)))
    {
        items.push(quote!(Json));
    }
    items.extend([quote!(Request), quote!(operation)]);
    items
}

/// The method of an operation, and its request.
pub(super) fn emit(
    at: &MethodContext<'_>,
    index: usize,
    operation: &Operation,
) -> Option<(TokenStream, Vec<TokenStream>)> {
    let name = at.cx.names.operations().get(index)?;
    Some((method(at, operation, name), request(at, operation, name)))
}

fn method(at: &MethodContext<'_>, operation: &Operation, name: &OperationName) -> TokenStream {
    let about = docs::attributes(&about(at, operation, name));
    let deprecated = docs::deprecated(&operation.docs);
    let method = ident(&name.method);
    let request = ident(&name.request);
    let arguments: Vec<_> = operation.arguments.iter().zip(&name.arguments).collect();
    let parameters = arguments
        .iter()
        .map(|(argument, name)| parameter(at, argument, name));
    let set = arguments.iter().map(|(argument, name)| {
        let wire = &argument.wire;
        let value = value(argument, name);
        quote!(.path(#wire, #value))
    });
    let endpoint = endpoint(at.cx, operation);
    let client = if at.handle == "Client" {
        quote!(self)
    } else {
        quote!(&self.client)
    };
    quote! {
        #about
        #deprecated
        pub fn #method(&self, #(#parameters),*) -> #request {
            #endpoint
            let request = Request::new(#client, &ENDPOINT) #(#set)*;
            #request { request }
        }
    }
}

/// How an argument is taken: text in any form, other types by value.
fn parameter(at: &MethodContext<'_>, argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    match &argument.ty {
        Type::String => {
            quote!(#name: impl AsRef<str>)
        }
        ty => {
            let ty = at.scope.ty(ty);
            quote!(#name: #ty)
        }
    }
}

fn value(argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    if argument.ty == Type::String {
        quote!(#name.as_ref())
    } else {
        quote!(&#name.to_string())
    }
}

/// What is fixed of an operation, in a static of its own.
fn endpoint(cx: Emit<'_>, operation: &Operation) -> TokenStream {
    let method = ident(operation.method.as_str());
    let path = operation.template();
    let accept = match operation.reply {
        Reply::Empty => "*/*",
        Reply::Json(_) => "application/json",
    };
    let alternatives = operation.security.iter().map(|together| {
        let schemes = together
            .iter()
            .filter_map(|scheme| cx.names.schemes().get(scheme.0));
        let schemes = schemes.map(|name| ident(&name.constant));
        quote!(&[#(&#schemes),*])
    });
    quote! {
        static ENDPOINT: Endpoint = Endpoint {
            method: Method::#method,
            path: #path,
            security: &[#(#alternatives),*],
            accept: #accept,
        };
    }
}

fn request(
    at: &MethodContext<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<TokenStream> {
    let method = name.method.trim_start_matches("r#");
    let line = format!(
        "The request of [`{0}::{method}`]({0}::{1}); await it to send it.",
        at.handle, name.method
    );
    let about = docs::attributes(&[line]);
    let request = ident(&name.request);
    let (reply, output) = match &operation.reply {
        Reply::Empty => (quote!(Empty), quote!(())),
        Reply::Json(ty) => {
            let ty = at.scope.ty(ty);
            (quote!(Json<#ty>), ty)
        }
    };
    vec![
        quote! {
            #about
            #[derive(Debug)]
            #[must_use = "a request is not sent until it is awaited"]
            pub struct #request {
                request: Request<#reply>,
            }
        },
        quote!(operation!(#request -> #output);),
    ]
}

fn about(at: &MethodContext<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let line = format!(
        "{} {}",
        operation.method.as_str(),
        operation.template().replace('`', "'")
    );
    let mut lines = docs::lines(&operation.docs, &format!("`{line}`"));
    lines.extend([String::new(), format!("`{line}`")]);
    if !operation.arguments.is_empty() {
        lines.extend([String::new(), "# Arguments".to_owned(), String::new()]);
        for (argument, name) in operation.arguments.iter().zip(&name.arguments) {
            let words = docs::lines(&argument.docs, "").join(" ");
            let words = if words.is_empty() {
                String::new()
            } else {
                format!(": {words}")
            };
            lines.push(format!("- `{}`{words}", name.trim_start_matches("r#")));
        }
    }
    lines.extend(["", "# Errors", ""].map(str::to_owned));
    lines.push("Awaiting the request fails with an [`Error`](crate::Error) if it cannot be sent or answered.".to_owned());
    lines.extend(["", "# Example", "", "```no_run"].map(str::to_owned));
    lines.extend(example::doc_test(at.cx, operation, name));
    lines.push("```".to_owned());
    if let Some(example) = operation.example.as_ref().and_then(example_json) {
        lines.extend(["", "A documented answer:", "", "```json"].map(str::to_owned));
        lines.extend(example);
        lines.push("```".to_owned());
    }
    lines
}

/// An example of the reply, if it is short enough to help.
fn example_json(example: &serde_json::Value) -> Option<Vec<String>> {
    let text = serde_json::to_string_pretty(example).ok()?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let plain = lines
        .iter()
        .all(|line| line.len() < 160 && !line.contains("```"));
    (plain && lines.len() <= 30).then_some(lines)
}
