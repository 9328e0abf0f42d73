//! Documentation comments: converts descriptions of the document to lines for rustdoc.

use crate::model::{Root, Step, TypeDef};
use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Docs;

use crate::markdown;
use crate::markdown::{Block, Headings, Inline, Style};
use crate::rust::context::Emit;

/// The line width of prose in comments, without the comment marker and the indentation.
const WIDTH: usize = 88;

/// The line width of prose in the README.
const README_WIDTH: usize = 120;

/// The style for the documentation of an item.
fn comment(cx: Emit<'_>) -> Style<'_> {
    Style {
        headings: Headings::Bold,
        identifiers: true,
        links: &cx.api.docs_url,
    }
}

/// The style for text of the generator, which has no relative links.
const OWN: Style<'static> = Style {
    headings: Headings::Bold,
    identifiers: true,
    links: "",
};

/// Doc attributes, one per line.
pub(in crate::rust) fn attributes(lines: &[String]) -> TokenStream {
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

/// The description, or `fallback` if there is none. Mentions deprecation, for items that cannot
/// have the attribute `#[deprecated]`.
pub(in crate::rust) fn lines(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    let mut lines = words(cx, docs, fallback);
    if docs.deprecated {
        add_deprecation(&mut lines);
    }
    lines
}

/// Adds a paragraph that says that the item is deprecated, unless a sentence of the description
/// does.
pub(in crate::rust) fn add_deprecation(lines: &mut Vec<String>) {
    let text = lines.join("\n");
    let said = ["Deprecated", "DEPRECATED"].iter().any(|word| {
        text.match_indices(word).any(|(index, _)| {
            let before = text.get(..index).unwrap_or_default();
            let before = before.trim_end_matches(['*', '_', '[', '(', '`']);
            before.is_empty()
                || before.ends_with("\n\n")
                || before.trim_end().ends_with(['.', '!', ':'])
        })
    });
    if said {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push("Deprecated.".to_owned());
}

/// The description, or `fallback` if there is none.
pub(in crate::rust) fn words(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    match blocks(cx, docs).as_slice() {
        [] => markdown(fallback),
        blocks => markdown::write(blocks, WIDTH),
    }
}

/// The first paragraph of the description, or `fallback` if the description does not start with
/// one. Drops a last sentence that only announces the next paragraph: "Learn more:".
pub(in crate::rust) fn first_paragraph(cx: Emit<'_>, docs: &Docs, fallback: &str) -> Vec<String> {
    let first = match blocks(cx, docs).into_iter().next() {
        Some(Block::Paragraph(words)) => without_announcement(words),
        Some(_) | None => Vec::new(),
    };
    if first.is_empty() {
        return markdown(fallback);
    }
    markdown::write(&[Block::Paragraph(first)], WIDTH)
}

/// The first paragraph of the description of a type, with the second one if the first is only a title.
pub(in crate::rust) fn introduction(cx: Emit<'_>, docs: &Docs) -> Vec<String> {
    let mut blocks = blocks(cx, docs).into_iter();
    match (blocks.next(), blocks.next()) {
        (Some(first), Some(Block::Paragraph(more))) if is_title(&first) => {
            let words = match first {
                Block::Paragraph(words) => words,
                _ => Vec::new(),
            };
            let more = without_announcement(more);
            let words = words.into_iter().chain(more).collect();
            markdown::write(&[Block::Paragraph(words)], WIDTH)
        }
        _ => first_paragraph(cx, docs, ""),
    }
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

/// A list item that starts with `lead`, which is Markdown, and contains the whole description,
/// including paragraphs and lists.
pub(in crate::rust) fn item(cx: Emit<'_>, lead: &str, docs: &Docs) -> Vec<String> {
    let mut blocks = blocks(cx, docs);
    let lead = |end: &str| Inline::Word(format!("{lead}{end}"));
    match blocks.first_mut() {
        None => blocks.push(Block::Paragraph(vec![lead("")])),
        Some(Block::Paragraph(words)) => words.insert(0, lead(":")),
        Some(_) => blocks.insert(0, Block::Paragraph(vec![lead(":")])),
    }
    markdown::write(&[Block::List(None, vec![blocks])], WIDTH)
}

/// A list item that starts with `lead` and contains only the first sentence of the description.
pub(in crate::rust) fn short_item(cx: Emit<'_>, lead: &str, docs: &Docs) -> Vec<String> {
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

/// Whether a block is a paragraph that is entirely bold. Headings are written in this way.
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

/// The minimum number of words in a sentence, because `Deprecated.` alone says too little.
const SENTENCE: usize = 4;

/// The words up to the first full stop that is not in a link or emphasis; all words without one.
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

/// A list item of the generator's own Markdown.
pub(in crate::rust) fn list_item(text: &str) -> Vec<String> {
    let words = text.split(' ').map(|word| Inline::Word(word.to_owned()));
    let paragraph = Block::Paragraph(words.collect());
    markdown::write(&[Block::List(None, vec![vec![paragraph]])], WIDTH)
}

/// A paragraph of the generator's own Markdown, wrapped.
pub(in crate::rust) fn markdown_lines(text: &str) -> Vec<String> {
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

/// Escapes the characters of JSON that would hide or reorder the surrounding text.
pub(in crate::rust) fn visible(json: &str) -> String {
    let chars = json.chars().map(|char| match char {
        char if markdown::is_hidden(char) => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    chars.collect()
}

/// Text of the document as a code span.
pub(in crate::rust) fn code(text: &str) -> String {
    let hidden = |char: char| char.is_control() || markdown::is_hidden(char);
    if text.is_empty() || text.contains('`') || text.contains(hidden) {
        return format!("`{}`", format!("{text:?}").replace('`', "\\u{60}"));
    }
    format!("`{text}`")
}

/// Text of the document as a code span in a table cell.
pub(in crate::rust) fn code_in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// The attribute `#[deprecated]`, if the document says so. Only methods get it: the tables of types
/// name every field and variant, and would trigger the warning themselves.
pub(in crate::rust) fn deprecated(docs: &Docs) -> Option<TokenStream> {
    docs.deprecated.then(|| quote!(#[deprecated]))
}

/// Converts Markdown of the generator to a form that rustdoc accepts without warnings.
pub(in crate::rust) fn markdown(text: &str) -> Vec<String> {
    markdown::write(&markdown::parse(text, OWN), WIDTH)
}

/// Converts the description of the API for the crate documentation. Its headings are kept, one
/// level lower.
pub(in crate::rust) fn of_crate(cx: Emit<'_>, text: &str) -> Vec<String> {
    let style = Style {
        headings: Headings::Lower(1),
        ..comment(cx)
    };
    markdown::write(&markdown::parse(text, style), WIDTH)
}

/// Converts a description for the README. Its headings are kept, two levels lower.
pub(in crate::rust) fn readme(cx: Emit<'_>, text: &str) -> String {
    let style = Style {
        headings: Headings::Lower(2),
        identifiers: false,
        links: &cx.api.docs_url,
    };
    markdown::write(&markdown::parse(text, style), README_WIDTH).join("\n")
}

/// Whether a sentence can be appended to the last paragraph of the lines.
pub(in crate::rust) fn ends_in_prose(lines: &[String]) -> bool {
    let is_prose = |line: &String| {
        let word = line.split(' ').next().unwrap_or_default();
        let fence = word.starts_with("```");
        !(word.is_empty() || fence || word == "*" || markdown::starts_block(word))
    };
    let last = lines.rsplit(String::is_empty).next().unwrap_or_default();
    last.iter().all(is_prose) && last.last().is_some_and(|line| line.ends_with('.'))
}

/// The fallback documentation of a type that has no description: its position in the document.
pub(in crate::rust) fn described(def: &TypeDef) -> String {
    // The second place is that of version 2.0.
    if let (["components", "responses", name, ..] | ["responses", name, ..], []) =
        (def.origin.tokens().as_slice(), def.path.steps.as_slice())
    {
        return format!("The response body {}.", code(name));
    }
    let root = match &def.path.root {
        Root::Component(name) => code(name),
        Root::Operation(_, name) => code(&name.to_snake_case()),
    };
    let Some((last, before)) = def.path.steps.split_last() else {
        return match &def.path.root {
            Root::Component(_) => format!("The schema {root}."),
            Root::Operation(..) => format!("The body of {root}."),
        };
    };
    // The nearest property, or else the component or operation.
    let property = before.iter().rev().find_map(|step| match step {
        Step::Property(name) => Some(code(name)),
        _ => None,
    });
    match (last, property, &def.path.root) {
        (Step::Property(name), ..) => format!("The value of {}.", code(name)),
        (Step::Item, whole, _) => format!("An item of {}.", whole.unwrap_or(root)),
        (Step::Value, whole, _) => format!("A value of {}.", whole.unwrap_or(root)),
        (Step::Named(name), None, Root::Operation(..)) if before.is_empty() => {
            match name.strip_prefix("error ") {
                Some(status) => format!("The {status} error of {root}."),
                None => format!("The {name} of {root}."),
            }
        }
        (Step::Named(_), None, Root::Operation(..)) => {
            let part = match before.first() {
                Some(Step::Named(name)) => name.as_str(),
                Some(Step::Property(_) | Step::Item | Step::Value) | None => "body",
            };
            match (part, part.strip_prefix("error ")) {
                (_, Some(status)) => format!("A variant of the {status} error of {root}."),
                ("response" | "event", None) => format!("A variant of the {part} of {root}."),
                (_, None) => format!("A variant of the body of {root}."),
            }
        }
        (Step::Named(_), whole, _) => format!("A variant of {}.", whole.unwrap_or(root)),
    }
}
