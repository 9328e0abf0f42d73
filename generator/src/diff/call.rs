//! The display names of items.

use crate::rust::{Item, ItemKind};

/// The name of an item: `Invite.email`, `client.invites().retrieve`, `impl Eq for Invite`.
pub(super) fn name(item: &Item) -> String {
    let path = item.path.strip_prefix("types::").unwrap_or(&item.path);
    let path = path.replace("r#", "");
    match path.split_once(": ") {
        Some((ty, of)) if item.kind == ItemKind::Impl => format!("impl {of} for {ty}"),
        _ => path,
    }
}

/// The part of an item's description that follows its name.
pub(super) fn shape(item: &Item, text: &str) -> String {
    match item.kind {
        ItemKind::Field | ItemKind::Response => format!(": {text}"),
        ItemKind::Stream => format!("() -> {text}"),
        ItemKind::Alias => format!(" = {text}"),
        ItemKind::Method
        | ItemKind::Option
        | ItemKind::Setter
        | ItemKind::Function
        | ItemKind::Constructor
        | ItemKind::Credential
        | ItemKind::Variant => text.to_owned(),
        ItemKind::Package
        | ItemKind::Feature
        | ItemKind::Export
        | ItemKind::Struct
        | ItemKind::StringEnum
        | ItemKind::Union
        | ItemKind::Impl
        | ItemKind::Resource
        | ItemKind::Request => String::new(),
    }
}

/// The name and shape of an item: `Invite.email: String`.
pub(super) fn in_full(item: &Item) -> String {
    format!("{}{}", name(item), shape(item, &item.shown))
}

/// The old and new signature of an item, in short form if that shows the difference.
pub(super) fn signatures(old: &Item, new: &Item) -> (String, String) {
    if old.shown == new.shown {
        return (old.signature.clone(), new.signature.clone());
    }
    (old.shown.clone(), new.shown.clone())
}
