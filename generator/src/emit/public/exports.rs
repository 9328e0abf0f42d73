//! What users import of the runtime: names, and the methods of these, of which some come with what
//! a document needs.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;

use crate::emit::part::Part;
use crate::emit::{Emit, part, runtime};

use super::{Item, ItemKind, owned, text};

/// The exported names and their methods.
pub(super) fn items(cx: Emit<'_>) -> Vec<Item> {
    let parts = runtime::needed(cx);
    let optional = runtime::optional(cx);
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let features = |part: &Part| owned(runtime::feature_of(&optional, part).as_slice());
    for part in &parts {
        let own = part.public.iter().map(|name| (*name, features(part)));
        names.extend(own);
    }
    let http: &[&str] = match (part::has_operations(cx), part::has_webhooks(cx)) {
        (true, _) => &["HeaderMap", "StatusCode"],
        (false, true) => &["HeaderMap"],
        (false, false) => &[],
    };
    let mut items: Vec<Item> = Vec::new();
    items.extend(http.iter().map(|name| export(name, &BTreeSet::new())));
    items.extend(names.iter().map(|(name, with)| export(name, with)));
    for part in &parts {
        for (name, method, signature) in methods(part, &names) {
            items.push(Item {
                parent: Some(name.clone()),
                features: features(part),
                ..Item::new(ItemKind::Export, format!("{name}::{method}")).signed(signature)
            });
        }
    }
    items
}

fn export(name: &str, features: &BTreeSet<String>) -> Item {
    Item {
        features: features.clone(),
        ..Item::new(ItemKind::Export, name.to_owned())
    }
}

/// The public methods that a part gives to exported types: the type, the method, its signature.
fn methods(part: &Part, exported: &BTreeMap<&str, BTreeSet<String>>) -> Vec<(String, String, String)> {
    // The parts are compiled in every crate, so there is none that is no Rust.
    let Ok(file) = syn::parse_file(part.source) else {
        return Vec::new();
    };
    let blocks = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    });
    let mut found = Vec::new();
    for block in blocks {
        let syn::Type::Path(ty) = &*block.self_ty else {
            continue;
        };
        let Some(name) = ty.path.segments.last().map(|last| last.ident.to_string()) else {
            continue;
        };
        if !exported.contains_key(name.as_str()) {
            continue;
        }
        for item in block.items {
            if let syn::ImplItem::Fn(method) = item
                && matches!(method.vis, syn::Visibility::Public(_))
            {
                let signature = text(method.sig.to_token_stream());
                found.push((name.clone(), method.sig.ident.to_string(), signature));
            }
        }
    }
    found
}
