//! From tokens to text, the way rustfmt would have it as far as possible.

use std::fmt::Write;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Item;

use crate::emit::Source;

/// Columns of a line of a macro's table.
const WIDTH: usize = 100;

/// The text of a file.
///
/// # Errors
/// If the tokens are no Rust: a defect of the generator.
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

/// The text of items, with a blank line between those that do not belong together.
///
/// # Errors
/// If the tokens are no Rust.
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

/// What stands together without a blank line between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    ExternalUse,
    Use,
    Reexport,
    InternalReexport,
    Module,
    PublicModule,
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
            Item::Mod(item) if item.content.is_none() => match item.vis {
                syn::Visibility::Inherited => Self::Module,
                _ => Self::PublicModule,
            },
            _ => Self::Other,
        }
    }
}

fn item(item: Item) -> String {
    if let Item::Macro(table) = &item
        && let Some(text) = self::table(&table.mac)
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

/// A blank line between the members of an `impl`, which prettyplease leaves out.
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

/// `name!(Type { entry, entry });`, with as many entries to a line as fit.
fn table(invocation: &syn::Macro) -> Option<String> {
    let name = invocation.path.segments.last()?.ident.to_string();
    let mut tokens = invocation.tokens.clone().into_iter();
    let subject = tokens.next()?;
    let TokenTree::Group(group) = tokens.next()? else {
        return None;
    };
    if group.delimiter() != Delimiter::Brace || tokens.next().is_some() {
        return None;
    }
    let entries = entries(group.stream());
    let one_line = format!("{name}!({subject} {{ {} }});\n", entries.join(", "));
    if one_line.len() <= WIDTH {
        return Some(one_line);
    }
    let mut text = format!("{name}!({subject} {{\n");
    let mut line = String::new();
    for entry in entries {
        if !line.is_empty() && line.len() + entry.len() + 6 > WIDTH {
            let _ = writeln!(text, "    {}", line.trim_end());
            line.clear();
        }
        let _ = write!(line, "{entry}, ");
    }
    let _ = writeln!(text, "    {}", line.trim_end());
    text.push_str("});\n");
    Some(text)
}

/// The entries of a table, each as text.
fn entries(tokens: TokenStream) -> Vec<String> {
    let mut entries = vec![Vec::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => entries.push(Vec::new()),
            _ => entries
                .last_mut()
                .into_iter()
                .for_each(|entry| entry.push(token.clone())),
        }
    }
    let texts = entries
        .into_iter()
        .map(|tokens| spaced(tokens.into_iter().collect()));
    texts.filter(|text| !text.is_empty()).collect()
}

/// Tokens with the spaces that a reader expects: `id: "id"`, `Vec<String>`, `a::b`, `&x`.
fn spaced(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut glue = true;
    for token in tokens {
        let (part, before, after) = match &token {
            TokenTree::Group(group) => {
                let inner = spaced(group.stream());
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let call = text.ends_with(|char: char| char.is_alphanumeric() || char == '_');
                let call = call && group.delimiter() == Delimiter::Parenthesis;
                (format!("{open}{inner}{close}"), !call, true)
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                ':' if punct.spacing() == proc_macro2::Spacing::Joint || text.ends_with(':') => {
                    (":".to_owned(), false, false)
                }
                ':' | ',' | '>' => (punct.to_string(), false, true),
                '.' | '<' | '&' | '\'' => (punct.to_string(), punct.as_char() == '&', false),
                _ => (punct.to_string(), true, true),
            },
            other => (other.to_string(), true, true),
        };
        if before && !glue && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&part);
        glue = !after;
    }
    text
}
