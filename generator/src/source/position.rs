//! Maps JSON Pointers to lines and columns in a second pass over the text.
//!
//! Only diagnostics need positions, so the tree does not store them. This pass runs when
//! diagnostics are printed and searches only for their pointers.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use super::dent::Dented;
use super::span::{Position, Span};

/// Finds the `wanted` pointers (in RFC 6901 syntax) in `text`. The span of a member is its key, and
/// its value if that is a scalar on the same line. The span of an item is the scalar, or else its
/// first character. Of duplicate keys, the last one is found.
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

/// The text of each plain scalar that YAML reads as a number or a boolean and would write differently,
/// such as `1.10` and `TRUE`, by its pointer.
pub(super) fn spellings(text: &str) -> HashMap<String, String> {
    let mut dented = Dented::new(text);
    let nothing = HashSet::new();
    loop {
        let mut search = Search::new(&nothing);
        search.spelled = Some(HashMap::new());
        let stopped = search.run(&dented.text);
        if stopped.is_some_and(|line| dented.mend(line)) {
            continue;
        }
        return search.spelled.unwrap_or_default();
    }
}

/// Returns whether a plain scalar may be a number or a boolean that is not written in the usual way.
fn is_unusual(text: &str) -> bool {
    let usual = matches!(text, "true" | "false")
        || text
            .parse::<i128>()
            .is_ok_and(|number| number.to_string() == text);
    let boolean = ["true", "false"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let number = text.starts_with(|char: char| char.is_ascii_digit() || "+-.".contains(char));
    !usual && (boolean || number)
}

/// Returns the spans found, and the line where the parser failed because of a flow collection's
/// indentation.
fn search(text: &str, wanted: &HashSet<String>) -> (HashMap<String, Span>, Option<usize>) {
    let mut search = Search::new(wanted);
    let stopped = search.run(text);
    (search.found, stopped)
}

/// The start of the parser's message about insufficient indentation of a flow collection.
const INDENTATION: &str = "invalid indentation";

/// Returns the position of the first sequence or mapping that is nested in `depth` others, if there
/// is one. Fails if the text cannot be parsed.
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
    /// The unusual spellings, if they are wanted.
    spelled: Option<HashMap<String, String>>,
    /// The pointer of the current node.
    path: String,
    open: Vec<Container>,
}

/// A sequence or mapping that has not ended yet.
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

impl<'a> Search<'a> {
    fn new(wanted: &'a HashSet<String>) -> Self {
        Self {
            wanted,
            found: HashMap::new(),
            spelled: None,
            path: String::new(),
            open: Vec::new(),
        }
    }

    /// Returns the line where the parser failed because of a flow collection's indentation. What was
    /// found before a syntax error is still valid.
    fn run(&mut self, text: &str) -> Option<usize> {
        for event in Parser::new_from_str(text) {
            match event {
                Ok((event, span)) => self.event(&event, span),
                Err(error) => {
                    let line = error.marker().line();
                    return error.info().starts_with(INDENTATION).then_some(line);
                }
            }
        }
        None
    }

    fn event(&mut self, event: &Event<'_>, span: Marks) {
        match event {
            Event::Scalar(text, style, ..) => {
                if self.key(text, span) {
                    return;
                }
                self.enter(span);
                if *style == ScalarStyle::Plain
                    && is_unusual(text)
                    && let Some(spelled) = &mut self.spelled
                {
                    spelled.insert(self.path.clone(), text.to_string());
                }
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

    /// Records a scalar as a key if the innermost container is a mapping that expects a key.
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

    /// Starts a node. In a sequence, the node gets the next index as its token.
    fn enter(&mut self, span: Marks) {
        match self.open.last_mut().map(|container| &mut container.kind) {
            Some(Kind::Sequence { next }) => {
                let index = *next;
                *next += 1;
                self.path.push('/');
                self.path.push_str(&index.to_string());
                self.note(span);
            }
            // A pointer cannot express a mapping as a key, and the reader rejects such keys anyway.
            Some(Kind::Key) => {
                self.path.push('/');
                self.note(span);
            }
            Some(Kind::Value) => {}
            None => self.note(span),
        }
    }

    /// Ends a node and removes its token. A mapping then expects the next key.
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
            // A key's span may be extended by its value. A mapping or sequence is marked by its
            // first character.
            if let Some(Kind::Value) = self.open.last().map(|container| &container.kind) {
                self.extend(span);
            }
        }
    }

    /// Extends the span of the current node to the end of `span`, if that is on the same line.
    fn extend(&mut self, span: Marks) {
        if let Some(found) = self.found.get_mut(&self.path)
            && found.start.line == span.end.line()
        {
            found.end = found.end.max(span.end.col() + 1);
        }
    }
}
