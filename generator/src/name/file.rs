//! Decides which schemas share a file.
//!
//! A large API has a thousand schemas of a few lines each. Those that consist of one type alone are
//! put together by the first word of their names; users see them in `types` whatever their file is.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::TypeDef;

use super::case::snake;
use super::reserved::Reserved;
use super::{Ident, Module, assign_one};

/// The module of the file of every type.
pub(super) fn modules<'a>(types: impl Iterator<Item = (Module, &'a TypeDef)>) -> Vec<Ident> {
    let types: Vec<(Module, bool)> = types
        .map(|(module, def)| (module, def.path.steps.is_empty()))
        .collect();
    let parents: BTreeSet<&str> = types
        .iter()
        .filter_map(|(module, root)| component(module).filter(|_| !root))
        .collect();
    let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in types.iter().filter_map(|(module, _)| component(module)) {
        if !parents.contains(name) {
            groups.entry(word(name)).or_default().insert(name);
        }
    }
    let mut files: BTreeMap<&str, Ident> = BTreeMap::new();
    for (word, names) in &groups {
        let mut file = word.clone();
        while parents.contains(file.as_str()) {
            file.push_str("_schemas");
        }
        let file = assign_one(&file, snake, Reserved::Module);
        let alone = names.len() == 1;
        for name in names {
            let own = (*name).to_owned();
            files.insert(name, if alone { own } else { file.clone() });
        }
    }
    let file = |module: &Module| match module {
        Module::Component(name) => files.get(name.as_str()).unwrap_or(name).clone(),
        Module::Operation(_, name) => name.clone(),
    };
    types.iter().map(|(module, _)| file(module)).collect()
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
