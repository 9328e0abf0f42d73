//! Single words: names of the document, and identifiers.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::markdown::{self, longest_run};

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
    match longest_run(&text) {
        0 if text.is_empty() => "`\"\"`".to_owned(),
        0 => format!("`{text}`"),
        runs => {
            let fence = "`".repeat(runs + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// An identifier that may break after `_`.
pub(super) fn ident(text: &str) -> Markup {
    broken(text.split_inclusive('_'))
}

/// A chain of methods that may break before `.`.
pub(super) fn chain(text: &str) -> Markup {
    let dots = text.match_indices('.').map(|(at, _)| at);
    let ends = dots.clone().chain([text.len()]);
    let starts = std::iter::once(0).chain(dots);
    broken(
        starts
            .zip(ends)
            .filter_map(|(start, end)| text.get(start..end)),
    )
}

fn broken<'t>(parts: impl Iterator<Item = &'t str>) -> Markup {
    html! { @for (index, part) in parts.enumerate() { @if index > 0 { wbr; } (part) } }
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
