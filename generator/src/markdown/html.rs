//! Converts HTML in descriptions. Formatting is kept if Markdown can express it. Scripts are shown
//! as text, and so are placeholders that look like tags: `<id>`.

use std::collections::HashSet;

use pulldown_cmark::{Event, Parser};

use super::block::{Builder, Frame};

/// The names of the elements that have an end tag somewhere in a text. A `<b>` without a `</b>` is
/// a placeholder.
#[derive(Debug)]
pub(super) struct Closed(HashSet<String>);

impl Closed {
    pub(super) fn find(text: &str) -> Self {
        let names = text.split("</").skip(1).map(|rest| {
            let name = rest.chars().take_while(char::is_ascii_alphanumeric);
            name.collect::<String>().to_ascii_lowercase()
        });
        Self(names.collect())
    }
}

/// A token of HTML.
#[derive(Debug, PartialEq, Eq)]
enum Token<'t> {
    Text(&'t str),
    Tag(Tag<'t>),
    Comment,
}

/// A start or end tag: `<a href="…">`, `</a>`.
#[derive(Debug, PartialEq, Eq)]
struct Tag<'t> {
    /// The source text.
    raw: &'t str,
    /// The name, in lower case.
    name: String,
    closes: bool,
    attributes: &'t str,
}

/// Reads a piece of HTML in a description.
pub(super) fn read(builder: &mut Builder, html: &str, closed: &Closed) {
    let last_comment = html.rfind("-->");
    let mut rest = html;
    loop {
        let at = html.len() - rest.len();
        let Some((token, behind)) = next(rest, last_comment.is_some_and(|end| at < end)) else {
            break;
        };
        match token {
            Token::Text(text) => builder.text(&decoded(text)),
            Token::Comment => {}
            Token::Tag(tag) => {
                if !read_tag(builder, &tag, closed) {
                    builder.text(tag.raw);
                }
            }
        }
        rest = behind;
    }
}

/// Reads a tag. Returns whether it is known.
fn read_tag(builder: &mut Builder, tag: &Tag<'_>, closed: &Closed) -> bool {
    if is_layout(builder, tag) {
        return true;
    }
    if !closed.0.contains(&tag.name) {
        return false;
    }
    let mark = match tag.name.as_str() {
        "b" | "strong" => "**",
        "i" | "em" => "*",
        "s" | "del" | "strike" => "~~",
        "code" | "tt" | "kbd" | "samp" => {
            if tag.closes {
                builder.close_code();
            } else {
                builder.open_code();
            }
            return true;
        }
        "a" => {
            if tag.closes {
                builder.close_link();
            } else {
                builder.open_link(
                    &attribute(tag.attributes, "href").unwrap_or_default(),
                    false,
                );
            }
            return true;
        }
        "sup" if !tag.closes => {
            builder.text("^");
            return true;
        }
        "sup" | "sub" | "span" | "font" | "u" | "small" | "big" | "nobr" | "mark" | "ins"
        | "abbr" | "cite" => return true,
        _ => return false,
    };
    if tag.closes {
        builder.close(mark);
    } else {
        builder.open(mark);
    }
    true
}

/// Reads a tag of a block. Many of these are never closed.
fn is_layout(builder: &mut Builder, tag: &Tag<'_>) -> bool {
    let frame = |builder: &mut Builder, frame: Frame| {
        if tag.closes {
            builder.end(|open| std::mem::discriminant(open) == std::mem::discriminant(&frame));
        } else {
            builder.start(frame);
        }
    };
    match (tag.name.as_str(), tag.closes) {
        ("br", _) => builder.line_break(),
        ("hr", _) => builder.rule(),
        ("img", _) => {
            let target = attribute(tag.attributes, "src").unwrap_or_default();
            builder.open_link(&target, false);
            builder.text(&attribute(tag.attributes, "alt").unwrap_or_default());
            builder.close_link();
        }
        (
            "p" | "div" | "section" | "article" | "aside" | "center" | "details" | "summary" | "dl"
            | "dt" | "dd" | "figure" | "figcaption" | "caption",
            _,
        )
        | ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => builder.end_paragraph(),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
            let level = tag
                .name
                .strip_prefix('h')
                .and_then(|level| level.parse().ok());
            builder.start_heading(level.unwrap_or(6));
        }
        ("pre", false) => builder.start_code(""),
        ("pre", true) => builder.end_code(),
        ("ul", _) => frame(builder, Frame::List(None, Vec::new())),
        ("ol", _) => frame(builder, Frame::List(Some(1), Vec::new())),
        ("li", false) => {
            builder.end_item();
            builder.start(Frame::Item(Vec::new()));
        }
        ("li", true) => builder.end_item(),
        ("blockquote", _) => frame(builder, Frame::Quote(Vec::new())),
        ("table", _) => frame(builder, Frame::Table(Vec::new())),
        ("tr", false) => builder.start_row(),
        ("th" | "td", false) => builder.start_cell(),
        ("th" | "td" | "tr", true) => builder.end_cell(),
        ("thead" | "tbody" | "tfoot" | "colgroup" | "col", _) => {}
        _ => return false,
    }
    true
}

/// Splits off the first token. An unclosed comment is text.
fn next(html: &str, comment_ends: bool) -> Option<(Token<'_>, &str)> {
    if html.is_empty() {
        return None;
    }
    let comment = html.strip_prefix("<!--").filter(|_| comment_ends);
    if let Some((_, behind)) = comment.and_then(|rest| rest.split_once("-->")) {
        return Some((Token::Comment, behind));
    }
    if let Some((tag, rest)) = tag(html) {
        return Some((Token::Tag(tag), rest));
    }
    // Takes at least one character, so that each call makes progress.
    let end = html.char_indices().skip(1).find(|(_, char)| *char == '<');
    let (text, rest) = html.split_at(end.map_or(html.len(), |(at, _)| at));
    Some((Token::Text(text), rest))
}

/// The maximum length of a tag in characters. Longer ones are text, which keeps parsing linear.
const LONGEST_TAG: usize = 4096;

fn tag(html: &str) -> Option<(Tag<'_>, &str)> {
    let inner = html.strip_prefix('<')?;
    let (inner, closes) = inner
        .strip_prefix('/')
        .map_or((inner, false), |inner| (inner, true));
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != '-');
    let (name, behind) = inner.split_at(end?);
    if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut chars = behind.char_indices().take(LONGEST_TAG);
    let (end, _) = chars.find(|(_, char)| {
        match (quote, *char) {
            // Outside of quotes, a tag cannot contain another one.
            (None, '>' | '<') => return true,
            (None, '"' | '\'') => quote = Some(*char),
            (Some(open), char) if open == char => quote = None,
            _ => {}
        }
        false
    })?;
    let (attributes, rest) = behind.split_at(end);
    let rest = rest.strip_prefix('>')?;
    let tag = Tag {
        raw: html.get(..html.len() - rest.len())?,
        name: name.to_ascii_lowercase(),
        closes,
        attributes,
    };
    Some((tag, rest))
}

/// The value of the attribute `wanted`.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes.trim_start_matches(|char: char| char.is_whitespace() || char == '/');
    while !rest.is_empty() {
        let end = rest.find(|char: char| char.is_whitespace() || char == '=');
        let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=') else {
            // The name is not empty here, so this makes progress. Unlike in browsers, `=` cannot
            // start a name.
            rest = behind;
            continue;
        };
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|char| matches!(char, '"' | '\''));
        let (value, behind) = match quote {
            Some(quote) => {
                let inner = value.get(1..)?;
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value));
        }
        rest = behind.trim_start();
    }
    None
}

/// Resolves the character references of a text.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        decoded.push_str(before);
        let mut end = reference.char_indices().take(LONGEST_REFERENCE);
        let end = end.find(|(_, char)| *char == ';').map(|(at, _)| at + 1);
        let (reference, behind) = reference.split_at(end.unwrap_or(1));
        // Markdown has the same references as HTML.
        match (end, Parser::new(reference).nth(1)) {
            (Some(_), Some(Event::Text(text))) => decoded.push_str(&text),
            _ => decoded.push_str(reference),
        }
        rest = behind;
    }
    decoded + rest
}

/// The length of the longest reference, `&CounterClockwiseContourIntegral;`, in characters.
const LONGEST_REFERENCE: usize = 33;
