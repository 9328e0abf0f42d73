//! What users import of the runtime: names, and the methods of these, of which some come with what
//! a document needs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use quote::ToTokens;

use crate::emit::part::{PARTS, Part};
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
        let methods = methods_of(part).iter();
        let methods = methods.filter(|method| names.contains_key(method.of.as_str()));
        items.extend(methods.map(|method| {
            let path = format!("{}::{}", method.of, method.name);
            Item {
                parent: Some(method.of.clone()),
                features: features(part),
                ..Item::new(ItemKind::Export, path).signed(method.signature.clone())
            }
        }));
    }
    items
}

fn export(name: &str, features: &BTreeSet<String>) -> Item {
    Item {
        features: features.clone(),
        ..Item::new(ItemKind::Export, name.to_owned())
    }
}

/// A public method of the runtime.
struct Method {
    /// The type that has it.
    of: String,
    name: String,
    signature: String,
}

/// The public methods that each part gives to types, in the order of the parts.
static METHODS: LazyLock<Vec<Vec<Method>>> =
    LazyLock::new(|| PARTS.iter().map(|part| methods(part.source)).collect());

fn methods_of(part: &Part) -> &'static [Method] {
    let index = PARTS.iter().position(|other| other.name == part.name);
    let methods = index.and_then(|index| METHODS.get(index));
    methods.map(Vec::as_slice).unwrap_or_default()
}

fn methods(source: &str) -> Vec<Method> {
    // The parts are compiled in every crate, so there is none that is no Rust.
    let file = syn::parse_file(source).ok();
    let items = file.into_iter().flat_map(|file| file.items);
    let blocks = items.filter_map(|item| match item {
        syn::Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    });
    blocks.flat_map(methods_in).collect()
}

/// The public methods of an `impl`.
fn methods_in(block: syn::ItemImpl) -> Vec<Method> {
    let syn::Type::Path(ty) = &*block.self_ty else {
        return Vec::new();
    };
    let Some(last) = ty.path.segments.last() else {
        return Vec::new();
    };
    let of = last.ident.to_string();
    let public = block.items.into_iter().filter_map(|item| match item {
        syn::ImplItem::Fn(one) if matches!(one.vis, syn::Visibility::Public(_)) => Some(one.sig),
        _ => None,
    });
    let method = |signature: syn::Signature| Method {
        of: of.clone(),
        name: signature.ident.to_string(),
        signature: text(signature.to_token_stream()),
    };
    public.map(method).collect()
}
