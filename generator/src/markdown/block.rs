//! The block tree of a description. It is built from Markdown events and HTML tags in any order.

use super::hidden::printable;
use super::inline::Words;
use super::style::{Headings, Style};

pub(crate) use super::inline::Inline;

/// A block of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading with its level, 1 to 6.
    Heading(usize, Vec<Inline>),
    /// A code block in a language other than Rust.
    Code(&'static str, String),
    /// A list. An ordered list has the number of its first item.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A block quote.
    Quote(Vec<Block>),
    /// Rows of cells. The first row is the header.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A thematic break.
    Rule,
}

/// A block that is not complete.
#[derive(Debug)]
pub(super) enum Frame {
    Quote(Vec<Block>),
    Item(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Table(Vec<Vec<Vec<Inline>>>),
}

/// The maximum nesting depth of blocks. Deeper blocks are merged into the last one.
const DEPTH: usize = 16;

/// Builds the tree. Like a browser, it repairs missing start and end tags without losing text.
#[derive(Debug)]
pub(super) struct Builder {
    headings: Headings,
    done: Vec<Block>,
    open: Vec<Frame>,
    /// The number of open blocks that were ignored because they are nested too deeply.
    ignored: usize,
    words: Words,
    /// The level of the current heading.
    heading: Option<usize>,
    /// Whether a table cell is open.
    cell: bool,
    /// The open code block.
    code: Option<(&'static str, String)>,
}

impl Builder {
    pub(super) fn new(style: Style<'_>) -> Self {
        Self {
            headings: style.headings,
            done: Vec::new(),
            open: Vec::new(),
            ignored: 0,
            words: Words::new(style),
            heading: None,
            cell: false,
            code: None,
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_code();
        self.end_cell();
        self.end_paragraph();
        while let Some(frame) = self.open.pop() {
            self.put_frame(frame);
        }
        self.done
    }

    /// Adds plain text.
    pub(super) fn text(&mut self, text: &str) {
        match &mut self.code {
            Some((_, code)) => code.push_str(text),
            None => self.words.text(&printable(text), self.cell),
        }
    }

    /// Adds Markdown.
    pub(super) fn raw(&mut self, text: &str) {
        self.words.raw(text);
    }

    pub(super) fn code(&mut self, text: &str) {
        self.words.code(text, self.cell);
    }

    /// Starts a code span, which ends at [`Builder::close_code`].
    pub(super) fn open_code(&mut self) {
        if self.code.is_none() {
            self.words.open_code();
        }
    }

    pub(super) fn close_code(&mut self) {
        self.words.close_code(self.cell);
    }

    pub(super) fn open(&mut self, mark: &'static str) {
        // A heading that becomes bold is bold as a whole.
        if self.heading.is_none() || self.headings != Headings::Bold || mark != "**" {
            self.words.open(mark);
        }
    }

    pub(super) fn close(&mut self, mark: &'static str) {
        if self.heading.is_none() || self.headings != Headings::Bold || mark != "**" {
            self.words.close(mark);
        }
    }

    pub(super) fn open_link(&mut self, target: &str, shown: bool) {
        self.words.open_link(&printable(target), shown);
    }

    pub(super) fn close_link(&mut self) {
        self.words.close_link();
    }

    /// Starts a new line. A second break starts a new paragraph.
    pub(super) fn line_break(&mut self) {
        if let Some((_, code)) = &mut self.code {
            code.push('\n');
        } else if self.words.ends_in_break() && !self.cell && self.heading.is_none() {
            self.end_paragraph();
        } else if self.heading.is_some() {
            self.words.text(" ", false);
        } else {
            self.words.line_break();
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.code.is_some() {
            return;
        }
        if self.cell {
            self.words.line_break();
            return;
        }
        let heading = self.heading.take();
        if heading.is_some() && self.headings == Headings::Bold {
            self.words.close("**");
        }
        let words = self.words.take();
        if words.is_empty() {
            return;
        }
        match (heading, self.headings) {
            (Some(level), Headings::Lower(by)) => {
                self.put(Block::Heading((level + by).min(6), words));
            }
            _ => self.put(Block::Paragraph(words)),
        }
    }

    pub(super) fn start_heading(&mut self, level: usize) {
        self.end_paragraph();
        if self.cell || self.code.is_some() {
            return;
        }
        if self.headings == Headings::Bold {
            self.words.open("**");
        }
        self.heading = Some(level);
    }

    pub(super) fn rule(&mut self) {
        self.end_paragraph();
        if !self.cell && self.code.is_none() {
            self.put(Block::Rule);
        }
    }

    /// Opens a code block. Its language is never Rust, because rustdoc would compile it as an
    /// example.
    pub(super) fn start_code(&mut self, info: &str) {
        self.end_paragraph();
        if !self.cell && self.code.is_none() {
            let first = info
                .split(|char: char| !char.is_ascii_alphanumeric())
                .next();
            let first = first.unwrap_or_default().to_ascii_lowercase();
            let known = LANGUAGES.iter().find(|language| **language == first);
            self.code = Some((known.unwrap_or(&"text"), String::new()));
        }
    }

    pub(super) fn end_code(&mut self) {
        if let Some((language, text)) = self.code.take() {
            self.ignored = 0;
            self.put(Block::Code(language, printable(&text).into_owned()));
        }
    }

    pub(super) fn start(&mut self, frame: Frame) {
        self.end_paragraph();
        if self.cell || self.code.is_some() || self.open.len() >= DEPTH {
            self.ignored += 1;
        } else {
            self.open.push(frame);
        }
    }

    /// Closes the innermost block of a kind, and all blocks in it.
    pub(super) fn end(&mut self, kind: impl Fn(&Frame) -> bool) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let Some(index) = self.open.iter().rposition(kind) else {
            self.end_paragraph();
            return;
        };
        self.end_cell();
        self.end_paragraph();
        while self.open.len() > index {
            if let Some(frame) = self.open.pop() {
                self.put_frame(frame);
            }
        }
    }

    /// Closes the current item of the innermost list, if there is one.
    pub(super) fn end_item(&mut self) {
        let list = self
            .open
            .iter()
            .rposition(|frame| matches!(frame, Frame::List(..)));
        let item = self
            .open
            .iter()
            .rposition(|frame| matches!(frame, Frame::Item(_)));
        if self.ignored == 0 && item.is_some_and(|item| list.is_none_or(|list| item > list)) {
            self.end(|frame| matches!(frame, Frame::Item(_)));
        } else {
            self.end_paragraph();
        }
    }

    pub(super) fn start_row(&mut self) {
        self.end_cell();
        if let Some(Frame::Table(rows)) = self.open.last_mut() {
            rows.push(Vec::new());
        }
    }

    pub(super) fn start_cell(&mut self) {
        self.end_cell();
        if let Some(Frame::Table(rows)) = self.open.last_mut() {
            if rows.is_empty() {
                rows.push(Vec::new());
            }
            self.cell = true;
        }
    }

    pub(super) fn end_cell(&mut self) {
        if !self.cell {
            return;
        }
        self.cell = false;
        self.ignored = 0;
        let words = self.words.take();
        if let Some(Frame::Table(rows)) = self.open.last_mut()
            && let Some(row) = rows.last_mut()
        {
            row.push(words);
        }
    }

    fn put_frame(&mut self, frame: Frame) {
        match frame {
            Frame::Quote(blocks) if blocks.is_empty() => {}
            Frame::Quote(blocks) => self.put(Block::Quote(blocks)),
            Frame::List(_, items) if items.is_empty() => {}
            Frame::List(first, items) => self.put(Block::List(first, items)),
            Frame::Item(blocks) => match self.open.last_mut() {
                Some(Frame::List(_, items)) => items.push(blocks),
                _ => self.put(Block::List(None, vec![blocks])),
            },
            Frame::Table(mut rows) => {
                rows.retain(|row| !row.is_empty());
                if !rows.is_empty() {
                    self.put(Block::Table(rows));
                }
            }
        }
    }

    fn put(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Frame::Quote(blocks) | Frame::Item(blocks)) => blocks.push(block),
            Some(Frame::List(_, items)) => items.push(vec![block]),
            Some(Frame::Table(rows)) => {
                // A block outside of a cell ends the table.
                let rows = std::mem::take(rows);
                self.open.pop();
                self.put_frame(Frame::Table(rows));
                self.put(block);
            }
            None => self.done.push(block),
        }
    }
}

/// The languages that code blocks may have. All others become `text`.
const LANGUAGES: &[&str] = &[
    "bash",
    "csharp",
    "csv",
    "go",
    "graphql",
    "html",
    "http",
    "java",
    "javascript",
    "json",
    "php",
    "python",
    "ruby",
    "sh",
    "sql",
    "toml",
    "typescript",
    "xml",
    "yaml",
];
