//! The descriptions in the document, as HTML.

use maud::{Markup, PreEscaped};

use crate::markdown::{self, Headings, Style};
use crate::model::Docs;

use super::code;
use super::context::Site;

/// The line width of prose in the Markdown twins.
const WIDTH: usize = 100;

/// A description as safe Markdown, one string per line.
pub(super) fn lines(site: &Site<'_>, docs: &Docs) -> Vec<String> {
    let parts = [&docs.summary, &docs.text].into_iter().flatten();
    let style = Style {
        headings: Headings::Bold,
        identifiers: true,
        links: &site.api.docs_url,
    };
    let blocks: Vec<_> = parts
        .flat_map(|part| markdown::parse(part, style))
        .collect();
    let mut lines = markdown::write(&blocks, WIDTH);
    if docs.deprecated {
        lines.splice(0..0, ["**Deprecated.**".to_owned(), String::new()]);
    }
    lines
}

/// A description as HTML.
pub(super) fn html(site: &Site<'_>, docs: &Docs) -> Markup {
    if docs.summary.is_none() && docs.text.is_none() && !docs.deprecated {
        return PreEscaped(String::new());
    }
    render(&lines(site, docs).join("\n"))
}

/// The start of the identifiers of headings.
pub(super) const SECTION: &str = "s";

/// Safe Markdown as HTML.
pub(super) fn render(markdown: &str) -> Markup {
    sections(markdown, SECTION)
}

/// Safe Markdown as HTML, with identifiers of headings that begin with `prefix`.
pub(super) fn sections(markdown: &str, prefix: &str) -> Markup {
    let block = |language: &str, text: &str| code::block(language, text).into_string();
    PreEscaped(markdown::html(markdown, prefix, &block))
}

/// A description as plain text.
pub(super) fn plain(markdown: &str) -> String {
    markdown::plain(markdown)
}

/// The first paragraph of a description, as plain text of at most `most` characters.
pub(super) fn short(site: &Site<'_>, docs: &Docs, most: usize) -> String {
    let lines = lines(site, docs);
    let first = lines
        .split(String::is_empty)
        .find(|part| !part.is_empty() && part.first().is_none_or(|line| line != "**Deprecated.**"));
    let text = markdown::plain(&first.unwrap_or_default().join("\n"));
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}
