//! Formats tokens as text, as close to rustfmt as possible.

use std::fmt::Write;

mod mark;
mod modules;
mod table;

use proc_macro2::TokenStream;
use syn::Item;

pub use mark::marked;

/// A Rust file.
#[derive(Debug, Default)]
pub struct Source {
    /// The lines of the `//!` documentation.
    pub docs: Vec<String>,
    /// The attributes of the file, and its items.
    pub items: Vec<TokenStream>,
}

/// Formats a file.
///
/// # Errors
/// If the tokens are not valid Rust, which is a bug of the generator.
pub fn file(source: &Source) -> syn::Result<String> {
    let mut text = String::new();
    for line in &source.docs {
        let space = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "//!{space}{line}");
    }
    if !source.docs.is_empty() {
        text.push('\n');
    }
    text.push_str(&items(&source.items)?);
    Ok(text)
}

/// Formats items, with a blank line between different kinds.
///
/// # Errors
/// If the tokens are not valid Rust.
pub fn items(tokens: &[TokenStream]) -> syn::Result<String> {
    let mut text = String::new();
    let mut before = None;
    for tokens in tokens {
        let parsed: syn::File = syn::parse2(tokens.clone())?;
        if !parsed.attrs.is_empty() {
            let attributes = prettyplease::unparse(&syn::File {
                shebang: None,
                frontmatter: None,
                attrs: parsed.attrs,
                items: Vec::new(),
            });
            text.push_str(attributes.trim_end());
            text.push('\n');
            text.push('\n');
        }
        for item in parsed.items {
            let kind = Kind::of(&item);
            let apart = kind == Kind::Other || before != Some(kind);
            if before.is_some() && apart {
                text.push('\n');
            }
            before = Some(kind);
            text.push_str(&self::item(item));
        }
    }
    Ok(text)
}

/// The kind of an item. No blank line separates adjacent items of the same kind, except `Other`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    ExternalUse,
    Use,
    Reexport,
    InternalReexport,
    Module,
    Other,
}

impl Kind {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) => match (&item.vis, &item.tree) {
                (syn::Visibility::Public(_), _) => Self::Reexport,
                (syn::Visibility::Restricted(_), _) => Self::InternalReexport,
                (_, syn::UseTree::Path(path)) if path.ident == "crate" => Self::Use,
                _ => Self::ExternalUse,
            },
            Item::Mod(item) if item.content.is_none() => Self::Module,
            _ => Self::Other,
        }
    }
}

fn item(item: Item) -> String {
    if let Item::Macro(table) = &item
        && let Some(text) = modules::text(table).or_else(|| table::text(&table.mac))
    {
        return text;
    }
    let spaced = matches!(item, Item::Impl(_));
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    if spaced { space_members(&text) } else { text }
}

/// Adds a blank line between the members of an `impl`, which prettyplease omits.
fn space_members(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 64);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            spaced.push('\n');
        }
    }
    spaced
}
