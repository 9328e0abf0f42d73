//! Lists the public items of a crate, for tools that compare two crates.
//!
//! The description of an item comes from the functions that emit it, so it cannot differ from the
//! code.

mod exports;
mod item;
mod operations;
mod place;
mod types;

use super::name::Names;
use crate::model::{Api, Placement};

pub use item::{Item, ItemKind, PublicApi};

use item::{documented, fact, words};

use super::context::Emit;
use super::plan::feature;
use super::plan::needs::Needs;

/// Lists the public items of a crate.
#[must_use]
pub fn public_api(api: &Api, names: &Names) -> PublicApi {
    let cx = Emit { api, names };
    let mut items = vec![package(cx)];
    items.extend(features(cx));
    items.extend(exports::items(cx));
    if Needs::of(cx).client {
        items.extend(credentials(cx));
    }
    items.extend(types::items(cx));
    items.extend(operations::items(cx));
    PublicApi {
        package: api.package.name.clone(),
        version: api.package.version.clone(),
        items,
        features: feature::feature_names(cx),
        divided: !api.features.is_empty(),
    }
}

fn package(cx: Emit<'_>) -> Item {
    let package = &cx.api.package;
    let mut facts = Vec::new();
    if Needs::of(cx).client {
        facts.push(fact("base URL", &cx.api.base_url));
        facts.push(fact(
            "environment variable of the base URL",
            &cx.api.base_url_env,
        ));
        for (server, name) in cx.api.servers.iter().zip(cx.names.servers()) {
            facts.push(fact(&format!("server `{name}`"), &server.template.url));
        }
        let variables = cx.api.server_variables().into_iter();
        for (variable, name) in variables.zip(cx.names.server_variables()) {
            let of = format!("setter `{name}` of the server variable `{}`", variable.name);
            facts.push(fact(&of, &format!("{:?}", variable.values)));
        }
        let headers = cx
            .api
            .response_headers
            .iter()
            .zip(cx.names.response_headers());
        for (header, name) in headers {
            let of = format!("accessor `{name}` of the response header `{}`", header.wire);
            facts.push(fact(
                &of,
                &super::items::client::header_type(header.ty).to_string(),
            ));
        }
    }
    if Needs::of(cx).webhooks {
        let name = &cx.api.webhook_secret_env;
        facts.push(fact("environment variable of the webhook secret", name));
    }
    let docs = (
        &package.description,
        &package.about,
        &package.license,
        &package.repository,
        &package.documentation,
    );
    Item {
        facts,
        docs: documented(format!("{docs:?}")),
        ..Item::new(ItemKind::Package, "package".to_owned()).signed(package.name.clone())
    }
}

fn features(cx: Emit<'_>) -> Vec<Item> {
    let names = feature::feature_names(cx).into_keys();
    let item = |name: String| Item::new(ItemKind::Feature, format!("feature `{name}`"));
    names.map(item).collect()
}

fn credentials(cx: Emit<'_>) -> Vec<Item> {
    let schemes = cx.api.schemes.iter().zip(cx.names.schemes());
    schemes
        .map(|(scheme, name)| Item {
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
        .collect()
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
