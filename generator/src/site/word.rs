//! Single words: names of the document, and identifiers.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use crate::markdown;

/// A word of the document, such as a name on the wire, without characters that hide or reorder
/// text.
pub(super) fn word(text: &str) -> Cow<'_, str> {
    let odd = |char: char| markdown::is_hidden(char) || char == '\n';
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let chars = text.chars().map(|char| {
        if odd(char) {
            char.escape_default().to_string()
        } else {
            char.to_string()
        }
    });
    Cow::Owned(chars.collect())
}

/// Text of the document as a code span in Markdown.
pub(super) fn span(text: &str) -> String {
    let text = word(text);
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    match longest {
        0 if text.is_empty() => "`\"\"`".to_owned(),
        0 => format!("`{text}`"),
        runs => {
            let fence = "`".repeat(runs + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// An identifier or a chain of methods that may break after `_` and before `.`.
pub(super) fn breakable(text: &str) -> Markup {
    let mut out = String::new();
    for part in text.split_inclusive('_') {
        for (index, part) in part.split('.').enumerate() {
            if index > 0 {
                out.push_str("<wbr>.");
            }
            out.push_str(&html! { (part) }.into_string());
        }
        if part.ends_with('_') {
            out.push_str("<wbr>");
        }
    }
    PreEscaped(out)
}

/// Text of the document as plain text in Markdown.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in word(text).chars() {
        if matches!(char, '<' | '[' | ']' | '`' | '\\' | '*' | '&' | '!') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
