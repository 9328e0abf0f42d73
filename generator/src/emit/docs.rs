//! Documentation comments: what a document says, as lines for rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

use super::markdown::{self, Block, Headings, Inline, Style};

/// Columns at which prose is wrapped, without the comment's own marks and its indentation.
const WIDTH: usize = 88;

/// Columns of the README's prose.
const README_WIDTH: usize = 120;

/// How the documentation of an item is made.
const COMMENT: Style = Style {
    headings: Headings::Bold,
    identifiers: true,
};

/// Doc attributes, a line each.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// The documented words, or `fallback` where there are none, and whether users should move away:
/// for items that cannot carry [`deprecated`].
pub(super) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut lines = words(docs, fallback);
    if docs.deprecated {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push("Deprecated.".to_owned());
    }
    lines
}

/// The documented words, or `fallback` where there are none.
pub(super) fn words(docs: &Docs, fallback: &str) -> Vec<String> {
    match blocks(docs).as_slice() {
        [] => markdown(fallback),
        blocks => markdown::write(blocks, WIDTH),
    }
}

/// The first paragraph of the documented words, or `fallback` if they do not begin with one.
pub(super) fn first_paragraph(docs: &Docs, fallback: &str) -> Vec<String> {
    match blocks(docs).first() {
        Some(first @ Block::Paragraph(_)) => markdown::write(std::slice::from_ref(first), WIDTH),
        _ => markdown(fallback),
    }
}

/// The item of a list that begins with `lead`, which is Markdown, and tells `docs`, paragraphs and
/// lists included.
pub(super) fn item(lead: &str, docs: &Docs) -> Vec<String> {
    let mut blocks = blocks(docs);
    let lead = |end: &str| Inline::Word(format!("{lead}{end}"));
    match blocks.first_mut() {
        None => blocks.push(Block::Paragraph(vec![lead("")])),
        Some(Block::Paragraph(words)) => words.insert(0, lead(":")),
        Some(_) => blocks.insert(0, Block::Paragraph(vec![lead(":")])),
    }
    markdown::write(&[Block::List(None, vec![blocks])], WIDTH)
}

fn blocks(docs: &Docs) -> Vec<Block> {
    let parts = [&docs.summary, &docs.text].into_iter().flatten();
    parts
        .flat_map(|part| markdown::parse(part, COMMENT))
        .collect()
}

/// Items of Markdown behind each other.
pub(super) fn list(items: &[String]) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    let items = items.iter().enumerate();
    let words = items.map(|(index, item)| {
        Inline::Word(format!("{item}{}", if index == last { "." } else { "," }))
    });
    markdown::write(&[Block::Paragraph(words.collect())], WIDTH)
}

/// JSON without characters that would hide or reorder what is around them.
pub(super) fn visible(json: &str) -> String {
    let chars = json.chars().map(|char| match char {
        char if markdown::is_hidden(char) => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    chars.collect()
}

/// A text of the document as a code span.
pub(super) fn code(text: &str) -> String {
    let hidden = |char: char| char.is_control() || markdown::is_hidden(char);
    if text.is_empty() || text.contains('`') || text.contains(hidden) {
        return format!("`{}`", format!("{text:?}").replace('`', "\\u{60}"));
    }
    format!("`{text}`")
}

/// The same for a cell of a table.
pub(super) fn code_in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// `#[deprecated]`, where the document says so. On methods alone: the tables of types name every
/// field and variant, and would be warned of their own.
pub(super) fn deprecated(docs: &Docs) -> Option<TokenStream> {
    docs.deprecated.then(|| quote!(#[deprecated]))
}

/// Markdown as rustdoc takes it without a warning.
pub(super) fn markdown(text: &str) -> Vec<String> {
    markdown::write(&markdown::parse(text, COMMENT), WIDTH)
}

/// The same for what the whole crate is about: its headings are some, below those of the page.
pub(super) fn of_crate(text: &str) -> Vec<String> {
    let style = Style {
        headings: Headings::Lower(1),
        ..COMMENT
    };
    markdown::write(&markdown::parse(text, style), WIDTH)
}

/// The same for the README.
pub(super) fn readme(text: &str) -> String {
    let style = Style {
        headings: Headings::Lower(2),
        identifiers: false,
    };
    markdown::write(&markdown::parse(text, style), README_WIDTH).join("\n")
}

/// Whether a sentence may follow in the paragraph that ends the lines.
pub(super) fn ends_in_prose(lines: &[String]) -> bool {
    let is_prose = |line: &String| {
        let word = line.split(' ').next().unwrap_or_default();
        let fence = word.starts_with("```");
        !(word.is_empty() || fence || word == "*" || markdown::starts_block(word))
    };
    let last = lines.rsplit(String::is_empty).next().unwrap_or_default();
    last.iter().all(is_prose) && last.last().is_some_and(|line| line.ends_with('.'))
}
