//! The exports of the runtime and their methods. A crate has only those that its document needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::context::Emit;
use crate::rust::plan::needs::Needs;
use crate::rust::runtime;
use crate::rust::vendor::{Capability, Level, Presence, methods_of};

use super::item::{Item, ItemKind};

/// The exported names and their methods.
pub(super) fn items(cx: Emit<'_>) -> Vec<Item> {
    let needs = Needs::of(cx);
    if !needs.any() {
        return Vec::new();
    }
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    if needs.client {
        names.extend(["Client", "ClientBuilder"].map(|name| (name, BTreeSet::new())));
    }
    if needs.webhooks {
        let feature = Capability::Webhooks.name().to_owned();
        names.insert("Webhooks", [feature].into());
    }
    let mut modules = Vec::new();
    for (entry, presence) in runtime::present(needs) {
        let features = features(needs, &presence);
        let own = entry.names.iter();
        let own = own.filter(|name| needs.formats.exports(name));
        names.extend(own.map(|name| (name.as_str(), features.clone())));
        modules.extend(entry.module.as_deref().map(|module| (module, features)));
    }
    let own = names.iter().map(|(name, with)| export(name, with));
    let mut items: Vec<Item> = own.collect();
    for (module, features) in modules {
        let methods = methods_of(module).into_iter();
        let methods = methods.filter(|method| names.contains_key(method.of.as_str()));
        items.extend(methods.map(|method| {
            let path = format!("{}::{}", method.of, method.name);
            Item {
                parent: Some(method.of.clone()),
                features: features.clone(),
                ..Item::new(ItemKind::Export, path).signed(method.signature.clone())
            }
        }));
    }
    items
}

/// The cargo features that an export requires.
fn features(needs: Needs, presence: &Presence) -> BTreeSet<String> {
    let Presence::If(predicate) = presence else {
        return BTreeSet::new();
    };
    let named = Capability::ALL.into_iter().filter(|capability| {
        let name = format!("{:?}", capability.name());
        needs.level(*capability) == Level::Optional && predicate.contains(&name)
    });
    named
        .map(|capability| capability.name().to_owned())
        .collect()
}

fn export(name: &str, features: &BTreeSet<String>) -> Item {
    Item {
        features: features.clone(),
        ..Item::new(ItemKind::Export, name.to_owned())
    }
}
