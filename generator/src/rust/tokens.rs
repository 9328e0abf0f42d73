//! Identifiers as tokens, and questions about tokens.

use crate::model::{Integer, Scalar, Type};
use proc_macro2::Literal;
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

/// Converts a name from the naming stage.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// An HTTP method: an identifier, or a string if it is not one, such as `"M-SEARCH"`.
pub(super) fn http_method(name: &str) -> TokenStream {
    let is_word = name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_word {
        let name = Ident::new(name, Span::call_site());
        return quote!(#name);
    }
    quote!(#name)
}

/// The file name of a module, without its extension.
pub(super) fn file_stem(module: &str) -> &str {
    module.trim_start_matches("r#")
}

/// Whether code refers to a module in a path: `module::…`.
pub(super) fn mentions_module(items: &[TokenStream], module: &str) -> bool {
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

/// A literal of the given type.
pub(super) fn literal(value: &Scalar, ty: &Type) -> Option<TokenStream> {
    let number = |number: i64| match ty {
        Type::Integer(Integer::I32) => i32::try_from(number).ok().map(Literal::i32_suffixed),
        Type::Integer(Integer::U32) => u32::try_from(number).ok().map(Literal::u32_suffixed),
        Type::Integer(Integer::U64) => u64::try_from(number).ok().map(Literal::u64_suffixed),
        _ => Some(Literal::i64_suffixed(number)),
    };
    match value {
        Scalar::Text(text) => Some(quote!(#text)),
        Scalar::Integer(value) => number(*value).map(|number| quote!(#number)),
        Scalar::Bool(value) => Some(quote!(#value)),
        Scalar::Null => None,
    }
}
