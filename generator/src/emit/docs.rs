//! Documentation comments: Markdown from a document, made fit for rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Docs;

/// Columns at which prose is wrapped, without the comment's own marks and its indentation.
const WIDTH: usize = 88;

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
    let mut lines = Vec::new();
    for part in [&docs.summary, &docs.text].into_iter().flatten() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(markdown(part));
    }
    if lines.is_empty() {
        lines.extend(markdown(fallback));
    }
    lines
}

/// A text of the document as a code span.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() || text.contains('`') || text.chars().any(char::is_control) {
        return format!("`{}`", format!("{text:?}").replace('`', "\\u{60}"));
    }
    format!("`{text}`")
}

/// `#[deprecated]`, where the document says so. On methods alone: the tables of types name every
/// field and variant, and would be warned of their own.
pub(super) fn deprecated(docs: &Docs) -> Option<TokenStream> {
    docs.deprecated.then(|| quote!(#[deprecated]))
}

/// Markdown as rustdoc takes it without a warning: code blocks are no doc tests, brackets and angle
/// brackets are no links and tags, URLs are links, lines are wrapped.
pub(super) fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut paragraph = String::new();
    for line in text.lines().map(printable) {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        if fence.is_none() && (mark.is_some() || !continues(&line)) {
            end(&mut paragraph, &mut lines);
        }
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = Some(mark);
                lines.push(format!("{mark}text"));
            }
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                lines.push(mark.to_owned());
            }
            (Some(_), _) => lines.push(line.trim_end().to_owned()),
            (None, None) => {
                join(&mut paragraph, &line);
                if stands_alone(&line) {
                    end(&mut paragraph, &mut lines);
                }
            }
        }
    }
    end(&mut paragraph, &mut lines);
    if let Some(mark) = fence {
        lines.push(mark.to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    lines
}

/// Whether a sentence may follow in the paragraph that ends the lines.
pub(super) fn ends_in_prose(lines: &[String]) -> bool {
    let first = lines.rsplit(String::is_empty).next().and_then(<[_]>::first);
    let last = lines.last().is_some_and(|line| line.ends_with('.'));
    last && first.is_some_and(|line| {
        let word = line.split(' ').next().unwrap_or_default();
        !line.starts_with(' ') && !starts_block(word) && !is_list_item(line) && !is_row(line)
    })
}

/// Ends a paragraph, which is set anew: documents break their lines at any width.
fn end(paragraph: &mut String, lines: &mut Vec<String>) {
    if !paragraph.is_empty() {
        prose(paragraph, lines);
        paragraph.clear();
    }
}

fn join(paragraph: &mut String, line: &str) {
    if paragraph.is_empty() {
        // An empty line is a paragraph, too: it parts those around it.
        paragraph.push_str(if line.trim().is_empty() { " " } else { line });
    } else {
        paragraph.push(' ');
        paragraph.push_str(line.trim_start());
    }
}

/// Whether a line may go on with the paragraph before it.
fn continues(line: &str) -> bool {
    let text = line.trim_start();
    let first = text.split(' ').next().unwrap_or_default();
    !(text.is_empty() || is_list_item(text) || starts_block(first) || is_row(text))
}

/// Whether a line ends its paragraph: a heading, a row of a table, a rule, a line with a hard break.
fn stands_alone(line: &str) -> bool {
    let text = line.trim();
    let rule = text.starts_with(['#', '=']) || text.starts_with("---");
    text.is_empty() || rule || is_row(text) || line.ends_with("  ") || line.ends_with('\\')
}

fn is_row(text: &str) -> bool {
    text.starts_with('|') || text.contains(" | ")
}

/// A line without characters that would hide or reorder the code around it (bidirectional
/// controls, other controls), and with spaces for tabs.
fn printable(line: &str) -> String {
    let hidden = |char: char| {
        char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let line = line.replace('\t', "    ");
    line.chars().filter(|char| !hidden(*char)).collect()
}

fn prose(line: &str, lines: &mut Vec<String>) {
    let indent = line.len() - line.trim_start().len();
    // Four columns would make a code block, and rustdoc would compile it.
    let indent = if indent >= 4 && !is_list_item(line) {
        2
    } else {
        indent.min(3 * 2)
    };
    let text = escape(line.trim());
    let table = text.starts_with('|');
    if table || text.chars().count() + indent <= WIDTH {
        lines.push(format!(
            "{}{text}",
            " ".repeat(if text.is_empty() { 0 } else { indent })
        ));
        return;
    }
    let hanging = indent + if is_list_item(&text) { 2 } else { 0 };
    let mut current = " ".repeat(indent);
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = current.chars().count() + 1 + word.chars().count();
        if !empty && width > WIDTH && !starts_block(word) {
            lines.push(current);
            current = " ".repeat(hanging);
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(word);
        empty = false;
    }
    lines.push(current);
}

fn is_list_item(line: &str) -> bool {
    let text = line.trim_start();
    let digits = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let numbered =
        digits.len() < text.len() && (digits.starts_with(". ") || digits.starts_with(") "));
    numbered || text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")
}

/// Whether a word would mean something else at the start of a line.
fn starts_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    word.starts_with(['#', '>', '|', '=', '~'])
        || matches!(word, "-" | "*" | "+")
        || word.starts_with("---")
        || (number.len() < word.len() && number.chars().all(|char| char.is_ascii_digit()))
}

/// Escapes what rustdoc would warn of, outside of code spans.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(char) = rest.chars().next() {
        let taken = match char {
            '`' => code_span(rest),
            'h' if is_word_start(&escaped) => url(rest)
                .map(|url| (format!("<{url}>"), url.len()))
                .or_else(|| code_word(rest)),
            '[' => Some(link(rest).unwrap_or_else(|| ("\\[".to_owned(), 1))),
            ']' => Some(("\\]".to_owned(), 1)),
            '<' => Some(autolink(rest).unwrap_or_else(|| ("\\<".to_owned(), 1))),
            '\\' => rest.get(..2).map(|pair| (pair.to_owned(), 2)),
            _ if char.is_alphanumeric() && is_word_start(&escaped) => code_word(rest),
            _ => None,
        };
        let (text, length) = taken.unwrap_or_else(|| (char.to_string(), char.len_utf8()));
        escaped.push_str(&text);
        rest = rest.get(length..).unwrap_or_default();
    }
    escaped
}

/// Names that look like identifiers, but are none.
const PROPER_NAMES: &[&str] = &[
    "GitHub",
    "GitLab",
    "IPv4",
    "IPv6",
    "JavaScript",
    "MySQL",
    "OAuth",
    "PostgreSQL",
    "TypeScript",
];

/// A word that is an identifier, `snake_case` or `CamelCase`: it is set as code, which is also
/// what clippy asks for.
fn code_word(text: &str) -> Option<(String, usize)> {
    let outside = |char: char| !char.is_alphanumeric() && char != '_';
    let word = text.get(..text.find(outside).unwrap_or(text.len()))?;
    let stem = word.strip_suffix('s').unwrap_or(word);
    let capitals = stem.chars().filter(|char| char.is_uppercase()).count();
    let camel =
        word.starts_with(char::is_uppercase) && capitals > 1 && stem.contains(char::is_lowercase);
    let snake = word.trim_end_matches('_').contains('_') && !word.ends_with('_');
    let code = (camel || snake) && !PROPER_NAMES.contains(&word);
    code.then(|| (format!("`{word}`"), word.len()))
}

/// A code span as it is; a backtick without a partner is escaped.
fn code_span(text: &str) -> Option<(String, usize)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mark = text.get(..ticks)?;
    match text.get(ticks..)?.find(mark) {
        Some(end) => {
            let length = ticks + end + ticks;
            Some((text.get(..length)?.to_owned(), length))
        }
        None => Some(("\\`".repeat(ticks), ticks)),
    }
}

/// `[text](url)`: kept if it leads to the web or a place on this page, otherwise only its text is.
fn link(text: &str) -> Option<(String, usize)> {
    let close = text.find("](")?;
    let label = text.get(1..close)?;
    if label.contains(['[', ']', '\n']) {
        return None;
    }
    let rest = text.get(close + 2..)?;
    let end = rest.find(')')?;
    let target = rest.get(..end)?.trim();
    let length = close + 2 + end + 1;
    let web = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    let label = escape(label);
    if web && !target.contains([' ', '<', '>', '`']) {
        return Some((format!("[{label}]({target})"), length));
    }
    Some((label, length))
}

/// `<https://…>`, as it is.
fn autolink(text: &str) -> Option<(String, usize)> {
    let target = text.strip_prefix('<')?;
    let url = url(target)?;
    let rest = target.get(url.len()..)?;
    rest.starts_with('>')
        .then(|| (format!("<{url}>"), url.len() + 2))
}

/// The URL that a text starts with, without the punctuation behind it.
fn url(text: &str) -> Option<&str> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let outside = |char: char| char.is_whitespace() || "<>\"`'|\\[]{}()".contains(char);
    let end = text.find(outside).unwrap_or(text.len());
    let url = text
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    (url.len() > "https://".len()).then_some(url)
}

fn is_word_start(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|char| !char.is_alphanumeric() && char != '_')
}
