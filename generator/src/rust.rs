//! Turns the model and its names into the files of a crate. All knowledge of Rust is here.
//!
//! Text from the document is emitted as tokens (doc attributes, literals) or escaped for the format
//! of the file. It is never pasted into code.

mod context;
mod crate_root;
mod file;
pub mod format;
mod items;
mod manifest;
pub mod name;
mod pages;
mod plan;
mod public;
pub mod reference;
mod runtime;
mod source_map;
mod tokens;
pub mod vendor;
mod webhook;

use crate::model::Api;

use context::Emit;
use file::{copy, rust, text};
use items::{client, resource, types, xml};
use name::Names;
use pages::{api_index, example, method_page, readme};
use plan::needs::Needs;

pub use file::{Content, File};
pub use public::{Item, ItemKind, PublicApi, public_api};
pub use source_map::{ArgumentItem, OperationItem, SourceMap, source_map};

/// A share of a crate's files. Sections are independent of each other, so that each can be emitted by a
/// thread of its own.
#[derive(Clone, Copy, Debug)]
pub enum Section {
    /// Every `of`th module of types, from the one at the position `first`.
    Types {
        /// The position of its first module.
        first: usize,
        /// The number of sections with types.
        of: usize,
    },
    /// All other files.
    Rest,
}

/// The sections of a crate for `threads` threads, and at least three.
#[must_use]
pub fn sections(threads: usize) -> Vec<Section> {
    let of = threads.max(3) - 1;
    let types = (0..of).map(|first| Section::Types { first, of });
    types.chain([Section::Rest]).collect()
}

/// Emits the files of a section.
#[must_use]
pub fn emit(api: &Api, names: &Names, section: Section) -> Vec<File> {
    let cx = Emit { api, names };
    match section {
        Section::Types { first, of } => types::emit(cx, first, of),
        Section::Rest => all_but_types(cx),
    }
}

fn all_but_types(cx: Emit<'_>) -> Vec<File> {
    let mut files = vec![
        text("Cargo.toml", manifest::emit(cx)),
        text("README.md", readme::emit(cx).text()),
        rust("src/lib.rs", crate_root::emit(cx)),
        // So that `cargo fmt` in a workspace around the crate does not change what `--check` compares.
        text("rustfmt.toml", "disable_all_formatting = true\n".to_owned()),
    ];
    files.extend(api_index::emit(cx).map(|list| text("api.md", list)));
    if Needs::of(cx).client {
        files.push(rust("src/client.rs", client::emit(cx)));
    }
    files.extend(xml::emit(cx));
    files.extend(webhook::emit(cx));
    files.extend(licences(cx));
    files.extend(example::emit(cx));
    files.extend(resource::emit(cx));
    files.extend(method_page::emit(cx));
    files.extend(types::index(cx));
    files.extend(runtime::emit(cx));
    files
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
