//! Turns the IR and its names into the files of a crate: one module per kind of item.
//!
//! Text from the document is emitted as tokens (doc attributes, literals) or escaped for the format
//! of the file. It is never pasted into code.

mod api_index;
mod argument;
mod client;
mod crate_root;
mod docs;
mod example;
mod facts;
mod feature;
mod manifest;
mod markdown;
mod method_page;
mod needs;
mod object;
mod operation;
mod page;
mod public;
mod readme;
mod resource;
mod runtime;
mod sample;
mod source_map;
mod string_enum;
mod tuple;
mod ty;
mod types;
mod union;
mod webhook;

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};

use crate::ir::{Api, Root, TypeDef};
use crate::name::Names;

pub use public::{Item, ItemKind, PublicApi, public_api};
pub use source_map::{ArgumentItem, OperationItem, SourceMap, source_map};

/// A file of the crate.
#[derive(Debug)]
pub struct File {
    /// The path in the crate, with `/` as the separator. Made from identifiers, so it cannot
    /// escape.
    pub path: String,
    /// The contents.
    pub content: Content,
}

/// The contents of a file.
#[derive(Debug)]
pub enum Content {
    /// Code that is not formatted yet.
    Rust(Source),
    /// Text that is made from the document.
    Text(String),
    /// Text that is the same in every crate.
    Copy(&'static str),
}

/// A Rust file.
#[derive(Debug, Default)]
pub struct Source {
    /// The lines of the `//!` documentation.
    pub docs: Vec<String>,
    /// The attributes of the file, and its items.
    pub items: Vec<TokenStream>,
}

/// The context that every emitter needs.
#[derive(Clone, Copy)]
struct Emit<'a> {
    api: &'a Api,
    names: &'a Names,
}

impl<'a> Emit<'a> {
    /// The types to emit. A type of an operation is skipped if nothing uses it: the properties of a
    /// request body become arguments, so its own type may be unused.
    fn types(self) -> impl Iterator<Item = &'a TypeDef> {
        self.api.types.iter().filter(|def| is_emitted(def))
    }
}

fn is_emitted(def: &TypeDef) -> bool {
    matches!(def.path.root, Root::Component(_)) || def.usage.request || def.usage.response
}

/// The sections of a crate. They are independent of each other and take about the same time.
pub const SECTIONS: [fn(&Api, &Names) -> Vec<File>; 3] = [
    |api, names| types::emit(Emit { api, names }, 0),
    |api, names| types::emit(Emit { api, names }, 1),
    all_but_types,
];

fn all_but_types(api: &Api, names: &Names) -> Vec<File> {
    let cx = Emit { api, names };
    let mut files = vec![
        text("Cargo.toml", manifest::emit(cx)),
        text("README.md", readme::emit(cx)),
        rust("src/lib.rs", crate_root::emit(cx)),
    ];
    files.extend(api_index::emit(cx).map(|list| text("api.md", list)));
    if needs::Needs::of(cx).client {
        files.push(rust("src/client.rs", client::emit(cx)));
    }
    files.extend(webhook::emit(cx));
    files.extend(licences(cx));
    files.extend(example::emit(cx));
    files.extend(resource::emit(cx));
    files.extend(method_page::emit(cx));
    files.extend(types::index(cx));
    files.extend(runtime::emit(cx));
    files
}

/// Whether code refers to a module in a path: `module::…`.
fn mentions_module(items: &[TokenStream], module: &str) -> bool {
    items.iter().any(|item| {
        let mut tokens = item.clone().into_iter().peekable();
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Group(group) if mentions_module(&[group.stream()], module) => return true,
                TokenTree::Ident(name) if *name == module => {
                    // `types::`, not `types: `.
                    if matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':' && next.spacing() == Spacing::Joint)
                    {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    })
}

/// The texts of the licenses that the manifest names, as far as they are known.
fn licences(cx: Emit<'_>) -> impl Iterator<Item = File> {
    let texts = [
        ("MIT", "LICENSE-MIT", include_str!("../../LICENSE-MIT")),
        (
            "Apache-2.0",
            "LICENSE-APACHE",
            include_str!("../../LICENSE-APACHE"),
        ),
    ];
    let named = move |id: &str| {
        cx.api
            .package
            .license
            .split([' ', '/'])
            .any(|word| word == id)
    };
    let texts = texts.into_iter().filter(move |(id, ..)| named(id));
    texts.map(|(_, path, licence)| copy(path, licence))
}

fn text(path: &str, text: impl Into<String>) -> File {
    File {
        path: path.to_owned(),
        content: Content::Text(text.into()),
    }
}

fn copy(path: &str, text: &'static str) -> File {
    File {
        path: path.to_owned(),
        content: Content::Copy(text),
    }
}

fn rust(path: &str, source: Source) -> File {
    File {
        path: path.to_owned(),
        content: Content::Rust(source),
    }
}

/// Converts a name from the naming stage.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The file name of a module, without its extension.
fn file_stem(module: &str) -> &str {
    module.trim_start_matches("r#")
}
