//! The public items of a crate, one per line, so that a small change of the document changes few
//! lines.

use std::fmt::Write as _;

use generator::rust::{Item, ItemKind, PublicApi};

/// Types with their fields and variants.
pub(super) fn types(api: &PublicApi) -> String {
    listed(api, |item| match item.kind {
        ItemKind::Struct | ItemKind::StringEnum | ItemKind::Union | ItemKind::Alias => Some(0),
        ItemKind::Variant | ItemKind::Function if is_of_client(item) => None,
        ItemKind::Field
        | ItemKind::Variant
        | ItemKind::Constructor
        | ItemKind::Setter
        | ItemKind::Function
        | ItemKind::Impl => Some(1),
        ItemKind::Package
        | ItemKind::Feature
        | ItemKind::Export
        | ItemKind::Credential
        | ItemKind::Resource
        | ItemKind::Method
        | ItemKind::Request
        | ItemKind::Response
        | ItemKind::Stream
        | ItemKind::Option => None,
    })
}

/// The package, its credentials, and resources with their methods and options.
pub(super) fn resources(api: &PublicApi) -> String {
    listed(api, |item| match item.kind {
        ItemKind::Variant | ItemKind::Function if is_of_client(item) => Some(0),
        ItemKind::Package | ItemKind::Credential | ItemKind::Resource | ItemKind::Method => Some(0),
        ItemKind::Response | ItemKind::Stream | ItemKind::Option => Some(1),
        ItemKind::Feature
        | ItemKind::Export
        | ItemKind::Struct
        | ItemKind::StringEnum
        | ItemKind::Union
        | ItemKind::Alias
        | ItemKind::Field
        | ItemKind::Variant
        | ItemKind::Constructor
        | ItemKind::Setter
        | ItemKind::Function
        | ItemKind::Impl
        // The type of a request is named after its method.
        | ItemKind::Request => None,
    })
}

/// Whether the item belongs to the client: a server, a setter of its builder, or an accessor of a
/// response header.
fn is_of_client(item: &Item) -> bool {
    let parent = item.parent.as_deref();
    matches!(parent, Some("Server" | "ClientBuilder" | "ResponseHeaders"))
}

/// The items that have a depth, one per line. Items of depth 0 follow an empty line.
fn listed(api: &PublicApi, depth: impl Fn(&Item) -> Option<usize>) -> String {
    let mut text = String::new();
    for item in &api.items {
        match depth(item) {
            Some(0) => {
                let _ = writeln!(text, "\n{}", line(&item.path, item));
            }
            Some(_) => {
                let parent = item.parent.as_deref().unwrap_or_default();
                let name = item.path.strip_prefix(parent).unwrap_or(&item.path);
                let _ = writeln!(text, "    {}", line(name, item));
            }
            None => {}
        }
    }
    text.trim_start().to_owned()
}

fn line(path: &str, item: &Item) -> String {
    let name = path.trim_start_matches("()").trim_start_matches(['.', ':']);
    let mut line = match item.kind {
        ItemKind::Method | ItemKind::Option | ItemKind::Credential | ItemKind::Function => {
            format!("{name}{}", item.shown)
        }
        _ if item.shown.is_empty() => name.to_owned(),
        _ => format!("{name}: {}", item.shown),
    };
    for (about, value) in &item.facts {
        line.push_str(&fact(name, about, value));
    }
    for (name, place) in &item.locations {
        let _ = write!(line, "; location of `{name}` {place}");
    }
    if item.deprecated {
        line.push_str("; deprecated");
    }
    if !item.features.is_empty() {
        let features: Vec<&str> = item.features.iter().map(String::as_str).collect();
        let _ = write!(line, "; feature {}", features.join(" or "));
    }
    line
}

/// A fact about an item, or an empty string for the usual value.
fn fact(name: &str, about: &str, value: &str) -> String {
    let usual = match about {
        "key" => value == name.trim_start_matches("r#"),
        "server" => value == "the default",
        "accepted media type" => value == "application/json",
        "value" => false,
        _ => value == "none",
    };
    match about {
        _ if usual => String::new(),
        "key" | "value" => format!(" = {value:?}"),
        _ => format!("; {about} {value}"),
    }
}
