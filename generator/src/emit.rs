//! Turns the IR and its names into the files of a crate: one module per kind of item.
//!
//! Text from the document is emitted as tokens (doc attributes, literals) or escaped for the format
//! of the file. It is never pasted into code.

mod api_index;
mod argument;
mod client;
mod context;
mod crate_root;
mod docs;
mod example;
mod facts;
mod feature;
mod file;
mod manifest;
mod method_page;
mod needs;
mod object;
mod operation;
mod optional;
mod page;
mod public;
mod readme;
mod resource;
mod runtime;
mod sample;
mod source_map;
mod string_enum;
mod tokens;
mod tuple;
mod ty;
mod types;
mod union;
mod webhook;

use crate::ir::Api;
use crate::name::Names;

use context::Emit;
use file::{copy, rust, text};

pub use file::{Content, File};
pub use public::{Item, ItemKind, PublicApi, public_api};
pub use source_map::{ArgumentItem, OperationItem, SourceMap, source_map};

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
