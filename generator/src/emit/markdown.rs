//! Markdown and HTML from a document, as Markdown that rustdoc and crates.io show safely.
//!
//! Descriptions are parsed by `pulldown-cmark`, which is what rustdoc reads with, into a small tree
//! ([`block`]), and written anew ([`write`](mod@write)). So nothing gets through that has no place
//! in the tree: HTML becomes the Markdown that says the same or text ([`html`]), a link leads to the
//! web or is its label, code is never Rust, and what is left is escaped ([`inline`]).

mod block;
mod html;
mod inline;
mod link;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

pub(super) use block::{Block, Headings, Inline, Style};
pub(super) use inline::starts_block;
pub(super) use write::write;

use block::{Builder, Frame};

/// The blocks of a text.
pub(super) fn parse(text: &str, style: Style<'_>) -> Vec<Block> {
    let text = printable(text);
    let mut reader = Reader {
        builder: Builder::new(style),
        html: None,
        closed: html::Closed::find(&text),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for event in TextMergeStream::new(Parser::new_ext(&text, options)) {
        reader.read(event);
    }
    reader.builder.finish()
}

/// A text without the characters that would hide or reorder the code around it (bidirectional
/// controls, other controls), with `\n` for every end of a line.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().filter(|char| !is_hidden(*char)).collect())
}

/// Whether a character would hide or reorder the text around it: controls but ends of lines and tabs,
/// spaces without a width, and those that change the direction of writing.
pub(super) fn is_hidden(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t'))
        || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Hands the parser's events to the builder.
struct Reader {
    builder: Builder,
    /// What a block of HTML has so far.
    html: Option<String>,
    closed: html::Closed,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        let builder = &mut self.builder;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                builder.text(&text);
            }
            // An entity can stand for a character that has been taken out above.
            Event::Code(text) => builder.code(&printable(&text)),
            Event::Html(text) => self.html.get_or_insert_default().push_str(&text),
            Event::InlineHtml(tag) => html::read(builder, &tag, &self.closed),
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.line_break(),
            Event::Rule => builder.rule(),
            Event::TaskListMarker(done) => builder.raw(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(label) => builder.text(&format!("[^{label}]")),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Heading { level, .. } => builder.start_heading(rank(level)),
            Tag::BlockQuote(_) => builder.start(Frame::Quote(Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => builder.start_code(&language),
            Tag::CodeBlock(CodeBlockKind::Indented) => builder.start_code(""),
            Tag::List(first) => builder.start(Frame::List(first, Vec::new())),
            Tag::Item => builder.start(Frame::Item(Vec::new())),
            Tag::FootnoteDefinition(label) => {
                builder.end_paragraph();
                builder.text(&format!("[^{label}]: "));
            }
            Tag::Table(_) => builder.start(Frame::Table(Vec::new())),
            Tag::TableHead | Tag::TableRow => builder.start_row(),
            Tag::TableCell => builder.start_cell(),
            Tag::Emphasis => builder.open("*"),
            Tag::Strong => builder.open("**"),
            Tag::Strikethrough => builder.open("~~"),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                dest_url,
                ..
            } => builder.open_link(&dest_url, true),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                builder.open_link(&dest_url, false);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::FootnoteDefinition => {
                builder.end_paragraph();
            }
            TagEnd::HtmlBlock => {
                let text = self.html.take().unwrap_or_default();
                html::read(builder, &text, &self.closed);
                builder.end_paragraph();
            }
            TagEnd::CodeBlock => builder.end_code(),
            TagEnd::BlockQuote(_) => builder.end(|frame| matches!(frame, Frame::Quote(_))),
            TagEnd::List(_) => builder.end(|frame| matches!(frame, Frame::List(..))),
            TagEnd::Item => builder.end(|frame| matches!(frame, Frame::Item(_))),
            TagEnd::Table => builder.end(|frame| matches!(frame, Frame::Table(_))),
            TagEnd::TableCell => builder.end_cell(),
            TagEnd::Emphasis => builder.close("*"),
            TagEnd::Strong => builder.close("**"),
            TagEnd::Strikethrough => builder.close("~~"),
            TagEnd::Link | TagEnd::Image => builder.close_link(),
            _ => {}
        }
    }
}

fn rank(level: HeadingLevel) -> usize {
    level as usize
}
