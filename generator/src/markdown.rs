//! Converts Markdown and HTML of a document to Markdown that rustdoc and crates.io render safely.
//!
//! `pulldown-cmark`, which rustdoc also uses, parses a description into a small tree ([`block`]),
//! which is then written as Markdown ([`write`](mod@write)). Content that the tree cannot represent
//! cannot get through: HTML becomes equivalent Markdown or text ([`html`]), links lead to the web
//! or are reduced to their label, code blocks are never Rust, and all other text is escaped
//! ([`inline`]).

mod block;
mod hidden;
mod html;
mod inline;
mod link;
mod render;
mod style;
mod write;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

pub(crate) use block::{Block, Inline};
pub(crate) use hidden::is_hidden;
pub(crate) use inline::{longest_run, starts_block};
pub(crate) use render::{headings, html, plain};
pub(crate) use style::{Headings, Style};
pub(crate) use write::write;

use block::{Builder, Frame};
use hidden::printable;

/// Parses a description into blocks.
pub(crate) fn parse(text: &str, style: Style<'_>) -> Vec<Block> {
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

/// Passes the events of the parser to the builder.
struct Reader {
    builder: Builder,
    /// The text of the current HTML block.
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
            // An entity can produce a character that `printable` has removed.
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
