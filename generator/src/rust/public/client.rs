//! The servers, the variables of their URLs, the credentials, and the response headers.

use quote::quote;

use crate::model::{Placement, ServerVariable};
use crate::rust::context::Emit;
use crate::rust::items::client::header_type;

use super::item::{Item, ItemKind, documented, fact, text, words};

/// The items of the client.
pub(super) fn items(cx: Emit<'_>) -> Vec<Item> {
    let mut items = servers(cx);
    let variables = cx.api.server_variables().into_iter();
    let variables = variables.zip(cx.names.server_variables());
    items.extend(variables.map(|(variable, name)| setter(cx, variable, name)));
    items.extend(credentials(cx));
    items.extend(response_headers(cx));
    items
}

/// The enum of the servers, and the method of the builder that selects one, if there are several.
fn servers(cx: Emit<'_>) -> Vec<Item> {
    if cx.api.servers.is_empty() {
        return Vec::new();
    }
    let servers = cx.api.servers.iter().zip(cx.names.servers());
    let variants = servers.map(|(server, name)| Item {
        facts: vec![fact("URL", &server.template.url)],
        docs: documented(words(cx, &server.docs)),
        identity: Some(format!("server {}", server.template.url)),
        parent: Some("Server".to_owned()),
        ..Item::new(ItemKind::Variant, format!("Server::{name}"))
    });
    let selects = Item {
        parent: Some("ClientBuilder".to_owned()),
        ..Item::new(ItemKind::Function, "ClientBuilder::server".to_owned())
            .signed("(Server)".to_owned())
    };
    let own = Item::new(ItemKind::Export, "Server".to_owned());
    std::iter::once(own)
        .chain(variants)
        .chain([selects])
        .collect()
}

/// The method of the builder that sets a variable of the base URL.
fn setter(cx: Emit<'_>, variable: &ServerVariable, name: &str) -> Item {
    let values = if variable.values.is_empty() {
        "any".to_owned()
    } else {
        variable.values.join(", ")
    };
    Item {
        facts: vec![fact("values", &values), fact("default", &variable.default)],
        docs: documented(words(cx, &variable.docs)),
        identity: Some(format!("server variable {}", variable.name)),
        parent: Some("ClientBuilder".to_owned()),
        ..Item::new(ItemKind::Function, format!("ClientBuilder::{name}"))
            .signed("(impl Into<String>)".to_owned())
    }
}

/// The trait of the response headers and its accessors, if the document describes any headers.
fn response_headers(cx: Emit<'_>) -> Vec<Item> {
    if cx.api.response_headers.is_empty() {
        return Vec::new();
    }
    let headers = cx.api.response_headers.iter();
    let accessors = headers
        .zip(cx.names.response_headers())
        .map(|(header, name)| {
            let ty = header_type(header.ty);
            Item {
                facts: vec![fact("header", &header.wire)],
                docs: documented(words(cx, &header.docs)),
                identity: Some(format!("header {}", header.wire)),
                parent: Some("ResponseHeaders".to_owned()),
                ..Item::new(ItemKind::Function, format!("ResponseHeaders::{name}"))
                    .signed(format!("() -> {}", text(quote!(Option<#ty>))))
            }
        });
    let own = Item::new(ItemKind::Export, "ResponseHeaders".to_owned());
    std::iter::once(own).chain(accessors).collect()
}

fn credentials(cx: Emit<'_>) -> impl Iterator<Item = Item> {
    let schemes = cx.api.schemes.iter().zip(cx.names.schemes());
    schemes.map(move |(scheme, name)| Item {
        facts: vec![
            fact("location", &placement(&scheme.placement)),
            fact("environment variable", &name.env),
        ],
        docs: documented(words(cx, &scheme.docs)),
        identity: Some(format!("credential {}", scheme.wire)),
        origin: Some(scheme.origin.clone()),
        ..Item::new(
            ItemKind::Credential,
            format!("ClientBuilder::{}", name.setter),
        )
        .signed("(impl Into<Credential>)".to_owned())
    })
}

fn placement(placement: &Placement) -> String {
    match placement {
        Placement::Bearer => "`Authorization: Bearer`".to_owned(),
        Placement::Basic => "`Authorization: Basic`".to_owned(),
        Placement::Authorization(name) => format!("`Authorization: {name}`"),
        Placement::Header(name) => format!("the header `{name}`"),
        Placement::Query(name) => format!("the query parameter `{name}`"),
        Placement::Cookie(name) => format!("the cookie `{name}`"),
    }
}
