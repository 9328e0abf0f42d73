//! Finds faults of generated crates that users meet when they call an API: hashes in names, variants that repeat the
//! name of their payload, and types that a request takes although they cannot be built.

use std::collections::{BTreeMap, BTreeSet};

use generator::rust::{Item, ItemKind, PublicApi};

/// Describes each fault of the call site, as `what: path`.
#[must_use]
pub fn faults(api: &PublicApi) -> Vec<String> {
    let hashes = api.items.iter().filter(|item| has_hash(&item.path));
    let hashes = hashes.map(|item| format!("a name with a hash: {}", item.path));
    let repeated = named_like_payloads(api);
    let repeated = repeated.map(|item| format!("a variant named like its payload: {}", item.path));
    let unbuildable = unbuildable(api).into_iter();
    let unbuildable = unbuildable.map(|path| format!("a type that cannot be built: {path}"));
    hashes.chain(repeated).chain(unbuildable).collect()
}

/// The last name of a path.
fn name(path: &str) -> &str {
    path.rsplit([':', '.']).next().unwrap_or(path)
}

/// The length of a name, in bytes, from which the generator cuts it. Only a hash distinguishes cut names.
const CUT: usize = 100;

/// Whether a name ends with an `X` and a hash, such as `ObjectX8154`, although it has not been cut.
fn has_hash(path: &str) -> bool {
    let hash = name(path).rsplit_once('X');
    hash.is_some_and(|(start, end)| {
        let is_hexadecimal = |char: char| matches!(char, '0'..='9' | 'a'..='f');
        start.len() < CUT
            && end.len() >= 4
            && end.chars().all(is_hexadecimal)
            && end.contains(|char: char| char.is_ascii_digit())
    })
}

/// The variants that have the name of their payload although a tag has one value for each of them. A variant whose
/// value is the name of the payload is none of these, nor one whose value already is the name of another.
fn named_like_payloads(api: &PublicApi) -> impl Iterator<Item = &Item> {
    let variants = || {
        api.items
            .iter()
            .filter(|item| item.kind == ItemKind::Variant)
    };
    let mut rules: BTreeMap<(&Option<String>, &str), usize> = BTreeMap::new();
    for item in variants() {
        *rules.entry((&item.parent, rule(item))).or_default() += 1;
    }
    let paths: BTreeSet<String> = variants().map(|item| letters(&item.path)).collect();
    variants().filter(move |item| {
        let Some((_, value)) = rule(item).split_once("` is `") else {
            return false;
        };
        let payload = item.signature.trim_matches(['(', ')']);
        let parent = item.parent.as_deref().unwrap_or_default();
        payload.starts_with("crate::types::")
            && name(payload) == name(&item.path)
            && rules.get(&(&item.parent, rule(item))) == Some(&1)
            && !value.contains("` or `")
            && !paths.contains(&letters(&format!("{parent}{value}")))
    })
}

/// The rule that distinguishes a variant from the others.
fn rule(item: &Item) -> &str {
    let rule = item
        .facts
        .iter()
        .find(|(about, _)| about == "matching rule");
    rule.map_or("", |(_, rule)| rule)
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The structs that requests take, also inside of other types, and that have no `new`.
fn unbuildable(api: &PublicApi) -> Vec<String> {
    let mut inside: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in &api.items {
        if let Some(parent) = &item.parent {
            inside.entry(parent).or_default().push(item);
        }
    }
    let types = api.items.iter().filter(|item| {
        use ItemKind::{Alias, StringEnum, Struct, Union};
        matches!(item.kind, Struct | StringEnum | Union | Alias)
    });
    let types: BTreeMap<&str, &Item> = types.map(|item| (item.path.as_str(), item)).collect();
    let given = api.items.iter().filter(|item| {
        use ItemKind::{Method, Option};
        matches!(item.kind, Method | Option)
    });
    let given = given.map(|item| item.signature.split(") -> ").next().unwrap_or_default());
    let mut next: Vec<&str> = given.flat_map(paths).collect();
    let mut sent = BTreeSet::new();
    while let Some(path) = next.pop() {
        let Some(item) = types.get(path).filter(|_| sent.insert(path)) else {
            continue;
        };
        // Read-only members have fields, but are not sent.
        let parts = inside.get(path).into_iter().flatten().copied();
        let parts = parts.filter(|part| {
            use ItemKind::{Constructor, Setter, Variant};
            matches!(part.kind, Constructor | Setter | Variant)
        });
        let parts = parts.chain([*item]);
        next.extend(parts.flat_map(|part| paths(&part.signature)));
    }
    let is_built = |path: &str| {
        let parts = inside.get(path).into_iter().flatten();
        parts.clone().any(|part| part.kind == ItemKind::Constructor)
    };
    let sent = sent.into_iter().filter(|path| {
        let item = types.get(path);
        item.is_some_and(|item| item.signature == "struct") && !is_built(path)
    });
    sent.map(str::to_owned).collect()
}

/// The paths of the types of the crate in a signature, as the public API lists them.
fn paths(signature: &str) -> impl Iterator<Item = &str> {
    let words =
        signature.split(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | ':')));
    words.filter_map(|word| word.strip_prefix("crate::"))
}
