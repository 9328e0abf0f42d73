//! Methods and the request types that they return.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Argument, BodyKind, Content, Location, Operation, Reply, Scalar};
use crate::rust::name::OperationName;

use super::switch::switched_off;
use super::ty::Scope;
use super::{argument, docs, facts, page, xml};
use crate::rust::context::Emit;
use crate::rust::tokens::{file_stem, http_method, ident, literal};

/// The context in which methods are emitted.
pub(in crate::rust) struct MethodContext<'a> {
    pub(in crate::rust) cx: Emit<'a>,
    pub(in crate::rust) scope: &'a Scope<'a>,
    /// The name of the resource's struct.
    pub(in crate::rust) handle: &'a str,
    /// The names of the tables for XML, by operation.
    pub(in crate::rust) xml: &'a [Option<String>],
}

/// The marker type by which the runtime reads a response.
pub(super) fn marker(reply: &Reply) -> &'static str {
    match reply {
        Reply::Empty => "Empty",
        Reply::Json(_) => "Json",
        Reply::OptionalJson(_) => "OptionalJson",
        Reply::Text => "Text",
        Reply::LooseText => "LooseText",
        Reply::Binary => "Binary",
        Reply::Pieces => "Pieces",
        Reply::Events(Content::Text, _) => "TextEvents",
        Reply::Events(Content::Json | Content::Bytes, _) => "Events",
        Reply::NamedEvents(_) => "NamedEvents",
        Reply::Lines(_) => "Lines",
        Reply::Parts(Content::Bytes, _) => "ByteParts",
        Reply::Parts(Content::Text, _) => "StringParts",
        Reply::Parts(Content::Json, _) => "TypedParts",
    }
}

/// The stream type of a response, if it is a stream.
pub(super) fn stream(reply: &Reply) -> Option<&'static str> {
    match reply {
        Reply::Events(..) | Reply::NamedEvents(_) => Some("EventStream"),
        Reply::Lines(_) => Some("LineStream"),
        Reply::Parts(..) => Some("PartStream"),
        Reply::Pieces => Some("ByteStream"),
        _ => None,
    }
}

/// The method of an operation, its request and its setters.
pub(in crate::rust) fn emit(
    at: &MethodContext<'_>,
    index: usize,
    operation: &Operation,
) -> Option<Emitted> {
    let name = at.cx.names.operations().get(index)?;
    Some(Emitted {
        method: method(at, index, name, operation),
        request: request(at, operation, name),
        setters: setters(at, operation, name),
    })
}

/// The code that an operation adds to the file of its resource.
pub(in crate::rust) struct Emitted {
    /// The method of the resource.
    pub(in crate::rust) method: TokenStream,
    /// The item of the table `operation!`.
    pub(in crate::rust) request: TokenStream,
    /// The item of the table `setters!`, if there are optional arguments.
    pub(in crate::rust) setters: Option<TokenStream>,
}

fn method(
    at: &MethodContext<'_>,
    index: usize,
    name: &OperationName,
    operation: &Operation,
) -> TokenStream {
    let about = docs::attributes(&about(at, index, operation));
    let example = page_attribute(at.cx, operation, name);
    let deprecated = docs::deprecated(&operation.docs);
    let method = ident(&name.method);
    let request = ident(&name.request);
    let arguments: Vec<_> = operation.arguments.iter().zip(&name.arguments).collect();
    let asked = arguments.iter().copied();
    let asked = asked.filter(|(one, _)| one.is_asked());
    let (generics, parameters) = argument::parameters(at.scope, &asked.collect::<Vec<_>>());
    let sent = arguments.iter().filter(|(one, _)| one.is_sent());
    let set = sent.map(|(one, name)| argument::put(at.scope, one, name));
    let server = operation.server.iter().map(|url| quote!(.server(#url)));
    let content_type = content_type(operation);
    let xml = xml::call(at.xml, index);
    let off = switched_off(operation);
    let waits = waits(operation).then(|| quote!(.with_other_members()));
    let core = core(at);
    quote! {
        #about
        #example
        #deprecated
        pub fn #method #generics(&self, #(#parameters),*) -> #request {
            let request = #request::for_client(#core) #(#server)* #content_type #xml #(#set)* #off #waits;
            #request { request }
        }
    }
}

/// Whether the method sets members that are sent only if others are: the constants of an optional
/// body.
fn waits(operation: &Operation) -> bool {
    let mut arguments = operation.arguments.iter();
    let is_constant =
        |argument: &Argument| argument.constant.is_some() && argument.location.is_in_body();
    !operation.sends_body && arguments.any(is_constant)
}

/// The client from which the request of a method is started.
pub(super) fn core(at: &MethodContext<'_>) -> TokenStream {
    if at.handle == "Client" {
        quote!(&self.core)
    } else {
        quote!(&self.client.core)
    }
}

/// The calls that set the media type of the body, and start a JSON object even if it has no
/// members.
fn content_type(operation: &Operation) -> TokenStream {
    let set = media_type(operation);
    let object = sends_object(operation).then(|| quote!(.json_object()));
    quote!(#set #object)
}

/// The call that sets the media type of the body, unless it is the usual one.
pub(super) fn media_type(operation: &Operation) -> Option<TokenStream> {
    let media = operation.content_type.as_ref();
    let media = media.filter(|_| sets_content_type(operation));
    media.map(|media| quote!(.content_type(#media)))
}

/// Whether the body is a JSON object, even if it has no members.
pub(in crate::rust) fn sends_object(operation: &Operation) -> bool {
    // The members of a whole object may all be read-only.
    let whole = operation.body.as_ref().is_some_and(|body| !body.is_form);
    operation.sends_body && (whole || has_location(operation, |at| *at == Location::Field))
}

/// Whether the media type of the body differs from the runtime's default.
pub(in crate::rust) fn sets_content_type(operation: &Operation) -> bool {
    let Some(media) = &operation.content_type else {
        return false;
    };
    let (essence, parameters) = media.split_once(';').unwrap_or((media, ""));
    let essence = essence.trim();
    // The charset is that of the bytes, which is always UTF-8.
    let is_charset = |one: &str| one.trim().is_empty() || one.trim().starts_with("charset");
    let is_bare = parameters.split(';').all(is_charset);
    if has_location(operation, Location::is_part) {
        return essence != "multipart/form-data";
    }
    let whole_json = operation.body.as_ref().is_some_and(|body| !body.is_form);
    let json = |at: &Location| matches!(at, Location::Field | Location::Body(BodyKind::Json));
    let plain = |at: &Location| {
        matches!(
            at,
            Location::Body(BodyKind::Text | BodyKind::Binary | BodyKind::Lines(_))
        )
    };
    match essence {
        "application/json" if is_bare && (whole_json || has_location(operation, json)) => false,
        "application/x-www-form-urlencoded" if !has_location(operation, plain) => !is_bare,
        _ => whole_json || has_location(operation, |at| json(at) || plain(at)),
    }
}

fn has_location(operation: &Operation, is: impl Fn(&Location) -> bool) -> bool {
    operation
        .arguments
        .iter()
        .any(|argument| is(&argument.location))
}

/// Whether an operation has optional arguments.
pub(in crate::rust) fn has_setters(operation: &Operation) -> bool {
    operation
        .arguments
        .iter()
        .any(|argument| !argument.required)
}

/// The request type that a method returns.
fn request(at: &MethodContext<'_>, operation: &Operation, name: &OperationName) -> TokenStream {
    let bare = name.method.trim_start_matches("r#");
    let link = format!("[`{}::{bare}`]", at.handle);
    let about = docs::attributes(&[format!("The request for {link}. Await it to send it.")]);
    let request = ident(&name.request);
    let page = page::of(at.cx, at.scope, operation);
    let (reply, output) = match &page {
        Some(page) => (quote!(Paged<#request>), page.output.clone()),
        None => reply(at.scope, &operation.reply),
    };
    let pages = page.map(|page| page.clause);
    let method = http_method(operation.method.as_str());
    let path = operation.template();
    let accept = &operation.accept;
    let alternatives = operation.security.iter().map(|together| {
        let schemes = together
            .iter()
            .filter_map(|scheme| at.cx.names.schemes().get(scheme.0));
        let schemes = schemes.map(|name| ident(&name.constant));
        quote!([#(#schemes),*])
    });
    let stream = operation.stream.as_ref().map(|stream| {
        let (reply, output) = self::reply(at.scope, &stream.reply);
        let accept = &stream.accept;
        let switch = stream.member.as_ref().map(|member| {
            let place = argument::place(member);
            let value = match &stream.value {
                Scalar::Text(text) => quote!(#text.to_owned()),
                other => literal(other, &member.ty).unwrap_or_default(),
            };
            quote!(set #place = #value)
        });
        let switch = switch.into_iter();
        quote!(stream #reply => [#output] accept #accept #(#switch)*,)
    });
    let content_types = operation.content_types.iter().zip(&name.content_types);
    let content_types = content_types.map(|(one, name)| {
        let (media, method) = (&one.media_type, ident(name));
        quote!(send #method #media,)
    });
    let others = operation.alternatives.iter().zip(&name.alternatives);
    let others = others.map(|(one, name)| {
        let (mut reply, output) = self::reply(at.scope, &one.reply);
        if one.beside_json {
            reply = quote!(NotJson<#reply>);
        }
        let (accept, method) = (&one.accept, ident(name));
        quote!(or #method #reply => [#output] accept #accept,)
    });
    quote! {
        #about
        pub struct #request: #reply => #output {
            #method #path accept #accept secured [#(#alternatives),*],
            #stream
            #(#others)*
            #(#content_types)*
            #pages
        }
    }
}

/// The setters of optional arguments.
fn setters(
    at: &MethodContext<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Option<TokenStream> {
    let optional = operation.arguments.iter().zip(&name.arguments);
    let entries = entries(at, optional.filter(|(one, _)| !one.required));
    let request = ident(&name.request);
    has_setters(operation).then(|| quote!(impl #request { #(#entries)* }))
}

/// The entries of the table `setters!`.
pub(super) fn entries<'a>(
    at: &MethodContext<'_>,
    optional: impl Iterator<Item = (&'a Argument, &'a String)>,
) -> Vec<TokenStream> {
    let entry = |(argument, name): (&Argument, &String)| {
        let fallback = format!("Sets {}.", docs::code(&argument.wire));
        let about = docs::attributes(&facts::of_setter(at.cx, argument, &fallback));
        let deprecated = docs::deprecated(&argument.docs);
        let option = argument::option(at.scope, argument, name);
        quote!(#about #deprecated #option,)
    };
    optional.map(entry).collect()
}

/// The marker type by which the runtime reads a response, and the type that it returns.
pub(in crate::rust) fn reply(scope: &Scope<'_>, reply: &Reply) -> (TokenStream, TokenStream) {
    let marker = ident(marker(reply));
    let stream = stream(reply).map(ident);
    let output = match reply {
        Reply::Empty => quote!(()),
        Reply::Json(ty) => scope.ty(ty),
        Reply::OptionalJson(ty) => scope.option(scope.ty(ty)),
        Reply::Text | Reply::LooseText => scope.prelude("String"),
        Reply::Binary => quote!(bytes::Bytes),
        Reply::Pieces => quote!(#stream),
        Reply::Events(_, ty) | Reply::NamedEvents(ty) | Reply::Lines(ty) | Reply::Parts(_, ty) => {
            let ty = scope.ty(ty);
            quote!(#stream<#ty>)
        }
    };
    let marker = if let Some(ty) = reply.ty() {
        let ty = scope.ty(ty);
        quote!(#marker<#ty>)
    } else {
        quote!(#marker)
    };
    (marker, output)
}

/// The description of an operation, its HTTP method and its path. Its page has the rest.
fn about(at: &MethodContext<'_>, index: usize, operation: &Operation) -> Vec<String> {
    let line = format!(
        "{} {}{}",
        operation.method.as_str(),
        operation.server.as_deref().unwrap_or_default(),
        operation.template()
    );
    let mut lines = docs::words(at.cx, &operation.docs, "");
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let paged = operation.pages.is_some();
    let pages = if paged {
        ", [paginated](crate#pages)"
    } else {
        ""
    };
    lines.push(format!("{}{pages}", docs::code(&line)));
    if let Some(media_type) = told_apart(at.cx, index, operation) {
        lines.push(String::new());
        lines.push(format!("Sends {}.", docs::code(media_type)));
    }
    lines
}

/// The media type of the body, if the operation has other methods, which send others. These methods
/// stand next to each other.
fn told_apart<'m>(cx: Emit<'_>, index: usize, operation: &'m Operation) -> Option<&'m str> {
    let others = [index.checked_sub(1), Some(index + 1)]
        .into_iter()
        .flatten();
    let mut others = others.filter_map(|other| cx.api.operations.get(other));
    let has_others = others.any(|other| other.origin == operation.origin);
    let media_type = operation.content_type.as_deref();
    media_type.filter(|_| has_others)
}

/// The attribute that includes the page of an operation in the documentation of its method.
fn page_attribute(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> TokenStream {
    let up = "../".repeat(cx.resource_modules(operation.resource).len() + 1);
    let path = format!("{up}docs/{}", page_path(cx, operation, name));
    quote!(#[doc = include_str!(#path)])
}

/// The path of an operation's page, below `docs/`.
pub(in crate::rust) fn page_path(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> String {
    let modules = cx.resource_modules(operation.resource).into_iter();
    let steps = modules.chain([name.method.as_str()]).map(file_stem);
    steps.collect::<Vec<_>>().join("/") + ".md"
}
