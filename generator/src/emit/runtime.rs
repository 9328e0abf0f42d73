//! Which parts of the runtime a crate gets: those that the generated code uses, and those that they
//! use in turn.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use proc_macro2::TokenStream;
use quote::quote;

use super::manifest::{FEATURES, Feature};
use super::part::{PARTS, Part};
use super::{Emit, File, Source, copy, ident, rust};

/// `src/runtime.rs` and the needed parts.
pub(super) fn emit(cx: Emit<'_>) -> Vec<File> {
    let needed = needed(cx);
    let optional = optional(cx);
    let only_with = |part: &Part| condition(feature_of(&optional, part));
    let mut files: Vec<File> = needed
        .iter()
        .map(|part| copy(&format!("src/runtime/{}.rs", part.name), part.source))
        .collect();
    let modules = needed.iter().map(|part| {
        let module = ident(part.name);
        let condition = only_with(part);
        quote!(#condition mod #module;)
    });
    let mut items: Vec<TokenStream> = modules.collect();
    items.extend(
        needed
            .iter()
            .filter_map(|part| export(part, part.public, &only_with(part), &quote!(pub))),
    );
    let internal = needed.iter().filter_map(|part| {
        let used = |name: &&&str| is_used(cx, &needed, part, name);
        let names: Vec<&str> = part.exports.iter().filter(used).copied().collect();
        export(part, &names, &only_with(part), &quote!(pub(crate)))
    });
    items.extend(internal);
    let docs =
        vec!["The hand-written core of the client: the same in every generated crate.".to_owned()];
    if !files.is_empty() {
        files.push(rust("src/runtime.rs", Source { docs, items }));
    }
    files
}

fn export(
    part: &Part,
    names: &[&str],
    condition: &TokenStream,
    visibility: &TokenStream,
) -> Option<TokenStream> {
    let module = ident(part.name);
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    (!names.is_empty()).then(|| quote!(#condition #visibility use #module::{#(#names),*};))
}

/// Whether an export is imported from anywhere: a re-export that nobody uses is warned of.
fn is_used(cx: Emit<'_>, needed: &[&'static Part], part: &Part, name: &str) -> bool {
    part.is_needed(cx)
        || needed
            .iter()
            .any(|other| facts(other).is_some_and(|facts| facts.root.contains(name)))
}

/// The attribute of what is there with a cargo feature only.
pub(super) fn condition(feature: Option<&str>) -> TokenStream {
    feature.map_or_else(TokenStream::new, |name| quote!(#[cfg(feature = #name)]))
}

/// The parts that a crate gets, some of them by a feature.
pub(super) fn needed(cx: Emit<'_>) -> Vec<&'static Part> {
    closed(cx, |_| true)
}

/// The parts that a crate has with a feature only, and which one that is.
pub(super) fn optional(cx: Emit<'_>) -> Vec<(&'static Part, &'static str)> {
    let always = closed(cx, |part| part.feature.is_none());
    let mut optional = Vec::new();
    for Feature { name: feature, .. } in FEATURES {
        let parts = closed(cx, |part| part.feature == Some(feature));
        let parts = parts.into_iter().filter(|part| !holds(&always, part));
        optional.extend(parts.map(|part| (part, *feature)));
    }
    optional
}

/// The feature without which a part is not there.
pub(super) fn feature_of(
    optional: &[(&'static Part, &'static str)],
    part: &Part,
) -> Option<&'static str> {
    let mut named = optional.iter().filter(|(other, _)| other.name == part.name);
    named.next().map(|(_, feature)| *feature)
}

fn holds(parts: &[&Part], part: &Part) -> bool {
    parts.iter().any(|other| other.name == part.name)
}

/// The needed parts of a kind, and all that they use.
fn closed(cx: Emit<'_>, of_interest: impl Fn(&Part) -> bool) -> Vec<&'static Part> {
    let mut open: Vec<usize> = Vec::new();
    let mut chosen: Vec<bool> = PARTS.iter().map(|_| false).collect();
    for (index, part) in PARTS.iter().enumerate() {
        if of_interest(part) && part.is_needed(cx) {
            open.push(index);
        }
    }
    while let Some(index) = open.pop() {
        if PARTS.get(index).is_none_or(|part| part.is_replaced(cx)) {
            continue;
        }
        if chosen.get(index) == Some(&false) {
            if let Some(slot) = chosen.get_mut(index) {
                *slot = true;
            }
            let uses = FACTS.get(index).into_iter().flat_map(|facts| &facts.uses);
            // What a part does with a feature only is in its text, too.
            let has = |index: &&usize| {
                PARTS
                    .get(**index)
                    .is_some_and(|part| part.feature.is_none())
            };
            open.extend(uses.filter(has));
        }
    }
    let parts = PARTS.iter().zip(chosen);
    parts
        .filter(|(_, chosen)| *chosen)
        .map(|(part, _)| part)
        .collect()
}

/// What the text of a part says of others.
struct Facts {
    /// Names that it imports from the runtime's root, or that its macros refer to there.
    root: HashSet<&'static str>,
    /// Indices of the parts that it uses.
    uses: Vec<usize>,
}

static FACTS: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let mut definitions: HashMap<&str, usize> = HashMap::new();
    for part in PARTS {
        for method in methods(part.source) {
            *definitions.entry(method).or_default() += 1;
        }
    }
    let own = |part: &'static Part| {
        let unique = |name: &&str| definitions.get(name) == Some(&1);
        let methods = methods(part.source).filter(unique);
        if part.is_dependency() {
            methods.collect()
        } else {
            Vec::new()
        }
    };
    let own: Vec<Vec<&str>> = PARTS.iter().map(own).collect();
    PARTS.iter().map(|user| read_facts(user, &own)).collect()
});

fn facts(part: &Part) -> Option<&'static Facts> {
    let index = PARTS.iter().position(|other| other.name == part.name)?;
    FACTS.get(index)
}

fn read_facts(user: &'static Part, own: &[Vec<&str>]) -> Facts {
    let text = user.source;
    let calls: HashSet<&str> = called(text).collect();
    let mut modules: HashSet<&str> = HashSet::new();
    let mut root: HashSet<&str> = behind(text, "$crate::runtime::").collect();
    for import in text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("use super::"))
    {
        let import = import.trim_end_matches(';');
        match import
            .strip_prefix('{')
            .and_then(|list| list.strip_suffix('}'))
        {
            Some(list) => root.extend(list.split(',').map(str::trim)),
            None if !import.contains("::") => root.extend([import]),
            None => {}
        }
    }
    modules.extend(behind(text, "super::"));
    let uses = |(index, part): (usize, &Part)| {
        let mut exports = part.public.iter().chain(part.exports);
        let used = modules.contains(part.name)
            || exports.any(|name| root.contains(name))
            || own
                .get(index)
                .is_some_and(|names| names.iter().any(|name| calls.contains(name)));
        (used && part.name != user.name).then_some(index)
    };
    let uses = PARTS.iter().enumerate().filter_map(uses).collect();
    Facts { root, uses }
}

/// The identifiers that stand behind a text.
fn behind<'t>(text: &'t str, before: &'static str) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).map(|rest| {
        let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_');
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    })
}

/// The methods and associated functions that a text calls.
fn called(text: &str) -> impl Iterator<Item = &str> {
    text.split('(').filter_map(|before| {
        let start = before.rfind(|char: char| !char.is_alphanumeric() && char != '_')?;
        let (path, name) = before.split_at_checked(start + 1)?;
        (path.ends_with('.') || path.ends_with("Error::") || path.ends_with("Mismatch::"))
            .then_some(name)
    })
}

/// Names of the methods that a text defines for types of other parts.
fn methods(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub(crate) fn "));
    lines.filter_map(|rest| rest.split(['(', '<']).next())
}

/// The parts among these that use another crate.
pub(super) fn users<'p>(
    parts: &'p [&'static Part],
    name: &str,
) -> impl Iterator<Item = &'static Part> + 'p {
    let mention = format!("{}::", name.replace('-', "_"));
    let mentions = move |part: &&Part| {
        let mut found = part.source.match_indices(&mention);
        // `rustls::crypto::ring::` is a module of another crate.
        found.any(|(at, _)| {
            let before = part.source.get(..at).unwrap_or_default();
            !before.ends_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | ':'))
        })
    };
    parts.iter().copied().filter(mentions)
}

/// Whether a text stands in a part of a crate: the path of something in another crate.
pub(super) fn mentions(needed: &[&'static Part], path: &str) -> bool {
    needed.iter().any(|part| part.source.contains(path))
}
