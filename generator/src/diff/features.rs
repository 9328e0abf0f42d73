//! Whether what was there with a cargo feature still is.

use std::collections::BTreeSet;

use crate::emit::{Item, ItemKind, PublicApi};

use super::{Change, ChangeKind, Class};

/// The rule that decides.
pub(super) const RULE: &str = "moving public items behind a cargo feature";

/// What a crate that gets its first features says: without the default ones, all of it was there.
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

/// What it takes to have an item, before and now, if it may be gone for some who had it.
pub(super) fn lost(
    old: &Item,
    new: &Item,
    (before, now): (&PublicApi, &PublicApi),
) -> Option<(String, String)> {
    if new.features.is_empty() {
        return None;
    }
    let lost = if old.features.is_empty() {
        // Otherwise `divided` has said it, of all at once.
        before.divided || new.kind == ItemKind::Export
    } else {
        let still = old.features.iter();
        let mut still = still.filter(|name| now.features.contains_key(*name));
        still.any(|name| turned_on(now, name).is_disjoint(&new.features))
    };
    lost.then(|| (said(&old.features), said(&new.features)))
}

/// A feature and all that it turns on.
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
