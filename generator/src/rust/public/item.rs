//! The items of the public API, and the texts that describe them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use crate::model::Docs;
use crate::rust::context::Emit;
use crate::rust::items::docs;
use crate::rust::plan::feature;
use crate::source::Pointer;

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
    /// The arguments of a method, each with the place where it is sent.
    pub locations: Vec<(String, String)>,
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
    /// Another function: a setter of the client's builder, an accessor of a response header, or a
    /// method that returns text.
    Function,
    /// A trait that a type implements at the request of the document.
    Impl,
    /// A struct that an accessor of the client or of another resource returns.
    Resource,
    Method,
    /// The type that a method returns.
    Request,
    /// The type that awaiting a request returns.
    Response,
    /// The method `stream` of a request.
    Stream,
    /// A method of a request that sets an optional argument.
    Option,
}

impl Item {
    pub(super) fn new(kind: ItemKind, path: String) -> Self {
        Self {
            kind,
            path,
            parent: None,
            signature: String::new(),
            shown: String::new(),
            order: Vec::new(),
            features: BTreeSet::new(),
            facts: Vec::new(),
            locations: Vec::new(),
            docs: Vec::new(),
            deprecated: false,
            identity: None,
            origin: None,
            member: None,
        }
    }

    /// Sets the signature, and the displayed one with short paths.
    pub(super) fn signed(self, signature: String) -> Self {
        Self {
            shown: short(&signature),
            signature,
            ..self
        }
    }
}

pub(super) fn fact(about: &str, value: &str) -> (String, String) {
    (about.to_owned(), value.to_owned())
}

pub(super) fn words(cx: Emit<'_>, docs: &Docs) -> String {
    docs::lines(cx, docs, "").join("\n")
}

/// Documentation of the item itself, not of a part.
pub(super) fn documented(text: String) -> Vec<(String, String)> {
    vec![(String::new(), text)]
}

/// The names of cargo features as a set.
pub(super) fn owned(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The cargo features that enable a resource and its children.
pub(super) fn features_of(cx: Emit<'_>, resource: crate::model::ResourceId) -> BTreeSet<String> {
    owned(&feature::names_of(cx, resource))
}

/// Formats tokens on one line, without the extra spaces of `TokenStream`.
pub(super) fn text(tokens: TokenStream) -> String {
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
pub(super) fn short(code: &str) -> String {
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
