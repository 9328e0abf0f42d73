//! The modules and exports of the runtime, and the capabilities that they need.

use std::sync::LazyLock;

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::capability::{Capability, Level};
use super::files::MODULE_LIST;

/// An entry of the module list: a module or an export.
#[derive(Debug)]
pub struct Entry {
    /// The declared module, unless the entry is an export.
    pub module: Option<String>,
    /// The exported names that users of a crate may import.
    pub names: Vec<String>,
    /// The declaration without its `cfg` attribute.
    declaration: String,
    condition: Condition,
}

/// The capabilities that an entry needs.
#[derive(Debug)]
enum Condition {
    With(Capability),
    Any(Vec<Condition>),
    All(Vec<Condition>),
}

/// The builds that contain an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// All builds.
    Always,
    /// Builds that satisfy this configuration predicate: `feature = "mock"`.
    If(String),
    /// No build.
    Never,
}

impl Entry {
    /// The declaration without its `cfg` attribute.
    #[must_use]
    pub fn declaration(&self) -> TokenStream {
        self.declaration.parse().unwrap_or_default()
    }

    /// The builds that contain the entry in a crate with the given capabilities.
    pub fn presence(&self, level: &dyn Fn(Capability) -> Level) -> Presence {
        self.condition.presence(level)
    }
}

impl Condition {
    fn presence(&self, level: &dyn Fn(Capability) -> Level) -> Presence {
        match self {
            Self::With(capability) => match level(*capability) {
                Level::Always => Presence::Always,
                Level::Optional => Presence::If(format!("feature = {:?}", capability.name())),
                Level::Never => Presence::Never,
            },
            Self::Any(parts) => joined(parts, level, "any", &Presence::Always, Presence::Never),
            Self::All(parts) => joined(parts, level, "all", &Presence::Never, Presence::Always),
        }
    }
}

/// Combines conditions with `any` or `all`. The result is `decisive` if one part is, and `neutral`
/// if no part depends on the build.
fn joined(
    parts: &[Condition],
    level: &dyn Fn(Capability) -> Level,
    word: &str,
    decisive: &Presence,
    neutral: Presence,
) -> Presence {
    let parts: Vec<Presence> = parts.iter().map(|part| part.presence(level)).collect();
    if parts.contains(decisive) {
        return decisive.clone();
    }
    let mut open: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Presence::If(predicate) => open.push(predicate),
            Presence::Always | Presence::Never => {}
        }
    }
    match open.len() {
        0 => neutral,
        1 => Presence::If(open.concat()),
        _ => Presence::If(format!("{word}({})", open.join(", "))),
    }
}

/// The entries of the module list, in source order.
#[must_use]
pub fn entries() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        // The list is compiled as part of the runtime, so it always parses.
        let file = syn::parse_file(MODULE_LIST).ok();
        let items = file.into_iter().flat_map(|file| file.items);
        items.filter_map(entry).collect()
    });
    &ENTRIES
}

fn entry(item: syn::Item) -> Option<Entry> {
    match item {
        syn::Item::Mod(mut item) => Some(Entry {
            condition: take_condition(&mut item.attrs),
            module: Some(item.ident.to_string()),
            names: match item.vis {
                syn::Visibility::Public(_) => vec![item.ident.to_string()],
                syn::Visibility::Restricted(_) | syn::Visibility::Inherited => Vec::new(),
            },
            declaration: item.to_token_stream().to_string(),
        }),
        syn::Item::Use(mut item) => {
            let condition = take_condition(&mut item.attrs);
            let mut names = Vec::new();
            if !is_hidden(&item.attrs) {
                collect(&item.tree, &mut names);
            }
            Some(Entry {
                condition,
                module: None,
                names,
                declaration: item.to_token_stream().to_string(),
            })
        }
        _ => None,
    }
}

/// Whether an item is `#[doc(hidden)]`, and therefore not meant for users.
pub(super) fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    let hidden = |attribute: &syn::Attribute| match &attribute.meta {
        syn::Meta::List(list) => {
            list.path.is_ident("doc") && list.tokens.to_string().contains("hidden")
        }
        syn::Meta::Path(_) | syn::Meta::NameValue(_) => false,
    };
    attributes.iter().any(hidden)
}

fn collect(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => collect(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(name) => names.push(name.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|item| collect(item, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// Removes the `cfg` attributes and returns their condition.
fn take_condition(attributes: &mut Vec<syn::Attribute>) -> Condition {
    let mut parts = Vec::new();
    attributes.retain(|attribute| {
        let is = attribute.path().is_ident("cfg");
        if let (true, syn::Meta::List(list)) = (is, &attribute.meta) {
            parts.extend(syn::parse2(list.tokens.clone()).ok().and_then(condition));
        }
        !is
    });
    Condition::All(parts)
}

fn condition(meta: syn::Meta) -> Option<Condition> {
    match meta {
        syn::Meta::NameValue(pair) => match pair.value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(name),
                ..
            }) => Capability::named(&name.value()).map(Condition::With),
            _ => None,
        },
        syn::Meta::List(list) => {
            type Parts = syn::punctuated::Punctuated<syn::Meta, syn::Token![,]>;
            let parts = list.parse_args_with(Parts::parse_terminated).ok()?;
            let parts = parts.into_iter().filter_map(condition).collect();
            match list.path.get_ident()?.to_string().as_str() {
                "any" => Some(Condition::Any(parts)),
                "all" => Some(Condition::All(parts)),
                _ => None,
            }
        }
        syn::Meta::Path(_) => None,
    }
}
