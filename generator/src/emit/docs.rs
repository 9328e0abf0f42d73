//! Documentation comments: what a document says, as lines for rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

use super::Emit;
use super::markdown::{self, Block, Headings, Inline, Style};

/// Columns at which prose is wrapped, without the comment's own marks and its indentation.
const WIDTH: usize = 88;

/// Columns of the README's prose.
const README_WIDTH: usize = 120;

/// How the documentation of an item is made.
fn comment(cx: Emit<'_>) -> Style<'_> {
    Style {
        headings: Headings::Bold,
        identifiers: true,
        links: &cx.api.docs_url,
    }
}

/// The generator's own prose, which has no relative links.
const OWN: Style<'static> = Style {
    headings: Headings::Bold,
    identifiers: true,
    links: "",
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
pub(super) fn lines(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    let mut lines = words(cx, docs, fallback);
    if docs.deprecated {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push("Deprecated.".to_owned());
    }
    lines
}

/// The documented words, or `fallback` where there are none.
pub(super) fn words(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    match blocks(cx, docs).as_slice() {
        [] => markdown(fallback),
        blocks => markdown::write(blocks, WIDTH),
    }
}

/// The first paragraph of the documented words, or `fallback` if they do not begin with one. Its last
/// sentence is left out if it only announces what comes behind it: "Learn more:".
pub(super) fn first_paragraph(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    let first = match blocks(cx, docs).into_iter().next() {
        Some(Block::Paragraph(words)) => without_announcement(words),
        Some(_) | None => Vec::new(),
    };
    if first.is_empty() {
        return markdown(fallback);
    }
    markdown::write(&[Block::Paragraph(first)], WIDTH)
}

fn without_announcement(mut words: Vec<Inline>) -> Vec<Inline> {
    let announces = |word: &Inline| matches!(word, Inline::Word(word) if word.ends_with(':'));
    if !words.last().is_some_and(announces) {
        return words;
    }
    let ends = |word: &Inline| matches!(word, Inline::Word(word) if word.ends_with('.'));
    let end = words.iter().rposition(ends).map_or(0, |end| end + 1);
    words.truncate(end);
    words
}

/// The item of a list that begins with `lead`, which is Markdown, and tells `docs`, paragraphs and
/// lists included.
pub(super) fn item(cx: Emit<'_>, lead: &str, docs: &Docs) -> Vec<String> {
    let mut blocks = blocks(cx, docs);
    let lead = |end: &str| Inline::Word(format!("{lead}{end}"));
    match blocks.first_mut() {
        None => blocks.push(Block::Paragraph(vec![lead("")])),
        Some(Block::Paragraph(words)) => words.insert(0, lead(":")),
        Some(_) => blocks.insert(0, Block::Paragraph(vec![lead(":")])),
    }
    markdown::write(&[Block::List(None, vec![blocks])], WIDTH)
}

/// The same with the first sentence of the documented words alone.
pub(super) fn short_item(cx: Emit<'_>, lead: &str, docs: &Docs) -> Vec<String> {
    let mut blocks = blocks(cx, docs).into_iter().skip_while(is_title);
    let words = match blocks.next() {
        Some(Block::Paragraph(words)) => without_announcement(first_sentence(words)),
        Some(_) | None => Vec::new(),
    };
    let end = if words.is_empty() { "" } else { ":" };
    let lead = Inline::Word(format!("{lead}{end}"));
    let words = std::iter::once(lead).chain(words).collect();
    markdown::write(
        &[Block::List(None, vec![vec![Block::Paragraph(words)]])],
        WIDTH,
    )
}

/// Whether a block is a paragraph that is bold as a whole, as headings are here.
fn is_title(block: &Block) -> bool {
    let Block::Paragraph(words) = block else {
        return false;
    };
    let bold = |word: Option<&Inline>, is: fn(&str) -> bool| matches!(word, Some(Inline::Word(word)) if is(word));
    let marks = words.iter().map(|word| match word {
        Inline::Word(word) => word.matches("**").count(),
        Inline::Break => 0,
    });
    bold(words.first(), |word| word.starts_with("**"))
        && bold(words.last(), |word| word.ends_with("**"))
        && marks.sum::<usize>() == 2
}

/// How many words a sentence has at least: `Deprecated.` alone says too little.
const SENTENCE: usize = 4;

/// The words up to the first full stop; all of them if that is in a link or an emphasis.
fn first_sentence(mut words: Vec<Inline>) -> Vec<Inline> {
    let mut text = String::new();
    let end = words.iter().enumerate().position(|(index, word)| {
        let Inline::Word(word) = word else {
            return index >= SENTENCE;
        };
        text.push_str(word);
        let bare = word.trim_end_matches(['*', '_', ')', '"']);
        let ends = bare.ends_with('.')
            && !matches!(bare, "e.g." | "(e.g." | "i.e." | "(i.e." | "vs." | "etc.");
        let count = |mark: &str| text.matches(mark).count();
        let closed = count("[") == count("](") + count("\\[") && count("*") % 2 == 0;
        ends && closed && index + 1 >= SENTENCE
    });
    if let Some(end) = end {
        words.truncate(end + 1);
    }
    words
}

/// An item of a list of the generator's own Markdown.
pub(super) fn list_item(text: &str) -> Vec<String> {
    let words = text.split(' ').map(|word| Inline::Word(word.to_owned()));
    let paragraph = Block::Paragraph(words.collect());
    markdown::write(&[Block::List(None, vec![vec![paragraph]])], WIDTH)
}

/// A paragraph of the generator's own Markdown, wrapped.
pub(super) fn markdown_lines(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    let words = words.map(|word| Inline::Word(word.to_owned()));
    markdown::write(&[Block::Paragraph(words.collect())], WIDTH)
}

fn blocks(cx: Emit<'_>, docs: &Docs) -> Vec<Block> {
    let parts = [&docs.summary, &docs.text].into_iter().flatten();
    parts
        .flat_map(|part| markdown::parse(part, comment(cx)))
        .collect()
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
    markdown::write(&markdown::parse(text, OWN), WIDTH)
}

/// The same for what the whole crate is about: its headings are some, below those of the page.
pub(super) fn of_crate(cx: Emit<'_>, text: &str) -> Vec<String> {
    let style = Style {
        headings: Headings::Lower(1),
        ..comment(cx)
    };
    markdown::write(&markdown::parse(text, style), WIDTH)
}

/// The same for the README.
pub(super) fn readme(cx: Emit<'_>, text: &str) -> String {
    let style = Style {
        headings: Headings::Lower(2),
        identifiers: false,
        links: &cx.api.docs_url,
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
