//! Lists the public items of a crate, for tools that compare two crates.
//!
//! The description of an item comes from the functions that emit it, so it cannot differ from the
//! code.

mod exports;
mod operations;
mod place;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use crate::ir::{Api, Docs, Placement};
use crate::name::Names;
use crate::source::Pointer;

use super::context::Emit;
use super::needs::Needs;
use super::{docs, feature, manifest};

/// The public items of a crate.
#[derive(Clone, Debug)]
pub struct PublicApi {
    /// The name of the package.
    pub package: String,
    /// The version of the package.
    pub version: String,
    /// The items, each with a unique path. A parent precedes its parts.
    pub items: Vec<Item>,
    /// The cargo features, each with those that it enables.
    pub features: BTreeMap<String, BTreeSet<String>>,
    /// Whether cargo features enable parts of the API. Otherwise, all of it is always available.
    pub divided: bool,
}

/// A public item.
#[derive(Clone, Debug)]
pub struct Item {
    /// The kind of the item.
    pub kind: ItemKind,
    /// The path that identifies the item: `types::Invite`, `types::Invite.email`, or a chain of
    /// accessors such as `client.invites().retrieve`.
    pub path: String,
    /// The path of the item that contains this one.
    pub parent: Option<String>,
    /// The signature as the compiler sees it. The same type is always written in the same way.
    pub signature: String,
    /// The signature for display, with argument names and short paths.
    pub shown: String,
    /// The names of the parts whose order matters: arguments, or variants of a union.
    pub order: Vec<String>,
    /// The cargo features that enable the item. Any of them is enough; empty if it is always
    /// available.
    pub features: BTreeSet<String>,
    /// The behavior that the signature does not show: pairs of an aspect and its value.
    pub facts: Vec<(String, String)>,
    /// The documentation: pairs of a documented part and its text.
    pub docs: Vec<(String, String)>,
    /// Whether the item is deprecated.
    pub deprecated: bool,
    /// The identity on the wire, which does not change if the item is renamed.
    pub identity: Option<String>,
    /// The place in the document that describes the item.
    pub origin: Option<Pointer>,
    /// The name of the property or enum value below that place.
    pub member: Option<String>,
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
pub enum ItemKind {
    Package,
    Feature,
    Export,
    Credential,
    Struct,
    StringEnum,
    Union,
    Alias,
    Field,
    Variant,
    /// `new` of a struct.
    Constructor,
    /// A method that sets a field.
    Setter,
    /// A struct that an accessor of the client or of another resource returns.
    Resource,
    Method,
    /// The type that a method returns.
    Request,
    /// The type that awaiting a request returns.
    Answer,
    /// The method `stream` of a request.
    Stream,
    /// A method of a request that sets an optional argument.
    Option,
}

impl Item {
    fn new(kind: ItemKind, path: String) -> Self {
        Self {
            kind,
            path,
            parent: None,
            signature: String::new(),
            shown: String::new(),
            order: Vec::new(),
            features: BTreeSet::new(),
            facts: Vec::new(),
            docs: Vec::new(),
            deprecated: false,
            identity: None,
            origin: None,
            member: None,
        }
    }

    /// Sets the signature, and the displayed one with short paths.
    fn signed(self, signature: String) -> Self {
        Self {
            shown: short(&signature),
            signature,
            ..self
        }
    }
}

/// Lists the public items of a crate.
#[must_use]
pub fn public_api(api: &Api, names: &Names) -> PublicApi {
    let cx = Emit { api, names };
    let mut items = vec![package(cx)];
    items.extend(features(cx));
    items.extend(exports::items(cx));
    if Needs::of(cx).client {
        items.extend(credentials(cx));
    }
    items.extend(types::items(cx));
    items.extend(operations::items(cx));
    PublicApi {
        package: api.package.name.clone(),
        version: api.package.version.clone(),
        items,
        features: manifest::feature_names(cx),
        divided: !api.features.is_empty(),
    }
}

fn package(cx: Emit<'_>) -> Item {
    let package = &cx.api.package;
    let mut facts = Vec::new();
    if Needs::of(cx).client {
        facts.push(fact("base URL", &cx.api.base_url));
        facts.push(fact(
            "environment variable of the base URL",
            &cx.api.base_url_env,
        ));
    }
    if Needs::of(cx).webhooks {
        let name = &cx.api.webhook_secret_env;
        facts.push(fact("environment variable of the webhook secret", name));
    }
    let docs = (
        &package.description,
        &package.about,
        &package.license,
        &package.repository,
        &package.documentation,
    );
    Item {
        facts,
        docs: documented(format!("{docs:?}")),
        ..Item::new(ItemKind::Package, "package".to_owned()).signed(package.name.clone())
    }
}

fn features(cx: Emit<'_>) -> Vec<Item> {
    let names = manifest::feature_names(cx).into_keys();
    let item = |name: String| Item::new(ItemKind::Feature, format!("feature `{name}`"));
    names.map(item).collect()
}

fn credentials(cx: Emit<'_>) -> Vec<Item> {
    let schemes = cx.api.schemes.iter().zip(cx.names.schemes());
    schemes
        .map(|(scheme, name)| Item {
            facts: vec![
                fact("location", &placement(&scheme.placement)),
                fact("environment variable", &scheme.env),
            ],
            docs: documented(words(cx, &scheme.docs)),
            identity: Some(format!("credential {}", scheme.wire)),
            origin: Some(scheme.origin.clone()),
            ..Item::new(
                ItemKind::Credential,
                format!("ClientBuilder::{}", name.setter),
            )
            .signed("(impl Into<Credential>)".to_owned())
        })
        .collect()
}

fn placement(placement: &Placement) -> String {
    match placement {
        Placement::Bearer => "`Authorization: Bearer`".to_owned(),
        Placement::Basic => "`Authorization: Basic`".to_owned(),
        Placement::Authorization(name) => format!("`Authorization: {name}`"),
        Placement::Header(name) => format!("the header `{name}`"),
        Placement::Query(name) => format!("the query parameter `{name}`"),
        Placement::Cookie(name) => format!("the cookie `{name}`"),
    }
}

fn fact(about: &str, value: &str) -> (String, String) {
    (about.to_owned(), value.to_owned())
}

fn words(cx: Emit<'_>, docs: &Docs) -> String {
    docs::lines(cx, docs, "").join("\n")
}

/// Documentation of the item itself, not of a part.
fn documented(text: String) -> Vec<(String, String)> {
    vec![(String::new(), text)]
}

/// The names of cargo features as a set.
fn owned(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The cargo features that enable a resource and its children.
fn features_of(cx: Emit<'_>, resource: crate::ir::ResourceId) -> BTreeSet<String> {
    owned(&feature::names_of(cx, resource))
}

/// Formats tokens on one line, without the extra spaces of `TokenStream`.
fn text(tokens: TokenStream) -> String {
    let mut text = tokens.to_string();
    for (loose, tight) in [
        (" < ", "<"),
        (" >", ">"),
        ("> >", ">>"),
        (" :: ", "::"),
        (" : ", ": "),
        (" ,", ","),
        ("& ", "&"),
        ("( ", "("),
        (" )", ")"),
    ] {
        text = text.replace(loose, tight);
    }
    text
}

/// Shortens the paths in code to their last segments.
fn short(code: &str) -> String {
    let mut out = String::new();
    let mut word = 0;
    let mut rest = code;
    while let Some(next) = rest.chars().next() {
        let (_, behind) = rest.split_at(next.len_utf8());
        if let Some(behind) = rest.strip_prefix("::") {
            out.truncate(word);
            rest = behind;
            continue;
        }
        out.push(next);
        if !(next.is_alphanumeric() || matches!(next, '_' | '#')) {
            word = out.len();
        }
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn code_is_written_as_people_write_it() {
        let code =
            quote!((a: impl Into<Option<crate::types::Role>>, b: &str, c: Vec<Vec<i64>>) -> ());
        let code = text(code);
        assert_eq!(
            code,
            "(a: impl Into<Option<crate::types::Role>>, b: &str, c: Vec<Vec<i64>>) -> ()"
        );
        assert_eq!(
            short("BTreeMap<std::string::String, crate::types::r#match::Kind>"),
            "BTreeMap<String, Kind>"
        );
    }
}
