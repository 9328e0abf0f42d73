//! Prose: converts words to Markdown, and escapes all characters that have a meaning there.

use super::link;
use super::style::Style;

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Markdown that is never wrapped.
    Word(String),
    /// A hard line break.
    Break,
}

/// Collects the words of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Whether words that look like identifiers become code spans.
    identifiers: bool,
    /// The base URL of relative links.
    links: String,
    done: Vec<Inline>,
    /// Whether the next text continues the last word.
    glued: bool,
    /// Marks to write before the next word.
    marks: String,
    /// The open emphases and links.
    open: Vec<Open>,
    /// The text of the open code span.
    code: Option<String>,
}

/// An open emphasis or link.
#[derive(Debug)]
enum Open {
    Mark(&'static str),
    /// A link, with its target unless it is unsafe.
    Link(Option<String>),
    /// A link whose label is its target, which is already written.
    Shown,
}

/// The maximum nesting depth of emphases and links.
const DEPTH: usize = 16;

impl Words {
    pub(super) fn new(style: Style<'_>) -> Self {
        Self {
            identifiers: style.identifiers,
            links: style.links.to_owned(),
            ..Self::default()
        }
    }

    /// Adds plain text. Lines may break at its spaces.
    pub(super) fn text(&mut self, text: &str, cell: bool) {
        if self.open.iter().any(|open| matches!(open, Open::Shown)) {
            return;
        }
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        // Lines do not break at a no-break space.
        let breaks = |char: char| char.is_whitespace() && char != '\u{a0}' && char != '\u{202f}';
        for (index, word) in text.split(breaks).enumerate() {
            self.glued &= index == 0;
            if !word.is_empty() {
                let before = if self.glued { self.last() } else { None };
                let mut open = self.open.iter();
                let place = Place {
                    linked: open.any(|open| matches!(open, Open::Link(Some(_)))),
                    cell,
                    identifiers: self.identifiers,
                };
                let word = escape(word, before, place);
                self.raw_word(&word);
            }
        }
    }

    /// Adds Markdown, followed by a space.
    pub(super) fn raw(&mut self, text: &str) {
        self.raw_word(text.trim_end());
        self.glued = false;
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, text: &str, cell: bool) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        let text = words.join(" ");
        let text = if cell { text.replace('|', "\\|") } else { text };
        let fence = "`".repeat(longest_run(&text) + 1);
        let space = if text.starts_with('`') || text.ends_with('`') {
            " "
        } else {
            ""
        };
        // Adjacent code spans need a separator, because their fences would merge.
        if self.glued && self.last() == Some('`') {
            self.raw_word("&#8288;");
        }
        self.raw_word(&format!("{fence}{space}{text}{space}{fence}"));
    }

    pub(super) fn open_code(&mut self) {
        self.code.get_or_insert_default();
    }

    pub(super) fn close_code(&mut self, cell: bool) {
        if let Some(text) = self.code.take() {
            self.code(&text, cell);
        }
    }

    pub(super) fn open(&mut self, mark: &'static str) {
        if self.code.is_none() && self.open.len() < DEPTH {
            self.marks.push_str(mark);
            self.open.push(Open::Mark(mark));
        }
    }

    pub(super) fn close(&mut self, mark: &'static str) {
        self.close_to(|open| matches!(open, Open::Mark(one) if *one == mark));
    }

    /// Opens a link. If `shown` is true, its label is its target.
    pub(super) fn open_link(&mut self, target: &str, shown: bool) {
        let inside = self.open.iter().any(|open| !matches!(open, Open::Mark(_)));
        if self.code.is_some() || inside || self.open.len() >= DEPTH {
            return;
        }
        let target = target.trim();
        match link::target(target, &self.links) {
            Some(_) if shown => {
                self.raw_word(&format!("<{target}>"));
                self.open.push(Open::Shown);
            }
            Some(target) => {
                // A preceding `!` would turn the link into an image.
                if self.glued && self.last() == Some('!') {
                    self.amend(|word| word.insert(word.len() - 1, '\\'));
                }
                self.marks.push('[');
                self.open.push(Open::Link(Some(target)));
            }
            None => self.open.push(Open::Link(None)),
        }
    }

    pub(super) fn close_link(&mut self) {
        self.close_to(|open| !matches!(open, Open::Mark(_)));
    }

    pub(super) fn line_break(&mut self) {
        if self.code.is_some() {
            self.text(" ", false);
        } else if !self.done.is_empty() {
            self.done.push(Inline::Break);
            self.glued = false;
        }
    }

    pub(super) fn ends_in_break(&self) -> bool {
        self.done.last() == Some(&Inline::Break)
    }

    /// Returns all words so far. Closes everything that is open.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.close_code(false);
        while let Some(open) = self.open.pop() {
            self.put_end(open);
        }
        self.marks.clear();
        self.glued = false;
        while self.ends_in_break() {
            self.done.pop();
        }
        std::mem::take(&mut self.done)
    }

    fn close_to(&mut self, is: impl Fn(&Open) -> bool) {
        let Some(index) = self.open.iter().rposition(is) else {
            return;
        };
        while self.open.len() > index {
            if let Some(open) = self.open.pop() {
                self.put_end(open);
            }
        }
    }

    fn put_end(&mut self, open: Open) {
        match open {
            Open::Mark(mark) => match self.marks.strip_suffix(mark) {
                // The emphasis is empty.
                Some(marks) => self.marks.truncate(marks.len()),
                None => self.amend(|word| word.push_str(mark)),
            },
            Open::Link(Some(target)) => match self.marks.strip_suffix('[') {
                Some(marks) => {
                    self.marks.truncate(marks.len());
                    self.raw_word(&format!("<{}>", target.trim_matches(['<', '>'])));
                }
                None => self.amend(|word| word.push_str(&format!("]({target})"))),
            },
            Open::Link(None) | Open::Shown => {}
        }
    }

    fn raw_word(&mut self, text: &str) {
        let marks = std::mem::take(&mut self.marks);
        match self.done.last_mut() {
            Some(Inline::Word(word)) if self.glued => {
                word.push_str(&marks);
                word.push_str(text);
            }
            _ => self.done.push(Inline::Word(marks + text)),
        }
        self.glued = true;
    }

    /// Changes the last word.
    fn amend(&mut self, change: impl FnOnce(&mut String)) {
        let words = self.done.iter_mut().rev();
        let mut words = words.filter_map(|word| match word {
            Inline::Word(word) => Some(word),
            Inline::Break => None,
        });
        if let Some(word) = words.next() {
            change(word);
        }
    }

    fn last(&self) -> Option<char> {
        match (self.marks.chars().next_back(), self.done.last()) {
            (Some(mark), _) => Some(mark),
            (None, Some(Inline::Word(word))) => word.chars().next_back(),
            _ => None,
        }
    }
}

/// The place of a word.
#[derive(Clone, Copy)]
struct Place {
    /// In the label of a link.
    linked: bool,
    /// In a cell of a table.
    cell: bool,
    /// In text whose identifiers become code spans.
    identifiers: bool,
}

/// Converts a word to Markdown.
fn escape(word: &str, before: Option<char>, place: Place) -> String {
    let mut escaped = String::with_capacity(word.len() + 4);
    let mut before = before;
    let mut rest = word;
    while let Some(char) = rest.chars().next() {
        let behind = rest.get(char.len_utf8()..).unwrap_or_default();
        let starts = before.is_none_or(|char| !char.is_alphanumeric() && char != '_');
        let taken = match char {
            'h' if !place.linked => url(rest),
            _ => None,
        };
        let named = starts && place.identifiers && char.is_alphanumeric();
        let taken = taken.or_else(|| named.then(|| code_word(rest)).flatten());
        let (text, length) = match taken {
            Some(taken) => taken,
            None if is_special(char, before, behind, place) => {
                (format!("\\{char}"), char.len_utf8())
            }
            None => (char.to_string(), char.len_utf8()),
        };
        escaped.push_str(&text);
        before = rest
            .get(..length)
            .and_then(|taken| taken.chars().next_back());
        rest = rest.get(length..).unwrap_or_default();
    }
    escaped
}

/// Whether a character must be escaped, because Markdown would interpret it.
fn is_special(char: char, before: Option<char>, behind: &str, place: Place) -> bool {
    let alphanumeric = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let next = behind.chars().next();
    match char {
        '`' | '*' | '[' | '<' | '\\' => true,
        ']' => place.linked,
        '|' => place.cell,
        '_' => !(alphanumeric(before) && alphanumeric(next)),
        '~' => before.is_some() || next.is_some(),
        '&' => is_reference(behind),
        // `--option`, in which rustdoc would convert `--` to a dash.
        '-' => next == Some('-') && !alphanumeric(before) && alphanumeric(behind.chars().nth(1)),
        _ => false,
    }
}

/// Whether a text continues a character reference after the `&`: `amp;`, `#38;`.
fn is_reference(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or(text);
    let behind = name.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
    behind.len() < name.len() && behind.starts_with(';')
}

/// Whether a word would start a block at the start of a line.
pub(crate) fn starts_block(word: &str) -> bool {
    let only = |chars: &[char]| word.chars().all(|char| chars.contains(&char));
    let number = word.trim_start_matches(|char: char| char.is_ascii_digit());
    match word.chars().next() {
        Some('-' | '+') if word.len() == 1 => true,
        Some('-' | '=' | ':') => only(&['-', '=', '|', ':']),
        Some('#') => word.len() <= 6 && only(&['#']),
        Some('>' | '|') => true,
        Some('0'..='9') => matches!(number, "." | ")"),
        _ => false,
    }
}

/// Escapes a word for the start of a line.
pub(super) fn guarded(word: &str) -> String {
    if !starts_block(word) {
        return word.to_owned();
    }
    let digits = word.len()
        - word
            .trim_start_matches(|char: char| char.is_ascii_digit())
            .len();
    let (number, mark) = word.split_at(digits);
    format!("{number}\\{mark}")
}

/// A word that contains `_`, as a code span. Words such as `OpenAI` and `GitHub` are not converted,
/// because they can be names of types or of products.
fn code_word(text: &str) -> Option<(String, usize)> {
    let outside = |char: char| !char.is_alphanumeric() && char != '_';
    let word = text.get(..text.find(outside).unwrap_or(text.len()))?;
    let snake = word.trim_end_matches('_').contains('_') && !word.ends_with('_');
    snake.then(|| (format!("`{word}`"), word.len()))
}

/// The URL at the start of a text, without trailing punctuation, as a link. A URL template becomes
/// a code span.
fn url(text: &str) -> Option<(String, usize)> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let length = |outside: &[char]| {
        let end = text.find(outside).unwrap_or(text.len());
        let url = text.get(..end).unwrap_or_default();
        url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', ')', '\''])
            .len()
    };
    let end = length(&[
        '<', '>', '"', '`', '\'', '|', '\\', '[', ']', '{', '}', '(', ')',
    ]);
    let url = text.get(..end)?;
    let next = text.get(end..)?.chars().next();
    if matches!(next, Some('{' | '[' | '<')) {
        let end = length(&['"', '`', '|', '\\', '(', ')']);
        return Some((format!("`{}`", text.get(..end)?), end));
    }
    let host = url
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty());
    host.then(|| (format!("<{url}>"), end))
}

/// The length of the longest run of backticks.
pub(crate) fn longest_run(text: &str) -> usize {
    let runs = text.split(|char| char != '`').map(str::len);
    runs.max().unwrap_or_default()
}
