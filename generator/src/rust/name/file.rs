//! Decides which schemas share a file.
//!
//! A large API has a thousand schemas of a few lines each. Schemas that consist of a single type
//! are grouped by the first word of their names. Users see all of them in `types`, whatever their
//! file is. If cargo features can disable some schemas of a group, the group is split by features.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{FeatureId, TypeDef};

use super::assigned::{Ident, Module};
use super::case::snake;
use super::reserved::Reserved;
use super::scope::assign_one;

/// The module of the file of each type.
pub(super) fn modules<'a>(types: impl Iterator<Item = (Module, &'a TypeDef)>) -> Vec<Ident> {
    let types: Vec<(Module, &TypeDef)> = types.collect();
    let parents: BTreeSet<&str> = types
        .iter()
        .filter_map(|(module, def)| component(module).filter(|_| !def.path.steps.is_empty()))
        .collect();
    // All types of a file are compiled with the same cargo features.
    let mut words: BTreeMap<String, BTreeMap<&BTreeSet<FeatureId>, BTreeSet<&str>>> =
        BTreeMap::new();
    for (module, def) in &types {
        if let Some(name) = component(module).filter(|name| !parents.contains(name)) {
            let groups = words.entry(word(name)).or_default();
            groups.entry(&def.features).or_default().insert(name);
        }
    }
    let groups = words.values().flat_map(BTreeMap::values);
    let alone = groups.filter(|names| names.len() == 1).flatten();
    let of_their_own = parents.iter().chain(alone);
    // File names do not have the `r#` of raw identifiers.
    let plain = of_their_own.map(|name| name.trim_start_matches("r#").to_owned());
    let mut taken: BTreeSet<String> = plain.collect();
    let mut files: BTreeMap<&str, Ident> = BTreeMap::new();
    for (word, groups) in &words {
        for names in groups.values().filter(|names| names.len() > 1) {
            let mut file = if groups.len() == 1 {
                word.clone()
            } else {
                beginning(names)
            };
            while taken.contains(&file) {
                file.push_str("_schemas");
            }
            taken.insert(file.clone());
            let file = assign_one(&file, snake, Reserved::Module);
            files.extend(names.iter().map(|name| (*name, file.clone())));
        }
    }
    let file = |module: &Module| match module {
        Module::Component(name) => files.get(name.as_str()).unwrap_or(name).clone(),
        Module::Operation(_, name) => name.clone(),
    };
    types.iter().map(|(module, _)| file(module)).collect()
}

/// The leading words that all names share.
fn beginning(names: &BTreeSet<&str>) -> String {
    let words = |name: &str| {
        name.trim_start_matches("r#")
            .split('_')
            .map(str::to_owned)
            .collect()
    };
    let mut names = names.iter().map(|name| words(name));
    let first: Vec<String> = names.next().unwrap_or_default();
    let common = names.fold(first, |common, other: Vec<String>| {
        let pairs = common.into_iter().zip(other);
        let same = pairs.take_while(|(one, other)| one == other);
        same.map(|(word, _)| word).collect()
    });
    common.join("_")
}

fn component(module: &Module) -> Option<&str> {
    match module {
        Module::Component(name) => Some(name),
        Module::Operation(..) => None,
    }
}

/// The first word of a module's name.
fn word(name: &str) -> String {
    let name = name.trim_start_matches("r#");
    name.split('_')
        .find(|word| !word.is_empty())
        .unwrap_or(name)
        .to_owned()
}
