//! Decides whether an item is still available with the cargo features that users enable.

use std::collections::BTreeSet;

use crate::rust::{Item, ItemKind, PublicApi};

use super::change::{Change, ChangeKind};
use super::class::Class;

/// The rule that applies.
pub(super) const RULE: &str = "moving public items behind a cargo feature";

/// The change when a crate gets its first features: disabling the default ones used to keep all
/// items.
pub(super) fn divided(old: &PublicApi, new: &PublicApi) -> Option<Change> {
    (!old.divided && new.divided).then(|| Change {
        class: Class::Breaking,
        kind: ChangeKind::Features,
        item: ItemKind::Package,
        rust: "package".to_owned(),
        about: Some("without default features".to_owned()),
        old: Some("all items".to_owned()),
        new: Some("only the items of the enabled features".to_owned()),
        rule: RULE,
        old_place: None,
        new_place: None,
    })
}

/// The features that an item required and requires, if some users may lose the item.
pub(super) fn lost(
    old: &Item,
    new: &Item,
    (before, now): (&PublicApi, &PublicApi),
) -> Option<(String, String)> {
    if new.features.is_empty() {
        return None;
    }
    let lost = if old.features.is_empty() {
        // `divided` already reports this for all items at once.
        before.divided || new.kind == ItemKind::Export
    } else {
        let still = old.features.iter();
        let mut still = still.filter(|name| now.features.contains_key(*name));
        still.any(|name| turned_on(now, name).is_disjoint(&new.features))
    };
    lost.then(|| (said(&old.features), said(&new.features)))
}

/// A feature and all features that it enables, directly or indirectly.
fn turned_on(api: &PublicApi, name: &str) -> BTreeSet<String> {
    let mut on = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        if on.insert(name.clone()) {
            let others = api.features.get(&name);
            open.extend(others.into_iter().flatten().cloned());
        }
    }
    on
}

fn said(features: &BTreeSet<String>) -> String {
    let names: Vec<String> = features.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        return "always".to_owned();
    }
    format!("with {}", names.join(" or "))
}
