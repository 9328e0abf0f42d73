//! Identifiers as tokens, and questions about tokens.

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};

/// Converts a name from the naming stage.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
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
