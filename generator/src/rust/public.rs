//! Lists the public items of a crate, for tools that compare two crates.
//!
//! The description of an item comes from the functions that emit it, so it cannot differ from the
//! code.

mod client;
mod exports;
mod item;
mod operations;
mod place;
mod types;

use super::name::Names;
use crate::model::Api;

pub use item::{Item, ItemKind, PublicApi};

use item::{documented, fact};

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
        items.extend(client::items(cx));
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
    let item = |name: String| Item::new(ItemKind::Feature, format!("cargo feature `{name}`"));
    names.map(item).collect()
}
