//! From a JSON Pointer to line and column, by a second pass over the text.
//!
//! Only diagnostics need positions, so the tree does not pay for them: this pass runs when a
//! diagnostic is printed, and looks for the wanted pointers alone.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use super::dent::Dented;

/// A place in a text. Both numbers start at 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
}

impl Position {
    /// Where a text starts.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Its first character.
    pub start: Position,
    /// The column behind its last character; that of its start if nothing is known of its end.
    pub end: usize,
}

impl From<Position> for Span {
    fn from(start: Position) -> Self {
        Self {
            start,
            end: start.column,
        }
    }
}

/// Where those `wanted` pointers (RFC 6901 text) are that stand in `text`: of a member its key, and
/// its value as far as that is a scalar on the same line; of an element the scalar, or its first
/// character. Where a key stands twice, the last one counts.
pub(super) fn find(text: &str, wanted: &HashSet<String>) -> HashMap<String, Span> {
    let mut dented = Dented::new(text);
    loop {
        let (mut found, stopped) = search(&dented.text, wanted);
        if let Some(line) = stopped
            && dented.mend(line)
        {
            continue;
        }
        for span in found.values_mut() {
            dented.origin(span);
        }
        return found;
    }
}

/// What is found, and the line at which the indentation of a flow collection has ended the search.
fn search(text: &str, wanted: &HashSet<String>) -> (HashMap<String, Span>, Option<usize>) {
    let mut search = Search {
        wanted,
        found: HashMap::new(),
        path: String::new(),
        open: Vec::new(),
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => search.event(&event, span),
            Err(error) => {
                let line = error.marker().line();
                let dent = error.info().starts_with(INDENTATION).then_some(line);
                // A text that stops parsing half-way still has positions up to there.
                return (search.found, dent);
            }
        }
    }
    (search.found, None)
}

/// What the parser says of a flow collection that is not indented enough.
const INDENTATION: &str = "invalid indentation";

/// Where the first sequence or mapping begins that stands in `depth` others, if there is one; an error
/// if that cannot be told.
pub(super) fn deeper(text: &str, depth: usize) -> Result<Option<Position>, ()> {
    let mut open = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(drop)?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open >= depth => {
                return Ok(Some(position(span)));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => open += 1,
            Event::SequenceEnd | Event::MappingEnd => open = open.saturating_sub(1),
            _ => {}
        }
    }
    Ok(None)
}

fn position(span: Marks) -> Position {
    Position {
        line: span.start.line(),
        column: span.start.col() + 1,
    }
}

struct Search<'a> {
    wanted: &'a HashSet<String>,
    found: HashMap<String, Span>,
    /// The pointer of the node that is open.
    path: String,
    open: Vec<Container>,
}

/// A sequence or mapping whose end has not come yet.
struct Container {
    /// Length of `path` without this container's current token.
    base: usize,
    kind: Kind,
}

enum Kind {
    Sequence { next: usize },
    Key,
    Value,
}

impl Search<'_> {
    fn event(&mut self, event: &Event<'_>, span: Marks) {
        match event {
            Event::Scalar(text, style, ..) => {
                if self.key(text, span) {
                    return;
                }
                self.enter(span);
                if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                    self.extend(span);
                }
                self.leave();
            }
            Event::Alias(_) => {
                self.enter(span);
                self.leave();
            }
            Event::SequenceStart(..) => {
                self.enter(span);
                self.start(Kind::Sequence { next: 0 });
            }
            Event::MappingStart(..) => {
                self.enter(span);
                self.start(Kind::Key);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
                self.leave();
            }
            _ => {}
        }
    }

    fn start(&mut self, kind: Kind) {
        let base = self.path.len();
        self.open.push(Container { base, kind });
    }

    /// Takes a scalar as the key of the open mapping, if one is due.
    fn key(&mut self, text: &str, span: Marks) -> bool {
        let Some(container) = self.open.last_mut() else {
            return false;
        };
        let Kind::Key = container.kind else {
            return false;
        };
        container.kind = Kind::Value;
        self.path.push('/');
        self.path
            .push_str(&text.replace('~', "~0").replace('/', "~1"));
        self.note(span);
        true
    }

    /// A node begins: in a sequence it gets the next index as its token.
    fn enter(&mut self, span: Marks) {
        match self.open.last_mut().map(|container| &mut container.kind) {
            Some(Kind::Sequence { next }) => {
                let index = *next;
                *next += 1;
                self.path.push('/');
                self.path.push_str(&index.to_string());
                self.note(span);
            }
            // A mapping as a key cannot be written as a pointer; the reader refuses it anyway.
            Some(Kind::Key) => {
                self.path.push('/');
                self.note(span);
            }
            Some(Kind::Value) => {}
            None => self.note(span),
        }
    }

    /// The node ends: its token goes, and in a mapping the next key is due.
    fn leave(&mut self) {
        if let Some(container) = self.open.last_mut() {
            self.path.truncate(container.base);
            if let Kind::Value = container.kind {
                container.kind = Kind::Key;
            }
        }
    }

    fn note(&mut self, span: Marks) {
        if self.wanted.contains(&self.path) {
            self.found.insert(self.path.clone(), position(span).into());
            // Behind a key comes more; of a mapping or sequence the first character says where.
            if let Some(Kind::Value) = self.open.last().map(|container| &container.kind) {
                self.extend(span);
            }
        }
    }

    /// The node that is open goes on to the end of `span`, if that is on its line.
    fn extend(&mut self, span: Marks) {
        if let Some(found) = self.found.get_mut(&self.path)
            && found.start.line == span.end.line()
        {
            found.end = found.end.max(span.end.col() + 1);
        }
    }
}
