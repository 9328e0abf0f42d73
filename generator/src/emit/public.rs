//! What users of a crate can name, item by item: for tools that compare two crates.
//!
//! What an item is said to be is made by the functions that emit it, so it cannot differ from the
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

use super::needs::Needs;
use super::{Emit, docs, feature, manifest};

/// The public items of a crate.
#[derive(Clone, Debug)]
pub struct PublicApi {
    /// The package's name.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The items, each with a path of its own, a parent before what belongs to it.
    pub items: Vec<Item>,
    /// The cargo features, and the other ones that each turns on.
    pub features: BTreeMap<String, BTreeSet<String>>,
    /// Whether parts of the API are features: without, all of it is always there.
    pub divided: bool,
}

/// Something that users can name.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its path, by which it is known: `types::Invite`, `types::Invite.email`, and for what hangs
    /// on the client the way there, `client.invites().retrieve`.
    pub path: String,
    /// The path of the item without which it cannot be.
    pub parent: Option<String>,
    /// What the compiler knows of it: types are the same if they are written the same.
    pub signature: String,
    /// The same with the names of parameters, as people read it.
    pub shown: String,
    /// What tells its parts apart whose order counts: the wire names of parameters, variants.
    pub order: Vec<String>,
    /// The cargo features any of which it takes; none: it is always there.
    pub features: BTreeSet<String>,
    /// What it does on the wire: what is told, and how it is.
    pub facts: Vec<(String, String)>,
    /// What is documented: of what, and how.
    pub docs: Vec<(String, String)>,
    /// Whether the compiler warns of its use.
    pub deprecated: bool,
    /// What it is on the wire, which a renamed item still is.
    pub identity: Option<String>,
    /// Where it is described.
    pub origin: Option<Pointer>,
    /// Its name on the wire below that place, if it is a property or a value there.
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
    /// A method that gives a field a value.
    Setter,
    /// What a method of the client or of another resource leads to.
    Resource,
    Method,
    /// What a method returns.
    Request,
    /// What comes out of a request that is awaited.
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

    /// The item with a signature that is shown as it is.
    fn signed(self, signature: String) -> Self {
        Self {
            shown: short(&signature),
            signature,
            ..self
        }
    }
}

/// Lists the public items.
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
        facts.push(fact("variable of the base URL", &cx.api.base_url_env));
        let variables = cx.api.server_variables().iter();
        for (variable, name) in variables.zip(cx.names.server_variables()) {
            let of = format!("setter `{name}` of the server variable `{}`", variable.name);
            facts.push(fact(&of, &format!("{:?}", variable.values)));
        }
        let headers = cx
            .api
            .response_headers
            .iter()
            .zip(cx.names.response_headers());
        for (header, name) in headers {
            let of = format!("accessor `{name}` of the response header `{}`", header.wire);
            facts.push(fact(
                &of,
                &super::client::header_type(header.ty).to_string(),
            ));
        }
    }
    if Needs::of(cx).webhooks {
        let name = &cx.api.webhook_secret_env;
        facts.push(fact("variable of the webhooks' secret", name));
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
                fact("sent as", &placement(&scheme.placement)),
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

/// The documentation of an item itself.
fn documented(text: String) -> Vec<(String, String)> {
    vec![(String::new(), text)]
}

/// Names of features as a set.
fn owned(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The features that hang on what hangs on the client.
fn features_of(cx: Emit<'_>, resource: crate::ir::ResourceId) -> BTreeSet<String> {
    owned(&feature::names_of(cx, resource))
}

/// Code on one line, without the spaces that tokens are printed with.
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

/// Code with the last names of paths alone.
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
