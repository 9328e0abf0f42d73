//! Formats invocations of `modules!`, which rustfmt leaves as they are.

use std::fmt::Write;

use proc_macro2::{TokenStream, TokenTree};

use super::table::{WIDTH, spaced};

/// Formats an invocation of `modules!`. Returns `None` for any other macro.
///
/// ```text
/// #[cfg(feature = "name")]
/// crate::runtime::modules! {
///     pub mod module: Type, Other;
/// }
/// ```
pub(super) fn text(item: &syn::ItemMacro) -> Option<String> {
    if item.mac.path.segments.last()?.ident != "modules" {
        return None;
    }
    let mut text = String::new();
    for attribute in &item.attrs {
        let syn::Meta::List(list) = &attribute.meta else {
            return None;
        };
        let name = list.path.get_ident()?;
        condition(
            &mut text,
            &format!("{name}({})", spaced(list.tokens.clone())),
        );
    }
    let path = item.mac.path.segments.iter();
    let path: Vec<String> = path.map(|segment| segment.ident.to_string()).collect();
    let _ = writeln!(text, "{}! {{", path.join("::"));
    for entry in entries(item.mac.tokens.clone()) {
        let _ = writeln!(text, "    {entry};");
    }
    text.push_str("}\n");
    Some(text)
}

/// Writes an attribute. Wraps the alternatives of `cfg(any(…))` if it is too long for one line.
fn condition(text: &mut String, meta: &str) {
    let list = meta
        .strip_prefix("cfg(any(")
        .and_then(|rest| rest.strip_suffix("))"));
    let Some(list) = list.filter(|_| meta.len() + 3 > WIDTH) else {
        let _ = writeln!(text, "#[{meta}]");
        return;
    };
    text.push_str("#[cfg(any(\n");
    let mut line = String::from("    ");
    for part in list.split_inclusive(", ") {
        if line.len() + part.trim_end().len() > WIDTH {
            let _ = writeln!(text, "{}", line.trim_end());
            line = String::from("    ");
        }
        line.push_str(part);
    }
    let _ = writeln!(text, "{line}\n))]");
}

/// The entries of the table, which end at a `;`.
fn entries(tokens: TokenStream) -> Vec<String> {
    let mut entries = Vec::new();
    let mut entry: Vec<TokenTree> = Vec::new();
    for token in tokens {
        if matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ';') {
            entries.push(spaced(std::mem::take(&mut entry).into_iter().collect()));
        } else {
            entry.push(token);
        }
    }
    entries
}
