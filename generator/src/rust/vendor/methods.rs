//! The methods that the runtime defines on types, either in an `impl` or in a macro that a
//! generated crate invokes.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};
use quote::ToTokens;

use super::files::FILES;
use super::modules::is_hidden;

/// A public method.
#[derive(Debug)]
pub struct Method {
    /// The type that has the method.
    pub of: String,
    /// The name of the method.
    pub name: String,
    /// The signature of the method.
    pub signature: String,
}

/// The public methods that the files of a module define, in source order.
#[must_use]
pub fn methods_of(module: &str) -> Vec<&'static Method> {
    static METHODS: LazyLock<Vec<Vec<Method>>> =
        LazyLock::new(|| FILES.iter().map(|file| methods(file.text)).collect());
    let own = |path: &str| {
        let inside = path.strip_prefix("runtime/").unwrap_or(path);
        inside
            .strip_prefix(module)
            .is_some_and(|rest| rest.starts_with(['.', '/']))
    };
    let files = FILES.iter().zip(METHODS.iter());
    let files = files.filter(|(file, _)| own(file.path));
    files.flat_map(|(_, methods)| methods).collect()
}

/// The names of the inherent methods that a file defines on a type, public or not. No other method
/// can use them. If a macro receives the name of the type, the type is identified by the variable
/// of the macro, such as `name`.
#[must_use]
pub fn taken_by(path: &str, ty: &str) -> BTreeSet<String> {
    let mut taken = Vec::new();
    for file in FILES.iter().filter(|file| file.path == path) {
        blocks(file.text.parse().unwrap_or_default(), &mut taken);
    }
    let found = taken.into_iter().find(|(name, _)| name == ty);
    found.map(|(_, names)| names).unwrap_or_default()
}

fn methods(source: &str) -> Vec<Method> {
    // The files are compiled as part of the runtime, so they always parse.
    let file = syn::parse_file(source).ok();
    let items = file.into_iter().flat_map(|file| file.items);
    items.flat_map(methods_in_item).collect()
}

fn methods_in_item(item: syn::Item) -> Vec<Method> {
    match item {
        syn::Item::Impl(block) if block.trait_.is_none() => methods_in(block),
        // Without its `$`, a macro body that has no repetitions parses as items.
        syn::Item::Macro(item) => {
            let bodies = item.mac.tokens.into_iter();
            let bodies = bodies.filter_map(|token| match token {
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                    syn::parse2::<syn::File>(without_dollars(body.stream())).ok()
                }
                _ => None,
            });
            let items = bodies.flat_map(|body| body.items);
            items.flat_map(methods_in_item).collect()
        }
        _ => Vec::new(),
    }
}

/// Removes the `$` of macro variables, so that they become plain identifiers.
fn without_dollars(tokens: TokenStream) -> TokenStream {
    let plain = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Punct(mark) if mark.as_char() == '$' => None,
        TokenTree::Group(group) => {
            let inner = without_dollars(group.stream());
            Some(proc_macro2::Group::new(group.delimiter(), inner).into())
        }
        token => Some(token),
    });
    plain.collect()
}

/// The public methods of an `impl`.
fn methods_in(block: syn::ItemImpl) -> Vec<Method> {
    let syn::Type::Path(ty) = &*block.self_ty else {
        return Vec::new();
    };
    let Some(last) = ty.path.segments.last() else {
        return Vec::new();
    };
    let of = last.ident.to_string();
    let public = block.items.into_iter().filter_map(|item| match item {
        syn::ImplItem::Fn(one)
            if matches!(one.vis, syn::Visibility::Public(_)) && !is_hidden(&one.attrs) =>
        {
            Some(one.sig)
        }
        _ => None,
    });
    let method = |signature: syn::Signature| Method {
        of: of.clone(),
        name: signature.ident.to_string(),
        signature: signature.to_token_stream().to_string(),
    };
    public.map(method).collect()
}

/// Collects the functions of every inherent `impl`, including those in macros.
fn blocks(tokens: TokenStream, found: &mut Vec<(String, BTreeSet<String>)>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "impl" => block(&mut tokens, found),
            TokenTree::Group(group) => blocks(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Reads the type and the functions of an `impl`, after the keyword.
fn block(
    tokens: &mut Peekable<token_stream::IntoIter>,
    found: &mut Vec<(String, BTreeSet<String>)>,
) {
    let mut of = None;
    let mut depth = 0_u32;
    for token in tokens.by_ref() {
        match token {
            // A trait implementation, or `impl Trait` as a type.
            TokenTree::Ident(word) if word == "for" => return,
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';' | '=') && depth == 0 => {
                return;
            }
            TokenTree::Punct(mark) if mark.as_char() == '<' => depth += 1,
            TokenTree::Punct(mark) if mark.as_char() == '>' => depth = depth.saturating_sub(1),
            TokenTree::Ident(word) if depth == 0 && of.is_none() => of = Some(word.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let Some(of) = of else { return };
                let position = found.iter().position(|(name, _)| *name == of);
                let position = position.unwrap_or_else(|| {
                    found.push((of, BTreeSet::new()));
                    found.len() - 1
                });
                if let Some((_, names)) = found.get_mut(position) {
                    functions(group.stream(), names);
                }
                return;
            }
            TokenTree::Ident(_)
            | TokenTree::Punct(_)
            | TokenTree::Literal(_)
            | TokenTree::Group(_) => {}
        }
    }
}

/// Collects the names of functions, including those in repetitions: `$(fn name() {})?`.
fn functions(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter();
    let mut repeats = false;
    while let Some(token) = tokens.next() {
        let dollar = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '$');
        match token {
            TokenTree::Ident(word) if word == "fn" => {
                if let Some(TokenTree::Ident(name)) = tokens.next() {
                    names.insert(name.to_string());
                }
            }
            TokenTree::Group(group) if repeats => functions(group.stream(), names),
            TokenTree::Ident(_)
            | TokenTree::Punct(_)
            | TokenTree::Literal(_)
            | TokenTree::Group(_) => {}
        }
        repeats = dollar;
    }
}
