//! Which parts of the runtime a crate gets: those that the generated code uses, and those that they
//! use in turn.

use proc_macro2::TokenStream;
use quote::quote;

use super::part::{PARTS, Part, dependency};
use super::{Emit, File, Source, ident, rust, text};

/// `src/runtime.rs` and the needed parts.
pub(super) fn emit(cx: Emit<'_>) -> Vec<File> {
    let needed = needed(cx);
    let mut files: Vec<File> = needed
        .iter()
        .map(|part| text(&format!("src/runtime/{}.rs", part.name), part.source))
        .collect();
    let modules = needed.iter().map(|part| {
        let module = ident(part.name);
        quote!(mod #module;)
    });
    let mut items: Vec<TokenStream> = modules.collect();
    items.extend(
        needed
            .iter()
            .filter_map(|part| export(part, part.public, &quote!(pub))),
    );
    let internal = needed.iter().filter_map(|part| {
        let used = |name: &&&str| is_used(cx, &needed, part, name);
        let names: Vec<&str> = part.exports.iter().filter(used).copied().collect();
        export(part, &names, &quote!(pub(crate)))
    });
    items.extend(internal);
    let docs =
        vec!["The hand-written core of the client: the same in every generated crate.".to_owned()];
    files.push(rust("src/runtime.rs", Source { docs, items }));
    files
}

fn export(part: &Part, names: &[&str], visibility: &TokenStream) -> Option<TokenStream> {
    let module = ident(part.name);
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    (!names.is_empty()).then(|| quote!(#visibility use #module::{#(#names),*};))
}

/// Whether an export is imported from anywhere: a re-export that nobody uses is warned of.
fn is_used(cx: Emit<'_>, needed: &[&'static Part], part: &Part, name: &str) -> bool {
    if (part.needed)(cx) {
        return true;
    }
    let inside = needed.iter().any(|other| {
        let text = other.source;
        text.contains(&format!("$crate::runtime::{name}")) || imports_from_root(text, name)
    });
    inside
}

/// The parts that a crate gets.
pub(super) fn needed(cx: Emit<'_>) -> Vec<&'static Part> {
    let mut chosen: Vec<bool> = PARTS.iter().map(|part| (part.needed)(cx)).collect();
    loop {
        let users: Vec<&Part> = PARTS
            .iter()
            .zip(&chosen)
            .filter(|(_, chosen)| **chosen)
            .map(|(part, _)| part)
            .collect();
        let more: Vec<bool> = PARTS
            .iter()
            .map(|part| users.iter().any(|user| uses(user, part)))
            .collect();
        let mut grown = false;
        for (chosen, more) in chosen.iter_mut().zip(more) {
            grown |= more && !*chosen;
            *chosen |= more;
        }
        if !grown {
            break;
        }
    }
    let parts = PARTS.iter().zip(chosen);
    parts
        .filter(|(_, chosen)| *chosen)
        .map(|(part, _)| part)
        .collect()
}

/// Whether one part names another: its module, something that it exports, or, of parts that are
/// there for others alone, a method that it defines.
fn uses(user: &Part, part: &'static Part) -> bool {
    if user.name == part.name {
        return false;
    }
    let text = user.source;
    let module = [
        format!("super::{}::", part.name),
        format!("super::{};", part.name),
    ];
    if module.iter().any(|path| text.contains(path.as_str())) {
        return true;
    }
    let mut exports = part.public.iter().chain(part.exports);
    if exports.any(|name| {
        text.contains(&format!("$crate::runtime::{name}")) || imports_from_root(text, name)
    }) {
        return true;
    }
    let only_dependency = std::ptr::fn_addr_eq(part.needed, dependency as fn(Emit<'_>) -> bool);
    only_dependency && own_methods(part).any(|name| calls(text, name))
}

fn calls(text: &str, method: &str) -> bool {
    text.contains(&format!(".{method}(")) || text.contains(&format!("Error::{method}("))
}

/// The methods that a part defines and no other part does: a call of one names the part.
fn own_methods(part: &'static Part) -> impl Iterator<Item = &'static str> {
    let others = |name: &str| {
        let mut others = PARTS.iter().filter(|other| other.name != part.name);
        others.any(|other| methods(other.source).any(|method| method == name))
    };
    methods(part.source).filter(move |name| !others(name))
}

/// Whether a text has `use super::NAME;` or `use super::{…, NAME, …};`.
fn imports_from_root(text: &str, name: &str) -> bool {
    text.lines()
        .filter_map(|line| line.trim().strip_prefix("use super::"))
        .any(|import| {
            let import = import.trim_end_matches(';');
            let list = import
                .strip_prefix('{')
                .and_then(|list| list.strip_suffix('}'));
            list.unwrap_or(import)
                .split(',')
                .any(|one| one.trim() == name)
        })
}

/// Names of the methods that a text defines for types of other parts.
fn methods(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub(crate) fn "));
    lines.filter_map(|rest| rest.split(['(', '<']).next())
}

/// Whether the parts of a crate, or what is generated around them, use another crate.
pub(super) fn uses_crate(cx: Emit<'_>, name: &str) -> bool {
    needed(cx)
        .iter()
        .any(|part| part.source.contains(&format!("{name}::")))
}
